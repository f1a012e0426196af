namespace RevenueBot.Metrics.Churn.Features;

/// <summary>What a feature tells of. Of each theme one reason at most is named.</summary>
public enum ChurnTheme { Terms, Renewal, Usage, Adoption, Support, Payments, Opinion, Health }

/// <summary>One number about a customer on a day.</summary>
/// <param name="Name">As models keep it: a changed meaning is a new name.</param>
/// <param name="Monotone">+1 where more may never lower the risk, −1 where it may never raise it, 0 where both may be.</param>
/// <param name="Read">NaN where it is not known.</param>
internal sealed record ChurnFeature(string Name, ChurnTheme Theme, int Monotone, Func<ChurnInputs, double> Read)
{
    public ChurnFeature(string name, ChurnTheme theme, Func<ChurnInputs, double> read) : this(name, theme, 0, read) { }
}
