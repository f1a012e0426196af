using RevenueBot.Alerting.Cards;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Dashboard;
using RevenueBot.Questions.Health;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports.Attention;

/// <summary>A concern as an item: who, what is at stake, why, what to do and whose it is.</summary>
internal static class AttentionItem
{
    private const int MostNames = 3, MostReasons = 2;

    public static DigestItem Of(Concern concern, AttentionFigures figures)
    {
        if (!concern.IsAboutCustomers) return OfCompany(concern, figures);
        var item = concern.Customers is [var one] ? OfOne(concern, one, figures) : OfMany(concern, figures);
        return item with { Micros = concern.Mrr };
    }

    /// <summary>"$698 MRR"; null where nothing is at stake.</summary>
    public static string? Money(long micros, CardContext context) => micros > 0 ? $"{context.Money(micros)} MRR" : null;

    private static DigestItem OfOne(Concern concern, OpenAlert one, AttentionFigures figures)
    {
        var taken = concern.Taken.Count > 0;
        return new($"{one.Facts.Name} {concern.Kind.One}", $"One customer {concern.Kind.One}", Money(concern.Mrr, figures.Context))
        {
            Evidence = Joined([Reasons(concern, one, figures.Context), taken && one.Facts.Owner is null ? "Acknowledged." : null]), Do = Next(one),
            Owner = one.Facts.Owner is { } owner ? owner + (taken ? ", acknowledged" : "") : null, Page = PagePaths.Customer(one.Status.Subject), NamesCustomers = true,
        };
    }

    private static DigestItem OfMany(Concern concern, AttentionFigures figures)
    {
        var (customers, context) = (concern.Customers, figures.Context);
        var (who, owners) = ($"{Counted(customers.Count)} {concern.Kind.Many}", customers.Select(alert => alert.Facts.Owner).Distinct().ToList());
        var counts = Joined([New(concern, figures), Shared(concern, context), Taken(concern)]);
        var largest = $"Largest: {string.Join(", ", customers.Take(MostNames).Select(alert => Named(alert, context)))}.";
        return new(who, who, Money(concern.Mrr, context))
        {
            Evidence = Joined([counts, largest]), UnnamedEvidence = counts, Do = concern.Kind.Key == "risk" ? "Call the largest first." : Next(customers[0]), Owner = owners is [{ } owner] ? owner : null,
            Page = concern.MessageKey is { } key ? $"/customers?alert={Uri.EscapeDataString(key)}" : concern.Kind.Page, NamesCustomers = true, IsSum = true,
        };
    }

    /// <summary>"MRR fell by 3.2% within 7 days", with what that is.</summary>
    private static DigestItem OfCompany(Concern concern, AttentionFigures figures)
    {
        var (alert, lost) = (concern.Alerts[0], Math.Max(-figures.WeekChange, 0));
        var finding = SignalWords.Finding(alert, figures.Context).TrimEnd('.');
        return new(finding, finding, Money(lost, figures.Context)) { Do = Next(alert), Page = concern.Kind.Page, Micros = lost };
    }

    /// <summary>What holds the score down, or what the rule found, in a sentence.</summary>
    private static string? Reasons(Concern concern, OpenAlert one, CardContext context)
    {
        var facts = concern.Kind.Key == "risk" ? context.Health.GetValueOrDefault(one.Status.Subject)?.Detail?.Reasons(MostReasons).Select(part => part.Fact).ToList() ?? [] : [];
        if (facts.Count > 0) return OwnCard.Sentence(string.Join("; ", facts));
        return SignalWords.Details(one, context).FirstOrDefault();
    }

    /// <summary>"Three are new since 10 Nov."</summary>
    private static string? New(Concern concern, AttentionFigures figures)
    {
        var fresh = concern.Customers.Count(customer => concern.Alerts.Where(alert => alert.Status.Subject == customer.Status.Subject).All(alert => alert.Status.FiredAt >= figures.Since));
        var day = figures.Context.Days.Day(figures.SinceDay);
        return fresh == 0 ? $"None is new since {day}." : fresh == concern.Customers.Count ? $"All are new since {day}." : $"{Format.Capital(Format.CountWord(fresh))} {(fresh == 1 ? "is" : "are")} new since {day}.";
    }

    /// <summary>"Usage is the first reason for 19 of 23." Only where it is the reason of more than half.</summary>
    private static string? Shared(Concern concern, CardContext context)
    {
        var scores = concern.Customers.Select(alert => context.Health.GetValueOrDefault(alert.Status.Subject)?.Detail).OfType<Metrics.Health.HealthScore>().ToList();
        var first = scores.Select(score => score.Components.Where(component => component.Parts.Any(part => part.Lost >= 1)).MaxBy(component => component.Parts.Max(part => part.Lost))?.Component).OfType<Metrics.Health.HealthComponent>();
        return first.CountBy(component => component).OrderByDescending(same => same.Value).ThenBy(same => same.Key).FirstOrDefault() is (var shared, var count) && count > 1 && 2 * count > scores.Count
            ? $"{HealthWords.Component(shared)} {(shared == Metrics.Health.HealthComponent.Payments ? "are" : "is")} the first reason for {Format.Count(count)} of {(scores.Count < concern.Customers.Count ? $"the {Format.Count(scores.Count)} largest" : Format.Count(scores.Count))}." : null;
    }

    private static string? Taken(Concern concern) => concern.Taken.Count switch
    {
        0 => null,
        var count when count == concern.Customers.Count => "All are acknowledged.",
        var count => $"{Format.Capital(Format.CountWord(count))} {(count == 1 ? "is" : "are")} acknowledged.",
    };

    private static string? Next(OpenAlert alert) => alert.Rule.DoNext is { Length: > 0 } next ? next : null;

    private static string Named(OpenAlert alert, CardContext context) => alert.Facts.Mrr is > 0 and var mrr ? $"{alert.Facts.Name} ({context.Money(mrr)})" : alert.Facts.Name;

    private static string Counted(int count) => $"{Format.Capital(Format.CountWord(count))} customers";

    private static string? Joined(IEnumerable<string?> sentences) => string.Join(' ', sentences.OfType<string>()) is { Length: > 0 } text ? text : null;
}
