using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Usage;

/// <summary>Usage of a question, with what stands around it.</summary>
internal sealed record UsageRead(Asked Asked, Answer Around, UsageView View, UsageMrrWords Billed)
{
    /// <summary>When anything was used last; null: never.</summary>
    public DateTimeOffset? LastUsed { get; init; }
}

/// <summary>Reads usage of whole days, the last of which is at most the last with usage: where it stops arriving, figures end instead of falling to 0. A day without any before that was idle.</summary>
internal sealed class UsageFigures(UsageSource source, UsageMrrSource metered, LedgerReader ledger)
{
    public async Task<UsageRead> ReadAsync(Asked asked, CancellationToken cancel)
    {
        var used = await source.LastAsync(asked.Question.KnownAt ?? asked.Now, cancel);
        var frame = FrameOf(asked, source.LastDay(asked.Day, asked.DayIsOver, used));
        var before = frame.Before;
        var table = await source.ReadAsync(new Period(before.Start < frame.First ? before.Start : frame.First, frame.Period.End), asked.Now, asked.Question.KnownAt, cancel);
        var snapshot = await ledger.ContextAsync(Dimension.Plan, asked.Day, asked.Question.KnownAt, cancel);
        var billed = UsageMrrWords.Of(asked, await metered.GetAsync(asked, cancel), new FxRates(asked.Currency, snapshot.FxRates), asked.Question.Only?.Key);
        var around = Ahead.Around(asked, snapshot, table.AsOf, source.Cadence);
        var people = asked.Question.Only is null && frame.First < frame.Last ? await source.PeopleAsync(frame.Period, before, cancel) : null;
        if (Silence(asked, used) is { } silence) around = around with { Notice = around.Notice is { } notice ? $"{notice} {silence}" : silence };
        return new(asked, around, new UsageView(asked, frame, table.Cells, snapshot.KeyNames) { People = people }, billed) { LastUsed = used };
    }

    /// <summary>"Usage ends Sat 21 Nov, 12:10. Figures end there: later days are left out, not counted as 0."</summary>
    private static string? Silence(Asked asked, DateTimeOffset? used) => used is { } last && !asked.DayIsOver && asked.Question.KnownAt is null && last < asked.Now - asked.StaleAfter
        ? $"Usage ends {(last.Year == asked.Today.Year ? Days.Moment(last, asked.Calendar) : Days.LongMoment(last, asked.Calendar))}. Figures end there: later days are left out, not counted as 0." : null;

    /// <summary>Whole days only, so that a day which still runs makes no mean too low; the last 30 where nothing else was asked for.</summary>
    private static Frame FrameOf(Asked asked, DateOnly last)
    {
        if (asked.Question.Window is not { } window) return new Frame(last.AddDays(1 - UsageAnswers.UsualDays), last, null, false);
        var frame = asked.FrameOf(window);
        return frame.Last <= last || frame.First > last ? frame : frame with { Last = last, IsPart = frame.Unit is not null };
    }
}
