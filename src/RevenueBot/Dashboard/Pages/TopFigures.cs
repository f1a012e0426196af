using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Nps;
using RevenueBot.Questions.Ratios;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages;

/// <summary>The first row: MRR, its growth, ARPA and NPS, each against what it should be.</summary>
internal sealed class TopFigures(PageAnswers answers, TargetBars targets, Company company)
{
    public async Task<IReadOnlyList<Tile>> ReadAsync(PageRequest request, PageLimits limits, CancellationToken cancel)
    {
        var viewer = request.Viewer;
        var (findMrr, findArpa) = (answers.AskAsync(limits.Question(Metric.Mrr), viewer, cancel), answers.AskAsync(limits.Question(Metric.Arpa), viewer, cancel));
        var (findNps, findRun) = (answers.AskAsync(limits.Question(Metric.Nps), viewer, cancel), answers.AskAsync($"/nps last 12 months{(limits.AsOf is { } day ? $" as of {Iso.Day(day)}" : "")}", viewer, cancel));
        var bars = await targets.ReadAsync(limits, cancel);
        if (await findMrr is not { Series: [var now, var before, ..] } mrr) return [];
        return [Mrr(mrr, now, before, bars), Growth(mrr, now, before, bars), Arpa(await findArpa, bars), Nps(await findNps, await findRun, bars)];
    }

    /// <summary>MRR alone, against its target; null where there is none yet.</summary>
    public async Task<Tile?> MrrAsync(Answer mrr, PageLimits limits, CancellationToken cancel) =>
        mrr.Series is [var now, var before, ..] ? Mrr(mrr, now, before, await targets.ReadAsync(limits, cancel)) : null;

    private Tile Mrr(Answer mrr, PeriodMrr now, PeriodMrr before, TargetBars.Bars bars)
    {
        var money = MoneyFormat.For(company.Currency, now.Closing, before.Closing);
        return new()
        {
            Id = "mrr", Label = "MRR", Value = money.Text(now.Closing), Spark = AnswerParts.Spark("MRR", mrr), Goal = bars.Mrr, AsOf = AnswerParts.AsOf(mrr), Receipt = AnswerParts.Receipt(mrr), IsStale = mrr.Notice is not null,
            Delta = Delta.Of($"{ChangeWords.Signed(before.Closing, now.Closing, money)} vs {Day(mrr, before.Period.LastDay)}"),
        };
    }

    private static Tile Growth(Answer mrr, PeriodMrr now, PeriodMrr before, TargetBars.Bars bars) => new()
    {
        Id = "growth", Label = "MoM growth", Value = Format.Growth(before.Closing, now.Closing) ?? Format.Undefined, Goal = bars.Growth, AsOf = AnswerParts.AsOf(mrr), Receipt = AnswerParts.Receipt(mrr), IsStale = mrr.Notice is not null,
        Note = before.Closing > 0 ? $"MRR vs {Day(mrr, before.Period.LastDay)}" : $"no MRR on {Day(mrr, before.Period.LastDay)}", Spark = GrowthSpark(mrr),
    };

    private static Tile Arpa(Answer? arpa, TargetBars.Bars bars)
    {
        var figure = arpa is { Figures: [var first, ..] } ? first : null;
        return new()
        {
            Id = "arpa", Label = "ARPA", Value = figure?.Value ?? Format.Undefined, Spark = AnswerParts.Spark("ARPA", arpa), Goal = bars.Arpa, AsOf = AnswerParts.AsOf(arpa), Receipt = AnswerParts.Receipt(arpa), IsStale = arpa?.Notice is not null,
            Delta = FromHeadline(arpa), Note = figure is null ? arpa?.Headline : null,
        };
    }

    /// <summary>"ARPA is $153.55 on 30 Nov, up $1.83 (+1.2%) vs 30 Oct."</summary>
    private static Delta? FromHeadline(Answer? answer)
    {
        if (answer is null || answer.Headline.LastIndexOf(", ", StringComparison.Ordinal) is not (> 0 and var at)) return null;
        var text = answer.Headline[(at + 2)..].TrimEnd('.');
        return text.StartsWith("up ", StringComparison.Ordinal) ? Delta.Of("+" + text[3..]) : text.StartsWith("down ", StringComparison.Ordinal) ? Delta.Of("−" + text[5..]) : new Delta("", Direction.Flat, Judgement.None, text);
    }

    private static Tile Nps(Answer? nps, Answer? run, TargetBars.Bars bars)
    {
        var figures = nps?.Figures.ToDictionary(figure => figure.Key) ?? [];
        var (score, margin, responses) = (figures.GetValueOrDefault("nps"), figures.GetValueOrDefault("margin"), figures.GetValueOrDefault("responses"));
        return new()
        {
            Id = "nps", Label = "NPS", Value = score?.Value ?? Format.Undefined, Spark = AnswerParts.Spark("NPS", run), Goal = bars.Nps, AsOf = AnswerParts.AsOf(nps), Receipt = AnswerParts.Receipt(nps), IsStale = nps?.Notice is not null,
            Delta = FromHeadline(nps),
            Note = score is null ? "no responses in 90 days" : $"{margin?.Value} at {responses?.Value} responses",
        };
    }

    /// <summary>Month on month, as the MRR of the picture gives it.</summary>
    private static string? GrowthSpark(Answer mrr) => mrr.Chart?.Value.Plot is not { Points.Count: > 2 } plot ? null
        : AnswerParts.Spark("MoM growth", [.. plot.Points.Zip(plot.Points.Skip(1), (from, to) => from.Value > 0 ? (to.Value - from.Value) / from.Value * 100 : (decimal?)null)]);

    private static string Day(Answer answer, DateOnly day) => new Days(answer.AsOf?.Year ?? day.Year).Day(day);
}
