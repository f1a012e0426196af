using RevenueBot.Metrics.Churn.Features;

namespace RevenueBot.Metrics.Churn;

/// <summary>Why a risk is as it is.</summary>
/// <param name="Text">A plain clause: "no use for 21 days".</param>
/// <param name="Contribution">What its theme adds to the log-odds within 30 days; above 0 it raises the risk.</param>
public sealed record ChurnReason(string Feature, ChurnTheme Theme, string Text, double Contribution)
{
    public bool Raises => Contribution > 0;
}

/// <summary>The reasons of a score.</summary>
public static class ChurnReasons
{
    /// <summary>Log-odds below which nothing is worth a word: 5% of the odds.</summary>
    private const double Noticeable = 0.05;

    /// <summary>
    /// The strongest first. Features of one theme tell of one thing (days of use, active people, a trend): their contributions are added up, and the one that
    /// weighs most in that direction is named.
    /// </summary>
    /// <param name="currency">Of the reporting currency, for amounts.</param>
    public static IReadOnlyList<ChurnReason> Of(ChurnScore score, int most, Currency currency) =>
    [
        .. Enumerable.Range(0, score.Contributions.Length).GroupBy(ChurnColumns.ThemeOf).Select(theme => Reason(score, theme, currency)).OfType<ChurnReason>()
            .OrderByDescending(reason => Math.Abs(reason.Contribution)).ThenBy(reason => reason.Theme).Take(most),
    ];

    private static ChurnReason? Reason(ChurnScore score, IGrouping<ChurnTheme, int> theme, Currency currency)
    {
        var sum = theme.Sum(feature => score.Contributions[feature]);
        var known = theme.Where(feature => !double.IsNaN(score.Inputs[feature]) && score.Contributions[feature] * sum > 0).ToList();
        if (Math.Abs(sum) < Noticeable || known.Count == 0) return null;
        var told = known.MaxBy(feature => Math.Abs(score.Contributions[feature]));
        return new(ChurnColumns.Names[told], theme.Key, ChurnClauses.Of(ChurnColumns.Names[told], score.Inputs[told], currency), sum);
    }
}
