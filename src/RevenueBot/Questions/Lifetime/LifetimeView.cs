using RevenueBot.Metrics;
using RevenueBot.Metrics.Lifetime;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Lifetime;

/// <summary>Realised CLV as one answer shows it.</summary>
internal sealed class LifetimeView(Asked asked, LifetimeValue value, string day, IReadOnlyDictionary<string, KeyName> plans)
{
    public LifetimeValue Value => value;

    public string Day => day;

    /// <summary>The one plan that was asked for.</summary>
    public string? Only { get; } = asked.Question.Only is { By: Dimension.Plan, Key: var key } ? key : null;

    /// <summary>What the answer is about: one plan, or all.</summary>
    public PlanLifetime Subject => Only is null ? value.Total : value.OfPlan(Only).Total;

    /// <summary>Plans, the most valuable first.</summary>
    public IReadOnlyList<PlanLifetime> Shown { get; } = [.. value.Plans.OrderByDescending(plan => plan.Mean).ThenBy(plan => plan.PlanId, StringComparer.Ordinal)];

    public MoneyFormat Money { get; } = MoneyFormat.For(asked.Currency, value.Plans.Append(value.Total).SelectMany(plan => new[] { plan.Mean ?? 0, plan.Median, plan.MonthlyValue ?? 0 }));

    public string Name => Only is null ? "realised CLV" : $"realised CLV of {Label(Subject)}";

    public string Nothing => $"Realised CLV: {Format.Undefined} (nobody {(Only is null ? "" : $"who began with {Label(Subject)} ")}has paid by {day}).";

    /// <summary>"EUR 1,200 of 3 customers has no rate on its day: they are left out."</summary>
    public IEnumerable<string> LeftOut => value.LeftOut == 0 ? []
        : [$"{string.Join(" and ", value.Unrated.Select(money => Format.ByCode(money.Amount, Currency.Parse(money.Currency))))} of {Format.Counted(value.LeftOut, "customer")} has no rate on the day of payment: {(value.LeftOut == 1 ? "it is" : "they are")} left out."];

    public string Label(PlanLifetime plan) => KeyLabel.Of(Dimension.Plan, plan.PlanId, plans.GetValueOrDefault(plan.PlanId)).Name;
}
