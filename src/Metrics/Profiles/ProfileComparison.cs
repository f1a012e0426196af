namespace RevenueBot.Metrics.Profiles;

/// <summary>MRR in one currency, micro-units.</summary>
public readonly record struct ProfileAmount(string Currency, long Amount);

/// <summary>MRR by one set of rules: the sum over all customers at the end of a day, by currency.</summary>
/// <param name="Cause">The rule that was changed to come here from the row before; "" for the own profile.</param>
public sealed record ProfileTotal(string Profile, string Cause, IReadOnlyList<ProfileAmount> Amounts);

/// <summary>The totals behind a comparison: the own profile, then for each other one the way to it, rule by rule.</summary>
public sealed record ProfileTotals(DateOnly Day, IReadOnlyList<ProfileTotal> Rows);

/// <summary>MRR of another profile, and what makes the difference. Σ <paramref name="Causes"/> = <paramref name="Mrr"/> − own MRR, exactly.</summary>
public sealed record ProfileDifference(string Profile, long Mrr, IReadOnlyList<(string Cause, long Amount)> Causes);

/// <summary>The same facts under every profile, micro-units of the reporting currency.</summary>
/// <param name="Own">The profile of the ledger.</param>
/// <param name="LeftOut">Currencies without a rate on the day: in none of the figures.</param>
public sealed record ProfileComparison(DateOnly Day, string Own, long OwnMrr, IReadOnlyList<ProfileDifference> Others, IReadOnlyList<string> LeftOut)
{
    /// <summary>The profiles that a comparison needs: the own one, then every step of the way to each other, rule by rule.</summary>
    public static IReadOnlyList<(string Profile, string Cause, DefinitionProfile Rules)> Needed(DefinitionProfile own, IReadOnlyList<DefinitionProfile> others) =>
    [
        (own.Name, "", own),
        .. others.Where(other => other.Name != own.Name)
            .SelectMany(other => ProfileRule.Path(own, other) is { Count: > 0 } path ? path.Select(step => (other.Name, step.Cause, step.Profile)) : [(other.Name, "", own)]),
    ];

    /// <summary>Converts at the rates of the day. Each total is rounded once, so that causes are differences of whole micro-units.</summary>
    public static ProfileComparison Of(ProfileTotals totals, FxRates rates)
    {
        var leftOut = totals.Rows.SelectMany(row => row.Amounts).Where(amount => amount.Amount != 0 && RateOf(amount, rates, totals.Day) is null)
            .Select(amount => amount.Currency).Distinct().Order(StringComparer.Ordinal).ToList();
        var own = Convert(totals.Rows[0], rates, totals.Day);
        List<ProfileDifference> others = [];
        foreach (var profile in totals.Rows.Skip(1).GroupBy(row => row.Profile))
        {
            var before = own;
            List<(string, long)> causes = [];
            foreach (var row in profile)
            {
                var after = Convert(row, rates, totals.Day);
                if (row.Cause.Length > 0) causes.Add((row.Cause, after - before));
                before = after;
            }

            others.Add(new ProfileDifference(profile.Key, before, causes));
        }

        return new ProfileComparison(totals.Day, totals.Rows[0].Profile, own, others, leftOut);
    }

    private static long Convert(ProfileTotal row, FxRates rates, DateOnly day) =>
        decimal.ToInt64(Math.Round(row.Amounts.Sum(amount => amount.Amount * (RateOf(amount, rates, day) ?? 0)), MidpointRounding.AwayFromZero));

    private static decimal? RateOf(ProfileAmount amount, FxRates rates, DateOnly day) => rates.Find(Metrics.Currency.Parse(amount.Currency), day);
}
