using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Storage;
using RevenueBot.Slack.Blocks;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using RevenueBot.Tests.Slack.Alerts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.EndToEnd;

/// <summary>
/// <c>kill -9</c> of the real program at every step of sending an alert, and two of them at once: each message is there once. Slow because
/// programs are started.
/// </summary>
public sealed class DeliveryKillTests : IAsyncLifetime
{
    private const string Channel = "C0ALERTS";
    private readonly string _home = Directory.CreateTempSubdirectory("revenuebot-send-").FullName;
    private readonly TaskCompletionSource _never = new();
    private TestDatabase _database = null!;
    private FakeSlack _slack = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _slack = await FakeSlack.StartAsync();
        _slack.Channels[Channel] = new FakeChannel();
        _slack.Channels["C0OTHERS"] = new FakeChannel();
    }

    public async ValueTask DisposeAsync()
    {
        _never.TrySetResult();
        _slack.Problems.ShouldBeEmpty();
        await _slack.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task Killed_at_every_step_each_message_is_there_once()
    {
        await PutAsync(new OutboxItem($"slack:{Channel}", "al_1", null) { Card = Cards.Firing });
        await KillAtAsync("conversations.info", effect: false); // before it looked who reads the channel
        await KillAtAsync("files.completeUploadExternal", effect: true); // with half of the picture
        await KillAtAsync("chat.postMessage", effect: false); // on the way to Slack, where it never arrives
        await KillAtAsync("chat.postMessage", effect: true); // posted, and not known of
        await PutAsync(new OutboxItem($"slack:{Channel}", "al_1", "al_1.line") { Line = new("acknowledged this.", "slack:U0ANA") });
        await KillAtAsync("conversations.history", effect: true); // while it looked
        await KillAtAsync("chat.postMessage", effect: true); // found, and the line is posted
        await PutAsync(new OutboxItem($"slack:{Channel}", "al_1", null) { Card = Cards.Acknowledged });
        await KillAtAsync("chat.update", effect: true); // edited, and not known of

        await using var last = await StartAsync();
        await SentAsync();
        _slack.Board.Select(message => (message.ThreadTs is null, message.Text)).ShouldBe(
            [(true, Mrkdwn.Escape(Cards.Acknowledged.Summary)), (false, "<@U0ANA> acknowledged this.")]);
        (await ScalarAsync("SELECT count(*) FROM outbox WHERE state = 3")).ShouldBe(0);
    }

    [Fact]
    public async Task Two_programs_at_once_send_each_message_once()
    {
        _slack.Fail("chat.postMessage", new Fault.RateLimited(1), new Fault.Error("ratelimited"));
        for (var i = 0; i < 8; i++) await PutAsync(new OutboxItem(i % 2 == 0 ? $"slack:{Channel}" : "slack:C0OTHERS", $"al_{i}", null) { Card = Cards.Stale });
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        await SentAsync();
        _slack.Board.Select(message => message.DeliveryId).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, 8).Select(i => $"al_{i}.v1"));
    }

    /// <summary>Lets the program run until that call waits for its answer, and ends it as a crash would.</summary>
    /// <param name="effect">Slack carries the call out; else it never hears of it.</param>
    private async Task KillAtAsync(string method, bool effect)
    {
        var (held, reached) = effect ? Held(new Fault.HeldAfterEffect(_never.Task)) : Held(new Fault.Held(_never.Task));
        _slack.Fail(method, held);
        await using var program = await StartAsync();
        await reached.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        await program.EndAsync("KILL");
        await ExecuteAsync("UPDATE outbox SET locked_until = now() - interval '1 second' WHERE state = 1; DELETE FROM outbox_pause"); // the lease has run out
    }

    private static (Fault Fault, Task Reached) Held(Fault.HeldAfterEffect fault) => (fault, fault.Reached);

    private static (Fault Fault, Task Reached) Held(Fault.Held fault) => (fault, fault.Reached);

    private async Task SentAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await ScalarAsync("SELECT count(*) FROM pg_sleep(0.05), outbox WHERE state IN (0, 1)") > 0) patience.Token.ThrowIfCancellationRequested();
    }

    private async Task PutAsync(OutboxItem item)
    {
        await using var connection = await _database.DataSource.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await OutboxStore.AddAsync(transaction, [item], TimeProvider.System.GetUtcNow(), Cancel);
        await transaction.CommitAsync(Cancel);
    }

    private async Task<long> ScalarAsync(string sql)
    {
        await using var command = _database.DataSource.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _database.DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private Task<RunningBot> StartAsync()
    {
        var program = new BotProgram(_home);
        foreach (var (key, value) in new Dictionary<string, string>
        {
            ["Database__ConnectionString"] = _database.ConnectionString, ["Jobs__Run"] = "false",
            ["Slack__BotToken"] = FakeSlack.Token, ["Slack__SigningSecrets__0"] = SlackPerson.Secret, ["Slack__ApiBaseUrl"] = _slack.ApiBaseUrl,
            ["Access__Slack__People__U0ANA"] = "customers", ["Access__Slack__Channels__0"] = Channel, ["Access__Slack__Channels__1"] = "C0OTHERS",
        })
            program.Environment[$"REVENUEBOT__{key}"] = value;
        return RunningBot.StartAsync(program, Cancel);
    }
}
