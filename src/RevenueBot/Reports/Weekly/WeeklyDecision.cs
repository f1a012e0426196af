using RevenueBot.Questions.Why;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports.Attention;

namespace RevenueBot.Reports.Weekly;

/// <summary>The one decision that a week asks for: who takes what nobody has taken, where most MRR is at stake; else what becomes of a target out of reach.</summary>
internal static class WeeklyDecision
{
    private const string Label = "Decide this week:";

    /// <summary>Null where there is nothing to decide.</summary>
    public static DigestNote? Of(WeeklyFigures figures)
    {
        if (figures.Attention.All.Where(concern => concern.IsAboutCustomers).MaxBy(Untaken) is { } concern && Untaken(concern) > 0) return new(Label, Take(concern, figures));
        if (WeeklyNumbers.Place(figures) != 1) return null;
        var month = figures.Forecast.Months[0];
        return new(Label, $"what is done about the target of {WeeklyNumbers.Goal(figures, figures.Target!)}. It is above the 80% range of the forecast for {figures.Forecast.Day(month)}, {figures.Forecast.Range80(month)}.");
    }

    /// <summary>"who calls customers with failing payments within a day. $1,236 MRR of four customers is at stake, and nobody has acknowledged three of them."</summary>
    private static string Take(Concern concern, WeeklyFigures figures)
    {
        var (all, open) = (concern.Customers.Count, concern.Customers.Count - concern.Taken.Count);
        var nobody = all == 1 ? "nobody has acknowledged it" : open == all ? "nobody has acknowledged any of them" : $"nobody has acknowledged {Format.CountWord(open)} of them";
        var of = all == 1 ? "one customer" : $"{Format.CountWord(all)} customers";
        var text = $"{concern.Kind.Decide}. {AttentionItem.Money(concern.Mrr, figures.Attention.Context)} of {of} is at stake, and {nobody}.";
        return concern.Kind.Key == "payments" && WeeklyWords.UnpaidChurn(figures) is { } unpaid
            ? $"{text} Unpaid invoices took {figures.Money.Text(Math.Abs(WhyTables.Shown(figures.Week, unpaid, figures.Money)))} in {figures.Span}." : text;
    }

    private static long Untaken(Concern concern) => concern.Mrr - concern.Taken.Sum(alert => alert.Facts.Mrr ?? 0);
}
