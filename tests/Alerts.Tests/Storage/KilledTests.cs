using Npgsql;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Storage;
using Shouldly;
using Xunit;
using static RevenueBot.Alerts.Tests.Samples;

namespace RevenueBot.Alerts.Tests.Storage;

/// <summary>A process that ends at any statement: whoever comes after it finishes the work, and every message is there once.</summary>
public sealed class KilledTests : Bench
{
    /// <summary>Where the connection is cut: the table, and what makes the row the one.</summary>
    public static TheoryData<string, string> Cuts => new()
    {
        { "outbox", "UPDATE:NEW.state = 1" }, // claims
        { "outbox", "UPDATE:NEW.state = 2" }, // it was posted, and that is to be remembered
        { "outbox_message", "UPDATE:NEW.reference IS NOT NULL" },
        { "outbox_pause", "INSERT:true" },
        { "outbox", "COMMIT:NEW.state = 2" },
        { "outbox", "COMMIT:NEW.state = 1" },
    };

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_dispatcher_that_is_cut_off_at_a_statement_leaves_work_that_the_next_one_finishes(string table, string at)
    {
        await PutAsync(First("al_1", "one"), Line("al_1", "line"), First("al_2", "two"));
        Platform platform = new();
        await CutAsync(table, at);
        await Should.ThrowAsync<NpgsqlException>(async () =>
        {
            while (await Dispatcher(platform).StepAsync(Cancel)) { }
        });
        await MendAsync(table);
        await RunAsync(Dispatcher(platform), TimeSpan.FromMinutes(10));
        platform.At("C1").Order(StringComparer.Ordinal).ShouldBe(["line", "one", "two"]);
        platform.Posts.Single(post => post.Text == "line").Under.ShouldNotBeNull();
        (await UnfinishedAsync(), (await Outbox.DeadAsync(10, Cancel)).Count).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_dispatcher_that_died_between_claim_and_answer_is_followed_when_its_lease_is_over(bool posted)
    {
        await PutAsync(First("al_1", "one"));
        Platform platform = new();
        var claim = (await Outbox.ClaimAsync(Clock.Now, new DispatchOptions().Lease, Cancel)).ShouldNotBeNull();
        if (posted) await platform.SendAsync(new Delivery(claim.Item.DedupeKey!, "C1", claim.CreatedAt), claim.Item.Card!, Cancel);
        (await Dispatcher(platform).StepAsync(Cancel)).ShouldBeFalse("the lease still runs");
        await RunAsync(Dispatcher(platform), TimeSpan.FromMinutes(10));
        platform.At("C1").ShouldBe(["one"]);
        (await Outbox.EndAsync(claim, new Ending(OutboxState.Dead, "too late"), Clock.Now, Cancel)).ShouldBeFalse("the lease was lost: the one who died decides nothing");
        (await UnfinishedAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task The_end_of_the_program_in_the_middle_of_a_post_is_looked_after()
    {
        await PutAsync(First("al_1", "one"));
        Platform platform = new((_, call) => call == 1 ? Fault.ThrowsAfter : Fault.None);
        using CancellationTokenSource stop = new();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => Dispatcher(platform).StepAsync(stop.Token));
        await RunAsync(Dispatcher(platform), TimeSpan.FromMinutes(30));
        platform.At("C1").ShouldBe(["one"]);
    }

    [Theory]
    [InlineData("alert_state", "INSERT:true")]
    [InlineData("alert_event", "INSERT:true")]
    [InlineData("outbox_message", "INSERT:true")]
    [InlineData("outbox", "INSERT:true")]
    [InlineData("outbox", "COMMIT:true")]
    public async Task An_evaluation_that_is_cut_off_leaves_nothing_and_the_next_says_it_once(string table, string at)
    {
        await CutAsync(table, at);
        await Should.ThrowAsync<NpgsqlException>(EvaluateAsync);
        (await CountAsync("SELECT (SELECT count(*) FROM alert_state) + (SELECT count(*) FROM alert_event) + (SELECT count(*) FROM outbox)")).ShouldBe(0);
        await MendAsync(table);
        await EvaluateAsync();
        await EvaluateAsync();
        Platform platform = new();
        await RunAsync(Dispatcher(platform), TimeSpan.FromMinutes(5));
        platform.At("C1").ShouldBe(["fired"]);
    }

    /// <summary>An evaluation that finds one alert, as the job does it: take the turn, load, write.</summary>
    private async Task EvaluateAsync()
    {
        await using var turn = (await new AlertStore(Database.DataSource).TakeTurnAsync(Cancel)).ShouldNotBeNull();
        if ((await turn.LoadAsync(Cancel)).Count > 0) return;
        var alert = Firing(HealthRule, "ada", Morning);
        await turn.CommitAsync(new([alert.Status], [AlertEvent.Of(alert, Morning)], [First(alert.Id, "fired")]), Morning, Cancel);
    }

    /// <summary>Ends the server process of whoever comes to that row.</summary>
    private async Task CutAsync(string table, string at)
    {
        var (moment, condition) = (at.Split(':')[0], at.Split(':')[1]);
        await ExecuteAsync("CREATE OR REPLACE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END'");
        await ExecuteAsync(moment == "COMMIT"
            ? $"CREATE CONSTRAINT TRIGGER cut AFTER INSERT OR UPDATE ON {table} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION cut()"
            : $"CREATE TRIGGER cut BEFORE {moment} ON {table} FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION cut()");
    }

    private Task MendAsync(string table) => ExecuteAsync($"DROP TRIGGER cut ON {table}");
}
