namespace RevenueBot.Metrics.Profiles;

/// <summary>A rule on which profiles differ, in the fixed order in which a comparison changes them.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Describe">What is different under a profile, in a few words.</param>
/// <param name="IsSame">Whether two profiles agree on it.</param>
/// <param name="Take">The first profile with this rule of the second.</param>
public sealed record ProfileRule(
    string Name, Func<DefinitionProfile, string> Describe, Func<DefinitionProfile, DefinitionProfile, bool> IsSame, Func<DefinitionProfile, DefinitionProfile, DefinitionProfile> Take)
{
    public static IReadOnlyList<ProfileRule> All { get; } =
    [
        Of("Weekly prices", p => p.WeekFactor, (p, value) => p with { WeekFactor = value }, value => $"weeks × {Number(value)}"),
        Of("Daily prices", p => p.DayFactor, (p, value) => p with { DayFactor = value }, value => $"days × {Number(value)}"),
        Of("Repeating discounts", p => p.RepeatingDiscountCounts, (p, value) => p with { RepeatingDiscountCounts = value }, value => value ? "repeating discounts lower MRR" : "repeating discounts do not lower MRR"),
        Of("One-off discounts", p => p.OnceDiscount, (p, value) => p with { OnceDiscount = value }, value => value == OnceDiscountRule.Ignore ? "one-off discounts do not lower MRR" : "one-off discounts lower their period"),
        Of("Past due", p => p.PastDueDays, (p, value) => p with { PastDueDays = value }, value => value == 0 ? "past due counts until it ends" : $"past due counts {value} days"),
        Of("Paused", p => (p.Paused, p.PausedChurnDays), (p, value) => p with { Paused = value.Paused, PausedChurnDays = value.PausedChurnDays }, value => value.Paused == PausedRule.Keep ? "paused counts" : "paused does not count"),
        Of("Free periods of payers", p => p.PayingTrial, (p, value) => p with { PayingTrial = value }, value => value == PayingTrialRule.Keep ? "free periods of payers count" : "free periods of payers do not count"),
        Of("Free plans", p => p.FreePlan, (p, value) => p with { FreePlan = value }, value => value == FreePlanRule.Churn ? "free plans are churn" : "free plans are contraction"),
        Of("Cancels", p => p.ChurnAt, (p, value) => p with { ChurnAt = value }, value => value == ChurnAtRule.End ? "cancels count at their end" : "cancels count at the click"),
        Of("Rounding", p => p.Rounding, (p, value) => p with { Rounding = value }, value => value == RoundingRule.None ? "cents are not rounded" : "rounded to the cent"),
    ];

    /// <summary>
    /// The way from one profile to another, one rule at a time: every profile after <paramref name="from"/>, with the rule that it changes.
    /// The last has all rules of <paramref name="to"/>. Empty where they agree.
    /// </summary>
    public static IReadOnlyList<(string Cause, DefinitionProfile Profile)> Path(DefinitionProfile from, DefinitionProfile to)
    {
        List<(string, DefinitionProfile)> steps = [];
        var current = from;
        foreach (var rule in All)
        {
            if (rule.IsSame(current, to)) continue;
            current = rule.Take(current, to);
            steps.Add((rule.Describe(to), current));
        }

        return steps;
    }

    private static ProfileRule Of<T>(string name, Func<DefinitionProfile, T> get, Func<DefinitionProfile, T, DefinitionProfile> set, Func<T, string> words) =>
        new(name, profile => words(get(profile)), (a, b) => EqualityComparer<T>.Default.Equals(get(a), get(b)), (a, b) => set(a, get(b)));

    private static string Number(Ratio ratio) => Math.Round(ratio.Value, 4, MidpointRounding.AwayFromZero).ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
}
