namespace RevenueBot.Metrics.Usage;

/// <summary>Different people who were active in a span: each counts once, however often.</summary>
/// <param name="Lately">Those of them who were on its last seven days.</param>
public readonly record struct ActivePeople(int All, int Lately)
{
    public const int LatelyDays = 7;
}
