using RevenueBot.Metrics;
using RevenueBot.Metrics.Health;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Churn;
using RevenueBot.Questions.Customers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Health;

/// <summary><c>/at-risk</c>: whose health is at high risk, by the MRR at stake, with the reasons and the owner.</summary>
internal sealed class AtRiskAnswers(AtRiskList list) : IMetricAnswers
{
    private const int MostRows = 12, MostReasons = 5, ReasonsOfOne = 3;

    private static readonly Suggestion _byHealth = new("All customers by health", "/health");

    public IReadOnlyList<Metric> Metrics { get; } = [Metric.AtRisk];

    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel)
    {
        var (all, band, listed) = await list.ReadAsync(asked, MostRows, cancel);
        return Answer(asked, all, band, listed) with { Unnamed = () => Answer(asked, all, band, Unnamed(listed)) with { NamesCustomers = false, Suggestions = [_byHealth] } };
    }

    private static Answer Answer(Asked asked, HealthDesk.Everybody all, HealthBand band, IReadOnlyList<RiskyCustomer> listed)
    {
        var sum = all.Summary.Of(band);
        return all.View.Around with
        {
            Headline = Headline(asked, all),
            Sentences = [.. listed.Take(MostReasons).Select(customer => Reasons(asked, customer)), .. Scored(asked, listed), .. Facts.FactQualifiers.Of(asked, "usage, tickets and payments")],
            Figures =
            [
                new("at_stake", "MRR at stake", Format.Money(sum.Mrr, asked.Currency), HealthWords.Band(band), sum.Mrr), new("customers", "Customers", Format.Count(sum.Customers), HealthWords.Band(band), Number: sum.Customers),
            ],
            Table = listed.Count == 0 ? null : Table(asked, all, band, listed),
            Suggestions = [.. listed.Take(2).Select(customer => new Suggestion($"Health of {customer.Name}", $"/health {Literal.Write(customer.Health.CustomerId)}")), _byHealth],
            NamesCustomers = true,
        };
    }

    /// <summary>The customers with what each lacks.</summary>
    public async Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel)
    {
        var (all, _, listed) = await list.ReadAsync(asked, MostRows, cancel);
        return Receipt(asked, all, listed) with { Unnamed = () => Receipt(asked, all, Unnamed(listed)) with { NamesCustomers = false } };
    }

    /// <summary>The same customers by their ids.</summary>
    private static IReadOnlyList<RiskyCustomer> Unnamed(IReadOnlyList<RiskyCustomer> listed) => [.. listed.Select(customer => customer with { Name = customer.Health.CustomerId })];

    private static Answer Receipt(Asked asked, HealthDesk.Everybody all, IReadOnlyList<RiskyCustomer> listed) =>
        all.View.Around with
        {
            Headline = Headline(asked, all),
            Sentences = ["The list is of customers whose score is below 30 of 100 (where there are none: up to 60), the largest MRR first. /health NAME shows what a score is made of."],
            Table = listed.Count == 0 ? null : new(
                ["Customer", "Score", "Usage", "Adoption", "Support", "Payments"],
                [.. listed.Select(customer => (IReadOnlyList<string>)[customer.Name, HealthWords.Score(customer.Health.Score!.Value), .. customer.Health.Detail!.Components.Select(component => component.Points is { } points ? HealthWords.Points(points) : Format.Undefined)])]),
            NamesCustomers = true,
        };

    /// <summary>"Twelve customers are at high risk on 10 Nov, with $8,412 MRR at stake (14.4% of MRR)."</summary>
    private static string Headline(Asked asked, HealthDesk.Everybody all)
    {
        var (summary, day) = (all.Summary, asked.Days.Day(asked.Calendar.DayOf(all.View.At)));
        var (high, medium, total) = (summary.Of(HealthBand.High), summary.Of(HealthBand.Medium), summary.Bands.Sum(band => band.Mrr));
        if (high.Customers > 0)
            return $"{Format.Counted(high.Customers, "customer")} {(high.Customers == 1 ? "is" : "are")} at high risk on {day}, with {Format.Money(high.Mrr, asked.Currency)} MRR at stake{(total > 0 ? $" ({Format.Percent((decimal)high.Mrr / total)} of MRR)" : "")}.";
        return $"Nobody is at high risk on {day}; {(medium.Customers == 0 ? "nobody is at medium risk either" : $"{Format.Counted(medium.Customers, "customer")} with {Format.Money(medium.Mrr, asked.Currency)} MRR {(medium.Customers == 1 ? "is" : "are")} at medium risk")}.";
    }

    /// <summary>"Brightwater Clinics ($698, health 26): payment failing for 6 days; 4 of 12 people active in 28 days. Owner: Dana Osei."</summary>
    private static string Reasons(Asked asked, RiskyCustomer customer)
    {
        var reasons = customer.Health.Detail?.Reasons(ReasonsOfOne).Select(part => part.Fact).ToList() ?? [];
        return $"{customer.Name} ({Format.Money(customer.Shown, asked.Currency)}, health {HealthWords.Score(customer.Health.Score!.Value)}): {(reasons.Count == 0 ? "many small things" : string.Join("; ", reasons))}. {(customer.Owner is { Length: > 0 } owner ? $"Owner: {owner}." : "No owner.")}";
    }

    private static AnswerTable Table(Asked asked, HealthDesk.Everybody all, HealthBand band, IReadOnlyList<RiskyCustomer> listed)
    {
        var sum = all.Summary.Of(band);
        var money = MoneyFormat.For(asked.Currency, sum.Mrr);
        var others = sum.Customers - listed.Count;
        List<IReadOnlyList<string>> rows = [.. listed.Select(customer => (IReadOnlyList<string>)
            [customer.Name, money.Cell(customer.Shown), HealthWords.Score(customer.Health.Score!.Value), customer.Health.Change is { Points: { } points } ? HealthWords.Signed(points) : Format.Undefined, .. Risk(customer.Churn, money)])];
        if (others > 0) rows.Add([Format.Counted(others, "other"), money.Cell(money.Round(sum.Mrr) - listed.Sum(customer => customer.Shown)), "", "", "", ""]);
        return new([$"Customer, {asked.Currency.Code}", "MRR", "Health", "7 days", "Risk", "MRR × risk"], [.. rows, ["All", money.Cell(sum.Mrr), "", "", "", ""]], "Risk is the probability to leave within 30 days.");
    }

    private static IEnumerable<string> Risk(KnownChurn? known, MoneyFormat money) =>
        known is { Churn: var churn } ? [ChurnWords.Percent(churn.Score.P30), money.Cell(churn.Expected)] : [Format.Undefined, Format.Undefined];

    /// <summary>When risks were scored and by what; nothing where none is shown.</summary>
    private static IEnumerable<string> Scored(Asked asked, IReadOnlyList<RiskyCustomer> listed)
    {
        if (listed.FirstOrDefault(customer => customer.Churn is not null)?.Churn is { } known) yield return $"Risks were scored {ChurnWords.When(known.Churn.AsOf, asked)} by {ChurnWords.Model(known.By, asked)}.";
    }
}
