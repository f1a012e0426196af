namespace RevenueBot.Charts.Trend;

/// <summary>A kind of movement as the stacks show it, from the zero line outwards.</summary>
/// <param name="Key">Part of element ids.</param>
/// <param name="Of">The kind's amount in a month.</param>
/// <param name="Colour">Its colour in a theme.</param>
internal sealed record Kind(string Key, Func<MonthMovements, decimal> Of, Func<Theme, string> Colour)
{
    public static Kind New { get; } = new("new", m => m.New, t => t.New);

    public static Kind Expansion { get; } = new("expansion", m => m.Expansion, t => t.Expansion);

    public static Kind Reactivation { get; } = new("reactivation", m => m.Reactivation, t => t.Reactivation);

    public static Kind Contraction { get; } = new("contraction", m => m.Contraction, t => t.Contraction) { IsLoss = true };

    public static Kind Churn { get; } = new("churn", m => m.Churn, t => t.Churn) { IsLoss = true };

    private static readonly Kind OtherGains = new("other", m => m.OtherGains, t => t.Other) { IsOther = true };

    private static readonly Kind OtherLosses = new("other", m => m.OtherLosses, t => t.Other) { IsOther = true, IsLoss = true };

    public static IReadOnlyList<Kind> Gains { get; } = [New, Expansion, Reactivation, OtherGains];

    public static IReadOnlyList<Kind> Losses { get; } = [Contraction, Churn, OtherLosses];

    public static IReadOnlyList<Kind> All { get; } = [.. Gains, .. Losses];

    public bool IsLoss { get; private init; }

    /// <summary>Drawn as an outline: currency, pauses and resumptions are not the customers' doing.</summary>
    public bool IsOther { get; private init; }

    public bool HasRightSign(MonthMovements movements) => IsLoss ? Of(movements) <= 0 : Of(movements) >= 0;
}
