using RevenueBot.Metrics;
using RevenueBot.Metrics.Health;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Health;

/// <summary>How all customers do, by band.</summary>
internal static class HealthDistribution
{
    /// <summary>The bands as they are shown, the worst first.</summary>
    public static IReadOnlyList<HealthBand> Order { get; } = [HealthBand.High, HealthBand.Medium, HealthBand.Healthy, HealthBand.InsufficientData];

    public static Answer Answer(Asked asked, HealthDesk.Everybody all) => all.View.Around with
    {
        Headline = Headline(asked, all),
        Sentences = [.. Sentences(asked, all)],
        Figures = [.. Order.Where(band => band != HealthBand.InsufficientData).Select(band => FigureOf(asked, all, band))],
        Table = all.Summary.Customers == 0 ? null : Table(asked, all),
        Chart = HealthPicture.Draw(all.Summary, asked.Currency.Code, (asked.Calendar.DayOf(all.View.At), asked.Calendar.DayOf(all.View.At - HealthMoments.Week)), all.View.Around.Footer),
        Suggestions = [new("Who is at risk", "/at-risk"), new("Who is ready to grow", "/expansion")],
    };

    public static Answer Receipt(Asked asked, HealthDesk.Everybody all) => all.View.Around with
    {
        Headline = $"How the health of all customers on {Day(asked, all)} is counted",
        Sentences =
        [
            "A score is usage (0–30), adoption (0–25), support (0–20) and payments (0–25) of a paying customer; a missing input rescales the rest.",
            "Below 30 is high risk, 30 to 60 medium, above 60 healthy; with less than half of the inputs known there is no score.",
            .. Sentences(asked, all),
        ],
        Table = Table(asked, all),
    };

    /// <summary>"12 of 213 customers are at high risk on 10 Nov, 3 more than on 3 Nov, with $8,412 of $58,430 MRR."</summary>
    private static string Headline(Asked asked, HealthDesk.Everybody all)
    {
        var (summary, high) = (all.Summary, all.Summary.Of(HealthBand.High));
        if (summary.Customers == 0) return $"No customer has a health score on {Day(asked, all)}: nobody has paid for 14 days.";
        var money = MoneyFormat.For(asked.Currency, summary.Bands.Sum(band => band.Mrr));
        var before = summary.WeekAgo.Sum(band => band.Customers) == 0 ? "" : $", {Compared(high.Customers - summary.WeekAgo[(int)HealthBand.High].Customers)} {WeekAgo(asked, all)}";
        return $"{Format.Count(high.Customers)} of {Format.Counted(summary.Customers, "customer")} {(high.Customers == 1 ? "is" : "are")} at high risk on {Day(asked, all)}{before}, with {money.Text(high.Mrr)} of {money.Text(summary.Bands.Sum(band => band.Mrr))} MRR.";
    }

    private static string Compared(int change) => change switch { 0 => "as many as on", > 0 => $"{Format.Count(change)} more than on", _ => $"{Format.Count(-change)} fewer than on" };

    private static IEnumerable<string> Sentences(Asked asked, HealthDesk.Everybody all)
    {
        var summary = all.Summary;
        if (summary.Customers == 0) yield break;
        if (summary.Fell + summary.Recovered > 0)
            yield return $"Since {WeekAgo(asked, all)} {Format.Counted(summary.Fell, "customer")} fell to high risk, and {Format.Count(summary.Recovered)} rose from it.";
        var without = summary.NotScored.Where(reason => reason.Value > 0).OrderBy(reason => reason.Key).Select(reason => $"{Format.Count(reason.Value)} {Reason(reason.Key)}").ToList();
        if (without.Count > 0) yield return $"Not scored: {string.Join(", ", without)}.";
        if (summary.Unrated.Count > 0) yield return $"{string.Join(" and ", summary.Unrated.Select(money => Format.ByCode(money.Value, Currency.Parse(money.Key))))} has no rate and is in no band's MRR.";
        foreach (var sentence in Facts.FactQualifiers.Of(asked, "usage, tickets and payments")) yield return sentence;
    }

    private static string Reason(NotScored reason) => reason switch
    {
        NotScored.New => "new (less than 14 days)",
        NotScored.Trial => "in a trial",
        NotScored.Paused => "paused",
        NotScored.Left => "left",
        NotScored.Free => "free",
        NotScored.None => "",
    };

    private static Figure FigureOf(Asked asked, HealthDesk.Everybody all, HealthBand band) => new(
        band.ToString().ToLowerInvariant(), Label(band), Format.Count(all.Summary.Of(band).Customers), $"{Format.Money(all.Summary.Of(band).Mrr, asked.Currency)} MRR", Number: all.Summary.Of(band).Customers);

    private static AnswerTable Table(Asked asked, HealthDesk.Everybody all)
    {
        var (summary, total) = (all.Summary, all.Summary.Bands.Sum(band => band.Mrr));
        var money = MoneyFormat.For(asked.Currency, total);
        var shown = Rounding.ShownParts([.. Order.Select(band => summary.Of(band).Mrr)], money.Unit);
        return new(
            [$"Band, {asked.Currency.Code}", "Customers", "MRR", "A week ago"],
            [
                .. Order.Select((band, i) => (IReadOnlyList<string>)[Label(band), Format.Count(summary.Of(band).Customers), money.Cell(shown[i]), Format.Count(summary.WeekAgo[(int)band].Customers)]),
                ["All", Format.Count(summary.Customers), money.Cell(total), Format.Count(summary.WeekAgo.Sum(band => band.Customers))],
            ],
            $"A week ago: customers by the facts up to {WeekAgo(asked, all)}.");
    }

    private static string Label(HealthBand band) => band switch
    {
        HealthBand.High => "High risk",
        HealthBand.Medium => "Medium risk",
        HealthBand.Healthy => "Healthy",
        HealthBand.InsufficientData => "Too little data",
    };

    private static string Day(Asked asked, HealthDesk.Everybody all) => asked.Days.Day(asked.Calendar.DayOf(all.View.At));

    private static string WeekAgo(Asked asked, HealthDesk.Everybody all) => asked.Days.Day(asked.Calendar.DayOf(all.View.At - HealthMoments.Week));
}
