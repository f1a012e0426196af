using System.Globalization;
using RevenueBot.Alerting.Proof;
using RevenueBot.Alerts.Proof;
using RevenueBot.Alerts.States;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Alerts;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Alerts;

/// <summary>What alerts were worth, as <c>/scorecard</c> tells it, with how soon people acted and what they answered.</summary>
internal sealed class ScorecardSource(ScorecardDesk desk, AlertTabs tabs, PageAnswers answers, PageAsk ask, Company company, TimeProvider clock) : IPageSource<ScorecardModel>
{
    private const string Id = "scorecard";

    public async Task<ScorecardModel?> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        var asked = ask.Of(Metric.Scorecard) with { Question = new Question { Metric = Metric.Scorecard, Window = PageFilter.WindowOf(request.Address["period"]) ?? new Window.Last(1, CalendarUnit.Month) } };
        var seesAlerts = request.Viewer.Has(AlertPosts.Needed);
        var (findTabs, findAnswer) = (seesAlerts ? tabs.ReadAsync(request.Address, cancel) : Task.FromResult<IReadOnlyList<ListTab>>([]), answers.AskAsync(asked.Question.ToString(), request.Viewer, cancel));
        var card = await answers.ReadAsync($"scorecard {asked.Question} {asked.Day}", async stop => (Scorecard?)await desk.ReadAsync(asked.FrameOf(asked.Question.Window!).Period, asked.Day, stop), cancel);
        if (await findAnswer is not { Kind: AnswerKind.Figures } answer || card is null) return null;
        List<RuleScore> scores = [.. card.Scores.Select(row => row.Score)];
        var all = All(scores);
        return new ScorecardModel
        {
            Lede = answer.Headline, Tabs = await findTabs, Form = FormOf(request.Address), Tiles = [.. Tiles(all, scores.Count(score => score.Fired > 0))], Sentences = answer.Sentences,
            Rules = new("By rule", asked.Days.Span(card.Span.Start, card.Span.LastDay), Table(card, all, seesAlerts), AnswerParts.Links(request, answer, Id)),
        };
    }

    private ListForm FormOf(PageAddress address)
    {
        IReadOnlyList<Choice> periods = [new("", "Last month"), new("this-month", "This month"), .. PeriodChoices.Past(company.Calendar.DayOf(clock.GetUtcNow()))];
        return new("Choose a period", null, [new("period", "Period", periods, address["period"] ?? "")]);
    }

    /// <param name="all">The sum of all rules.</param>
    /// <param name="rules">Those that fired.</param>
    private IEnumerable<Tile> Tiles(RuleScore all, int rules)
    {
        var answers = all.Useful + all.NotUseful;
        yield return new() { Id = "fired", Label = "Alerts", Value = Format.Count(all.Fired), Note = $"of {Format.Counted(rules, "rule")}" };
        yield return new() { Id = "acted", Label = "Acted on", Value = Share(all.ActedOn, all.Fired), Note = $"{Format.Count(all.ActedOn)} acknowledged or given to somebody" };
        yield return new() { Id = "to-act", Label = "Time to act", Value = Time(all.MedianToAct), Note = "median" };
        yield return new() { Id = "right", Label = "Came true", Value = Share(all.LeftWithin60, all.Judged), Note = $"{Format.Count(all.LeftWithin60)} of {Format.Count(all.Judged)} judged" };
        yield return new() { Id = "useful", Label = "Useful", Value = Share(all.Useful, answers), Note = $"{Format.Count(all.Useful)} of {Format.Counted(answers, "answer")}" };
        yield return new() { Id = "kept", Label = "MRR kept", Value = Format.Money(all.SavedMrr, company.Currency), Note = $"acted on and stayed: {Format.Counted(all.SavedCustomers, "customer")}" };
    }

    private DataTable Table(Scorecard card, RuleScore all, bool links) => new()
    {
        Id = Id, Caption = "Scorecard by rule",
        Columns = [new("Rule"), new("Fired", true), new("Acted on", true), new("Time to act", true), new("Useful", true), new("Not useful", true), new("Came true", true), new("False alarms", true), new("Caught", true), new("Lead, days", true), new("MRR kept", true)],
        Rows = [.. card.Scores.Select(row => Row(new Cell(row.Rule.Title, links ? $"/alerts?rule={Uri.EscapeDataString(row.Rule.Id)}" : null, row.Rule.Id) { Raw = row.Rule.Id }, row.Score))],
        Total = card.Scores.Count > 1 ? [.. Row("All", all).Select((cell, i) => i is 8 or 9 ? new Cell("") : cell)] : null, // rules catch the same churns: those add up to nothing
        Note = "Time to act: median until somebody acknowledged it or was given it. –: nothing to judge, or a rule that warns of no churn.",
    };

    private IReadOnlyList<Cell> Row(Cell name, RuleScore score) =>
    [
        name, Number(score.Fired), new Cell(Share(score.ActedOn, score.Fired)) { Raw = Raw(score.Fired == 0 ? null : (decimal)score.ActedOn / score.Fired) }, new Cell(Time(score.MedianToAct)) { Raw = Raw((decimal?)score.MedianToAct?.TotalHours) },
        Number(score.Useful), Number(score.NotUseful), new Cell(Share(score.LeftWithin60, score.Judged)) { Raw = Raw(score.Precision) }, score.Catches ? Number(score.Judged - score.LeftWithin60) : new Cell(Format.Undefined) { Raw = "" },
        new Cell(score.Recall is null ? Format.Undefined : $"{Format.Count(score.Caught)} of {Format.Count(score.Churns)}") { Raw = Raw(score.Recall) }, new Cell(score.MedianLead?.ToString("0.#", CultureInfo.InvariantCulture) ?? Format.Undefined) { Raw = Raw(score.MedianLead) },
        Cell.Of(Format.Money(score.SavedMrr, company.Currency), score.SavedMrr / 1_000_000m),
    ];

    private static RuleScore All(List<RuleScore> scores) => new("all")
    {
        Fired = scores.Sum(score => score.Fired), Judged = scores.Sum(score => score.Judged), LeftWithin60 = scores.Sum(score => score.LeftWithin60), ActedOn = scores.Sum(score => score.ActedOn), ActedAfter = [.. scores.SelectMany(score => score.ActedAfter).Order()],
        SavedMrr = scores.Sum(score => score.SavedMrr), SavedCustomers = scores.Sum(score => score.SavedCustomers), Useful = scores.Sum(score => score.Useful), NotUseful = scores.Sum(score => score.NotUseful), Catches = scores.Any(score => score.Catches),
    };

    private static Cell Number(int count) => Cell.Of(Format.Count(count), count);

    private static string Share(int part, int of) => of == 0 ? Format.Undefined : Format.Percent((decimal)part / of);

    private static string Time(TimeSpan? time) => time is { } known ? Reasons.Duration(known) : Format.Undefined;

    private static string Raw(decimal? value) => value is { } known ? Math.Round(known, 6, MidpointRounding.AwayFromZero).ToString("0.######", CultureInfo.InvariantCulture) : "";
}
