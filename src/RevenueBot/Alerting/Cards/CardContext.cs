using RevenueBot.Alerts.Speaking;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Churn;
using RevenueBot.Metrics.Expansion;
using RevenueBot.Metrics.Health;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Alerting.Cards;

/// <summary>What cards of one moment are written from, beside the alerts themselves.</summary>
/// <param name="At">The moment the cards speak of.</param>
/// <param name="DataThrough">The moment up to which every source is complete; null without a source.</param>
internal sealed record CardContext(DateTimeOffset At, CompanyCalendar Calendar, Currency Currency, DateTimeOffset? DataThrough)
{
    public Routes Routes { get; init; } = new();

    /// <summary>By customer; those that cards speak of, where they have a score.</summary>
    public IReadOnlyDictionary<string, CustomerHealth> Health { get; init; } = new Dictionary<string, CustomerHealth>();

    /// <summary>By customer, the scores of the last weeks, one for each week, oldest first; null where there was none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<decimal?>> Weeks { get; init; } = new Dictionary<string, IReadOnlyList<decimal?>>();

    /// <summary>By customer, how likely it is to leave; those that cards speak of, where they have a score.</summary>
    public IReadOnlyDictionary<string, CustomerChurn> Churn { get; init; } = new Dictionary<string, CustomerChurn>();

    /// <summary>Chances come from a rule of thumb, since there was too little to learn from.</summary>
    public bool IsRuleOfThumb { get; init; }

    /// <summary>By customer; of alerts about limits.</summary>
    public IReadOnlyDictionary<string, Opportunity> Opportunities { get; init; } = new Dictionary<string, Opportunity>();

    /// <summary>MRR of the company, micro-units; null where it is not known.</summary>
    public long? CompanyMrr { get; init; }

    public Days Days => new(Calendar.DayOf(At).Year);

    /// <summary>"10 Nov"</summary>
    public string Day(DateTimeOffset at) => Days.Day(Calendar.DayOf(at));

    /// <summary>"Tue 10 Nov, 09:05 New York"</summary>
    public string Moment(DateTimeOffset at) => $"{Days.Moment(at, Calendar)} {Days.City(Calendar.Zone)}";

    public string Money(long micros) => Format.Money(micros, Currency);
}
