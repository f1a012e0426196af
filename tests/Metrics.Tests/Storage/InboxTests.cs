using System.Text;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Storage;

/// <summary>Many senders at once: each message is stored once, and nobody suffers from another's fault.</summary>
public sealed class InboxTests : IAsyncLifetime
{
    private const string Source = "slack";
    private static readonly byte[] _body = Encoding.UTF8.GetBytes("body");
    private TestDatabase _database = null!;
    private Inbox _inbox = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _inbox = new Inbox(_database.DataSource, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _inbox.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Of_many_that_come_at_once_each_is_stored_and_of_those_with_one_id_one()
    {
        var isNew = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(() => _inbox.AddAsync(Source, $"event-{i / 2}", _body, Cancel))));

        isNew.Chunk(2).ShouldAllBe(pair => pair[0] != pair[1]);
        (await _inbox.CountAsync(Source, Cancel)).Waiting.ShouldBe(250);
    }

    [Fact]
    public async Task One_that_the_database_refuses_takes_no_other_with_it()
    {
        var good = Enumerable.Range(0, 50).Select(i => Task.Run(() => _inbox.AddAsync(Source, $"event-{i}", _body, Cancel))).ToList();
        var bad = Enumerable.Range(0, 5).Select(_ => Task.Run(() => _inbox.AddAsync(Source, "with a NUL \0", _body, Cancel))).ToList();
        var worse = Task.Run(() => _inbox.AddAsync(Source, "half of a pair \ud800", _body, Cancel));

        (await Task.WhenAll(good)).ShouldAllBe(isNew => isNew);
        foreach (var one in bad) await one.ShouldThrowAsync<Npgsql.PostgresException>();
        await worse.ShouldThrowAsync<EncoderFallbackException>();
    }

    [Fact]
    public async Task Who_gives_up_before_it_is_their_turn_leaves_nothing_behind()
    {
        using CancellationTokenSource impatient = new();
        await impatient.CancelAsync();

        await _inbox.AddAsync(Source, "given up", _body, impatient.Token).ShouldThrowAsync<OperationCanceledException>();
        (await _inbox.AddAsync(Source, "next", _body, Cancel)).ShouldBeTrue();
        (await _inbox.CountAsync(Source, Cancel)).Waiting.ShouldBe(1);
    }
}
