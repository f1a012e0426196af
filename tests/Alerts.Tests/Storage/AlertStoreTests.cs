using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Alerts.Storage;
using Shouldly;
using Xunit;
using static RevenueBot.Alerts.Tests.Samples;

namespace RevenueBot.Alerts.Tests.Storage;

/// <summary>Alerts, silences and feedback as they are remembered.</summary>
public sealed class AlertStoreTests : Bench
{
    private AlertStore Store => new(Database.DataSource);

    [Fact]
    public async Task One_evaluates_at_a_time_and_who_dies_gives_the_turn_back()
    {
        var first = (await Store.TakeTurnAsync(Cancel)).ShouldNotBeNull();
        (await Store.TakeTurnAsync(Cancel)).ShouldBeNull();
        await ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        AlertTurn? second = null;
        for (var i = 0; i < 200 && (second = await Store.TakeTurnAsync(Cancel)) is null; i++) await Task.Yield();
        await second.ShouldNotBeNull().DisposeAsync();
        await Should.ThrowAsync<Npgsql.NpgsqlException>(() => first.LoadAsync(Cancel));
        await Should.NotThrowAsync(async () => await first.DisposeAsync());
    }

    [Fact]
    public async Task Of_two_evaluations_at_once_one_writes()
    {
        async Task<bool> TryAsync()
        {
            await using var turn = await Store.TakeTurnAsync(Cancel);
            if (turn is null || (await turn.LoadAsync(Cancel)).Count > 0) return false;
            var alert = Firing(HealthRule, "ada", Morning);
            await turn.CommitAsync(new([alert.Status], [AlertEvent.Of(alert, Morning)], [First(alert.Id, "fired")]), Morning, Cancel);
            return true;
        }

        (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TryAsync()))).Count(wrote => wrote).ShouldBe(1);
        (await CountAsync("SELECT count(*) FROM outbox"), await CountAsync("SELECT count(*) FROM alert_event")).ShouldBe((1, 1));
    }

    [Fact]
    public async Task What_a_person_did_meanwhile_stands_and_the_evaluation_leaves_that_alert_to_the_next()
    {
        var (ada, bo) = (Firing(HealthRule, "ada", Morning), Firing(HealthRule, "bo", Morning));
        await WriteAsync(ada, bo);
        await using var turn = (await Store.TakeTurnAsync(Cancel)).ShouldNotBeNull();
        var known = (await turn.LoadAsync(Cancel)).ToDictionary(status => status.Subject);
        var acknowledged = known["ada"] with { Handling = new() { AcknowledgedBy = "slack:U1", AcknowledgedAt = Morning } };
        (await Store.ActAsync(new([acknowledged], [], [First(ada.Id, "acknowledged")]), Morning, Cancel)).ShouldBeTrue();
        (await Store.ActAsync(new([acknowledged], [], [First(ada.Id, "acknowledged")]), Morning, Cancel)).ShouldBeFalse("the same click twice");
        await turn.CommitAsync(
            new([known["ada"] with { Reason = "overtaken" }, known["bo"] with { Reason = "worse" }], [], [First(ada.Id, "worse"), First(bo.Id, "worse")]), Morning, Cancel);
        (await Store.FindAsync(ada.Id, Cancel))!.ShouldSatisfyAllConditions(status => status.Handling.AcknowledgedBy.ShouldBe("slack:U1"), status => status.Reason.ShouldNotBe("overtaken"));
        (await Store.FindAsync(bo.Id, Cancel))!.Reason.ShouldBe("worse");
        (await CountAsync($"SELECT count(*) FROM outbox WHERE message_key = '{ada.Id}'"), await CountAsync($"SELECT count(*) FROM outbox WHERE message_key = '{bo.Id}'")).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_status_comes_back_as_it_was_written()
    {
        var full = Firing(HealthRule, "ada <!channel>", Morning).Status with
        {
            State = AlertState.NoData,
            Before = AlertState.Recovering,
            Seen = TimeSpan.FromMinutes(7),
            LastValue = 12.345678901234m,
            Missed = 1,
            Mrr = -1,
            Reason = "held: \"quotes\" & <b>",
            Handling = new() { AssignedTo = "slack:U2", SnoozedBy = "slack:U3", SnoozedUntil = Morning.AddDays(1), SnoozeNote = "a note'", EscalatedAt = Morning },
            Telling = new() { MessageKey = "grp_1", Destination = "slack:C1", ToldAt = Morning, ToldValue = 0.1m, Hold = "held: x", IsForMorning = true },
        };
        await WriteAsync(new OpenAlert(HealthRule, full, new("ada")));
        (await Store.FindAsync(full.AlertId!, Cancel)).ShouldBe(full with { Version = 1 });
        (await Store.OpenAsync("ada <!channel>", Cancel)).Count.ShouldBe(1);
        (await Store.OfMessageAsync("grp_1", Cancel)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_silence_holds_while_it_lasts_and_is_kept_after()
    {
        SilenceStore silences = new(Database.DataSource);
        Silence silence = new("sil_1", [new Matcher("segment", "smb"), new Matcher("level", "medium")], Morning, Morning.AddHours(2), "slack:U1", "<!here> maintenance", Morning);
        await silences.AddAsync(silence, Cancel);
        await silences.AddAsync(silence with { Note = "again" }, Cancel);
        foreach (var (minutes, count) in ((int, int)[])[(-1, 0), (0, 1), (119, 1), (120, 0)]) (await silences.ActiveAsync(Morning.AddMinutes(minutes), Cancel)).Count.ShouldBe(count);
        (await silences.EndAsync("sil_1", "slack:U2", Morning.AddHours(1), Cancel)).ShouldBeTrue();
        (await silences.EndAsync("sil_1", "slack:U2", Morning.AddHours(1), Cancel)).ShouldBeFalse();
        (await silences.ActiveAsync(Morning.AddMinutes(61), Cancel)).ShouldBeEmpty();
        var kept = (await silences.RecentAsync(10, Cancel)).ShouldHaveSingleItem();
        (kept.EndedBy, kept.EndsAt, kept.Note).ShouldBe(("slack:U2", Morning.AddHours(1), "<!here> maintenance"));
        kept.Matchers.ShouldBe(silence.Matchers);
    }

    [Fact]
    public async Task The_latest_answer_of_each_person_counts_and_can_be_taken_back()
    {
        FeedbackStore feedback = new(Database.DataSource);
        await feedback.AddAsync("al_1", "health", useful: false, "slack:U1", Morning, Cancel);
        await feedback.AddAsync("al_1", "health", useful: true, "slack:U1", Morning.AddHours(1), Cancel);
        await feedback.AddAsync("al_1", "health", useful: false, "slack:U2", Morning, Cancel);
        (await CountAsync("SELECT count(*) FROM alert_feedback"), await CountAsync("SELECT count(*) FROM alert_feedback WHERE useful")).ShouldBe((2, 1));
        await feedback.RemoveAsync("al_1", "slack:U2", Cancel);
        (await CountAsync("SELECT count(*) FROM alert_feedback")).ShouldBe(1);
    }

    private async Task WriteAsync(params OpenAlert[] alerts)
    {
        await using var turn = (await Store.TakeTurnAsync(Cancel)).ShouldNotBeNull();
        await turn.CommitAsync(new([.. alerts.Select(alert => alert.Status)], [], []), Morning, Cancel);
    }
}
