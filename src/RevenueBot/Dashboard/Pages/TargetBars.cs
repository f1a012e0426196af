using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Ratios;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages;

/// <summary>The month's targets as bars: the same figures and states as <c>/target</c>.</summary>
internal sealed class TargetBars(TargetFigures figures, PageAnswers answers, AskOptions options, Company company, TimeProvider clock)
{
    /// <summary>Null where no target is set, or where the page is limited to a part: targets are of the whole.</summary>
    internal sealed record Bars(Goal? Mrr, Goal? Growth, Goal? Arpa, Goal? Nps);

    public async Task<Bars> ReadAsync(PageLimits limits, CancellationToken cancel)
    {
        if (limits.Filter.Only is not null || limits.Filter.ConstantCurrency) return new(null, null, null, null);
        var view = await answers.ReadAsync($"targets {limits.AsOf}", stop => ReadAsync(limits.AsOf, stop), cancel);
        var rows = view!.Rows;
        TargetRow? Row(string metric) => rows.FirstOrDefault(row => row.Target.Metric.Equals(metric, StringComparison.OrdinalIgnoreCase));
        var mrr = Row("mrr");
        return new(BarOf(mrr, "to go"), Growth(mrr), BarOf(Row("arpa") ?? Row("arpu"), "off"), BarOf(Row("nps"), "to go"));
    }

    private async Task<TargetView?> ReadAsync(DateOnly? day, CancellationToken cancel)
    {
        Asked asked = new() { Question = new Question { Metric = Metric.Target, AsOf = day }, Now = clock.GetUtcNow(), Calendar = company.Calendar, Currency = company.Currency, StaleAfter = options.StaleAfter };
        return await figures.ReadAsync(asked, [new Period(Month.Of(asked.Day).FirstDay, asked.Day.AddDays(1))], cancel);
    }

    private Goal? BarOf(TargetRow? row, string away)
    {
        if (row is not { Now: { } now, Progress: { } progress, Metric: { } metric, Target: var target }) return null;
        var isReached = progress.State == TargetState.Reached;
        var verdict = isReached ? target.Kind == TargetKind.Range ? "inside" : "reached" : $"{Text(Math.Abs(progress.Missing), metric)} {away}";
        var judgement = isReached ? Judgement.Good : progress.State == TargetState.InDays && progress.Days <= progress.DaysLeft ? Judgement.None : Judgement.Warn;
        return target switch
        {
            { Kind: TargetKind.Range, Upper: { } upper } => Range(now, target.Value, upper) with { Words = $"range {Text(target.Value, metric)} to {Text(upper, metric)}", Verdict = verdict, Judgement = judgement },
            { Kind: TargetKind.Minimum } => new($"target above {Text(target.Value, metric)}", verdict, judgement) { Filled = Share(now, target.Value * 1.25m), Tick = 0.8 },
            _ => new($"{Format.Percent(target.Value > 0 ? now / target.Value : 0)} of {Text(target.Value, metric)}", verdict, judgement) { Filled = Share(now, target.Value) },
        };
    }

    /// <summary>What the month must bring for the level of its end, beside what it brought.</summary>
    private static Goal? Growth(TargetRow? mrr)
    {
        if (mrr is not { Target: { Kind: TargetKind.Level } target, Now: { } now, Opening: > 0 and var opening, Progress: { } progress, Period: var month }) return null;
        var (needed, grown) = ((target.Value - opening) / opening, (now - opening) / opening);
        var verdict = progress.State == TargetState.Reached ? "reached" : progress.State == TargetState.InDays && progress.Days <= progress.DaysLeft ? "on pace" : "behind";
        return new($"{new Days(month.Start.Year).MonthName(Month.Of(month.Start))} needs {Format.Percent(needed)}", verdict, verdict == "behind" ? Judgement.Warn : Judgement.Good) { Filled = needed > 0 ? Share(grown, needed) : 1 };
    }

    /// <summary>The range in the middle of the bar, with as much room on either side.</summary>
    private static Goal Range(decimal now, decimal low, decimal high)
    {
        var (room, from) = ((high - low) * 2, low - ((high - low) / 2));
        return new("", "", Judgement.None) { Range = (0.25, 0.75), Marker = room == 0 ? 0.5 : Share(now - from, room) };
    }

    private string Text(decimal value, TargetMetric metric) => metric.Unit switch
    {
        TargetUnit.Money => Format.Money(decimal.ToInt64(Math.Round(value * 1_000_000m, MidpointRounding.AwayFromZero)), company.Currency),
        _ => value.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture),
    };

    private static double Share(decimal part, decimal whole) => whole <= 0 ? 0 : (double)Math.Clamp(part / whole, 0, 1);
}
