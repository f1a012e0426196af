using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Restating;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports.Monthly;

/// <summary>The monthly report to a board: a page for each finding, what we ask, and how the figures are made. Pure: figures go in.</summary>
internal static class MonthlyDigest
{
    private const string Asks = "What we ask of the board";

    public static Digest Of(MonthlyFigures figures)
    {
        var (asked, around) = (figures.Asked, figures.Answers.Balance);
        var pages = BoardSections.Of(figures);
        Digest digest = new()
        {
            Period = figures.Period, Title = Title(figures), Subject = DigestSubject.Fit(Subjects(figures)), Preheader = DigestPreheader.Of(Teasers(figures)),
            Notice = around.Notice, Headline = figures.IsEmpty ? around.Headline : Headline(figures), Sentences = figures.IsEmpty ? around.Sentences : [.. Sentences(figures)],
            ReceiptId = around.Id, Page = "/revenue", Footer = around.Footer, Currency = asked.Currency, DataThrough = around.DataThrough,
            Sections = pages, Delivered = figures.Untold?.Delivered,
        };
        return figures.IsEmpty ? digest : digest with
        {
            Figures = [.. Numbers(figures)],
            Target = TargetNote.Of(figures.Target, asked),
            Decision = Decision(figures),
            Chart = around.Chart is { } chart ? new DigestChart("mrr-chart", chart.Value.Title, chart.Value) { AnswerId = around.Id } : null,
            Restated = [.. RestatementWords.Plain(figures.Untold?.Restatements ?? [], asked)],
        };
    }

    private static string Title(MonthlyFigures figures) =>
        $"{figures.CompanyName}: board report, {figures.Period.First.ToString("MMMM yyyy", CultureInfo.InvariantCulture)}";

    /// <summary>"MRR closed October at $57,380, up $2,120 (+3.8%)."</summary>
    private static string Headline(MonthlyFigures figures)
    {
        var (month, money) = (figures.Month, figures.Money);
        var balance = $"MRR closed {figures.MonthName} at {ChangeWords.Balance(month, money, figures.Why.Ledger.Rates, figures.Days)}";
        return figures.IsFirstMonth && month.Opening == 0 ? $"{balance}, its first month." : $"{balance}, {ChangeWords.UpOrDown(month.Opening, month.Closing, money)}.";
    }

    private static IEnumerable<string> Sentences(MonthlyFigures figures)
    {
        yield return $"{string.Join("; ", Movements.Largest(figures).Select((part, i) => i == 0 ? part : Format.Lower(part)))}.";
        if (figures.Answers.Retention is { Figures: [{ Number: not null }, ..] } retention) yield return retention.Headline;
        if (ForecastSection.Next(figures) is { } next) yield return $"{next}.";
        yield return $"As known on {Days.WithYear(figures.Asked.Today)}.";
    }

    private static IEnumerable<Figure> Numbers(MonthlyFigures figures)
    {
        var (month, before, money) = (figures.Month, figures.Before, figures.Money);
        var day = figures.Days.Day(before.Period.LastDay);
        yield return new("mrr", "MRR", money.Text(month.Closing), before.Closing > 0 ? $"{ChangeWords.Signed(before.Closing, month.Closing, money)} vs {day}" : $"no MRR on {day}", month.Closing);
        if (figures.Answers.Bridge.Figures.FirstOrDefault(figure => figure.Key == "net") is { } net) yield return net;
        foreach (var figure in figures.Answers.Balance.Figures.Where(figure => figure.Key is "customers" or "arpa")) yield return figure;
    }

    /// <summary>"Agree with three recommendations. The one worth the most: …"</summary>
    private static DigestNote? Decision(MonthlyFigures figures) => figures.Advice switch
    {
        [] => null,
        [var only] => new(Asks, $"Agree with one recommendation: {Format.Lower(only.Shown.Do)} Owner: {only.Shown.Owner}."),
        [var first, ..] => new(Asks, $"Agree with {Format.CountWord(figures.Advice.Count)} recommendations. The one worth the most: {Format.Lower(first.Shown.Do)} Owner: {first.Shown.Owner}."),
    };

    private static IEnumerable<string> Subjects(MonthlyFigures figures)
    {
        if (figures.IsEmpty) return [$"Board report, {figures.MonthName}: no MRR yet"];
        var (mrr, change) = (figures.Money.Text(figures.Month.Closing), figures.Money.Change(figures.Month.Opening, figures.Month.Closing));
        var directed = change switch { 0 => "unchanged", > 0 => $"up {figures.Money.Text(change)}", < 0 => $"down {figures.Money.Text(-change)}" };
        return [$"Board report: MRR {mrr}, {directed} in {figures.MonthName}", $"MRR {mrr}, {directed} in {figures.MonthName}", $"MRR {mrr} on {figures.Days.Day(figures.Period.Last)}"];
    }

    private static IEnumerable<string?> Teasers(MonthlyFigures figures) =>
    [
        figures.IsEmpty ? null : TargetNote.Teaser(figures.Target, figures.Asked),
        figures.IsEmpty ? null : $"{Format.Counted(figures.Month.Customers, "paying customer")}.",
        figures.Advice.Count == 0 ? null : $"{Format.Counted(figures.Advice.Count, "recommendation")} with evidence.",
    ];
}
