using RevenueBot.Dashboard;
using RevenueBot.Questions.Expansion;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports.Attention;

namespace RevenueBot.Reports.Weekly;

/// <summary>What may be lost and what may be won, each with its money, the largest first.</summary>
internal static class RiskSection
{
    /// <summary>Null where there is neither.</summary>
    public static DigestSection? Of(WeeklyFigures figures)
    {
        var (risks, chances) = (Risks(figures), Opportunities(figures).ToList());
        if (risks.Count + chances.Count == 0) return null;
        return new("risks", "Risks and opportunities")
        {
            Headline = Headline(figures),
            Lists = [.. risks.Count == 0 ? [] : new[] { new DigestList("Risks", risks) }, .. chances.Count == 0 ? [] : new[] { new DigestList("Opportunities", chances) }],
            Note = risks.Count > 1 ? "A customer with several risks is in each of them, and once in the sum." : null,
        };
    }

    /// <summary>"$3,353 MRR of 31 customers is at stake; 34 customers could add $2,310 MRR."</summary>
    private static string Headline(WeeklyFigures figures)
    {
        var (context, customers) = (figures.Attention.Context, figures.Attention.All.Where(concern => concern.IsAboutCustomers).SelectMany(concern => concern.Customers).DistinctBy(alert => alert.Status.Subject).ToList());
        var (stake, open) = (customers.Sum(alert => alert.Facts.Mrr ?? 0), figures.Expansion.Summary.Open);
        string[] parts =
        [
            customers.Count == 0 ? "No risk is open" : $"{context.Money(stake)} MRR of {Format.Counted(customers.Count, "customer")} is at stake",
            open.Customers == 0 ? "nobody is ready to grow" : $"{Format.Counted(open.Customers, "customer")} could add {context.Money(open.Gain)} MRR",
        ];
        return $"{string.Join("; ", parts)}.";
    }

    /// <summary>Of the ledger where no rule looks for cancels.</summary>
    private static IReadOnlyList<DigestItem> Risks(WeeklyFigures figures)
    {
        List<DigestItem> items = [.. figures.Attention.All.Select(concern => AttentionItem.Of(concern, figures.Attention))];
        var ends = figures.Now.Closing - figures.Now.Committed;
        if (ends > 0 && figures.Attention.All.All(concern => concern.Kind.Key != "cancels"))
            items.Add(new($"{Format.Counted(figures.Now.Cancels, "subscription")} with a scheduled cancel", $"{Format.Counted(figures.Now.Cancels, "subscription")} with a scheduled cancel", AttentionItem.Money(ends, figures.Attention.Context)) { Do = "Ask why before the last day.", Micros = ends, Page = "/customers" });
        return [.. items.OrderByDescending(item => item.Micros)];
    }

    private static IEnumerable<DigestItem> Opportunities(WeeklyFigures figures)
    {
        var (context, view) = (figures.Attention.Context, figures.Expansion);
        foreach (var one in view.Shown) yield return Opportunity(one, gain => Gain(gain, context));
        var (others, rest) = (view.Summary.Open.Customers - view.Shown.Count, view.Summary.Open.Gain - view.Shown.Sum(one => one.Found.Gain ?? 0));
        if (others > 0) yield return new($"{Format.Counted(others, "other")} ready to grow", $"{Format.Counted(others, "other")} ready to grow", Gain(rest, context)) { Micros = rest, Page = "/customers" };
    }

    private static DigestItem Opportunity(NamedOpportunity one, Func<long?, string?> money)
    {
        var steps = string.Join("; ", one.Found.Parts.DistinctBy(part => part.Item).Where(part => part.To is not null).Select(part => $"{part.From} to {part.To}"));
        var what = steps.Length == 0 ? "could grow" : $"could go from {steps}";
        return new($"{one.Name} {what}", $"One customer {what}", money(one.Found.Gain))
        {
            Evidence = Sentence(string.Join("; ", one.Found.Parts.Select(ExpansionWords.Fact))), Do = "Offer the next plan.", Owner = one.Owner is { Length: > 0 } owner ? owner : null, Micros = one.Found.Gain ?? 0,
            Page = PagePaths.Customer(one.Found.CustomerId), NamesCustomers = true,
        };
    }

    private static string? Gain(long? gain, Alerting.Cards.CardContext context) => gain is > 0 and var micros ? $"{Format.Change(micros, context.Currency)} MRR" : null;

    private static string Sentence(string text) => text.Length == 0 ? text : $"{Format.Capital(text)}.";
}
