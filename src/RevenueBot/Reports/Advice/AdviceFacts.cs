using RevenueBot.Metrics;
using RevenueBot.Metrics.Expansion;
using RevenueBot.Metrics.Health;
using RevenueBot.Metrics.Trials;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports.Advice;

/// <summary>A customer with money at stake, micro-units a month of the reporting currency.</summary>
/// <param name="Owner">Who looks after it, as the source says; null: nobody is named.</param>
internal sealed record Exposed(string CustomerId, string? Owner, long Mrr);

/// <summary>A customer at high risk with what holds it down most.</summary>
internal sealed record AtRisk(Exposed Customer, HealthPartKind? Worst);

/// <summary>A plan over the month: what it opened with and what it lost, losses negative.</summary>
internal sealed record PlanLosses(string Name, long Opening, long Lost);

/// <summary>Everything that recommendations are made from, as of the end of a month or, where it says so, of the moment of the report. Amounts are micro-units.</summary>
internal sealed record AdviceFacts
{
    /// <summary>The question "/mrr" about the month's last day: currency, calendar, and the moment of the report.</summary>
    public required Asked Asked { get; init; }

    public required PeriodMrr Month { get; init; }
    public required PeriodMrr Before { get; init; }

    /// <summary>The day that <see cref="Failing"/>, <see cref="Cancelling"/>, <see cref="Largest"/>, <see cref="HighRisk"/> and <see cref="Expansion"/> are of.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>What unpaid invoices took in the month and in the one before, never above 0.</summary>
    public long Involuntary { get; init; }

    public long InvoluntaryBefore { get; init; }

    /// <summary>Paying customers whose last tries to collect failed.</summary>
    public IReadOnlyList<Exposed> Failing { get; init; } = [];

    /// <summary>Customers with a scheduled cancel; their MRR is what it ends.</summary>
    public IReadOnlyList<Exposed> Cancelling { get; init; } = [];

    /// <summary>The five customers who pay most, the largest first, and what all pay on that day.</summary>
    public IReadOnlyList<Exposed> Largest { get; init; } = [];

    public long MrrToday { get; init; }

    /// <summary>Customers at high risk.</summary>
    public IReadOnlyList<AtRisk> HighRisk { get; init; } = [];

    public IReadOnlyList<PlanLosses> Plans { get; init; } = [];

    /// <summary>MRR of contracts longer than a month by the month in which their term ends; the month after the report's first.</summary>
    public IReadOnlyList<long> Renewing { get; init; } = [];

    /// <summary>Of the customers who paid a year before the month's end: the share of their MRR that is left without expansion; null: none.</summary>
    public decimal? YearGrr { get; init; }

    /// <summary>Of the month: the share of customers who left; null: nobody was there.</summary>
    public decimal? LogoChurn { get; init; }

    public IReadOnlyList<TrialCohort> Trials { get; init; } = [];

    /// <summary>New MRR of a new customer in the month; null: nobody came.</summary>
    public long? Asp { get; init; }

    public ExpansionSummary? Expansion { get; init; }

    /// <summary>Who answers for an area where no customer names an owner.</summary>
    public Owners Owners { get; init; } = Owners.Roles;

    public DateOnly Last => Month.Period.LastDay;

    public DateOnly LastBefore => Before.Period.LastDay;

    public string MonthName => Asked.Days.MonthName(Metrics.Month.Of(Month.Period.Start));

    public string MonthBeforeName => Asked.Days.MonthName(Metrics.Month.Of(Before.Period.Start));

    public string Day(DateOnly day) => Asked.Days.Day(day);

    public string Money(long micros) => Format.Money(micros, Asked.Currency);

    /// <summary>"October 2026", as questions name it.</summary>
    public string AskedMonth => Month.Period.Start.ToString("MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Who answers for an area of the company: a role, or whom <c>Reports:Owners</c> names.</summary>
internal sealed record Owners(string Billing, string Success, string Sales, string Product)
{
    public static Owners Roles { get; } = new("finance", "customer success", "sales", "product");

    public static Owners Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Reports:Owners");
        return new(section["Billing"] ?? Roles.Billing, section["Success"] ?? Roles.Success, section["Sales"] ?? Roles.Sales, section["Product"] ?? Roles.Product);
    }

    /// <summary>Whoever looks after the most of the money; where no customer names somebody, the role.</summary>
    public static string Of(IEnumerable<Exposed> customers, string role) => customers.Where(customer => !string.IsNullOrWhiteSpace(customer.Owner))
        .GroupBy(customer => customer.Owner!).OrderByDescending(owner => owner.Sum(customer => customer.Mrr)).ThenBy(owner => owner.Key, StringComparer.Ordinal).FirstOrDefault()?.Key ?? role;
}
