namespace RevenueBot.Metrics.Health;

/// <summary>The four things of which a score is made.</summary>
public enum HealthComponent : short { Usage = 0, Adoption = 1, Support = 2, Payments = 3 }

/// <summary>What moves a component.</summary>
public enum HealthPartKind : short
{
    Regularity = 0, Team = 1, Trend = 2, Features = 3, Capacity = 4, OpenTickets = 5, TicketVolume = 6, Satisfaction = 7,
    FailingPayment = 8, RecoveredPayments = 9, Disputes = 10, Overdue = 11,
}

/// <summary>One fact and what it costs.</summary>
/// <param name="Lost">Points that it takes from its component, 0 or more.</param>
/// <param name="Fact">A plain clause without names: "4 of 12 people active in 28 days".</param>
public sealed record HealthPart(HealthPartKind Kind, decimal Lost, string Fact);

/// <summary>A component with its facts. Where it is known, its maximum less what its parts lost is its points.</summary>
/// <param name="Points">0 to <see cref="Max"/>; null: the input is missing.</param>
/// <param name="Missing">Why it is missing, a plain clause; null where it is known.</param>
public sealed record ComponentScore(HealthComponent Component, decimal? Points, IReadOnlyList<HealthPart> Parts, string? Missing = null)
{
    public int Max => MaxOf(Component);

    public static int MaxOf(HealthComponent component) => component switch
    {
        HealthComponent.Usage => 30,
        HealthComponent.Adoption => 25,
        HealthComponent.Support => 20,
        HealthComponent.Payments => 25,
    };

    public static ComponentScore Unknown(HealthComponent component, string why) => new(component, null, [], why);

    /// <summary>Shares of a component that weigh 10 or 15 each: where one is not known the others fill its place.</summary>
    /// <param name="shares">Weight, share kept (0 to 1), and the fact.</param>
    internal static ComponentScore OfShares(HealthComponent component, IReadOnlyList<(HealthPartKind Kind, decimal Weight, decimal Share, string Fact)> shares)
    {
        var scale = MaxOf(component) / shares.Sum(share => share.Weight);
        return Of(component, [.. shares.Select(share => new HealthPart(share.Kind, share.Weight * scale * (1 - Math.Clamp(share.Share, 0, 1)), share.Fact))]);
    }

    /// <summary>A full component less what facts cost, at most all of it: the later facts lose only what is left.</summary>
    internal static ComponentScore Of(HealthComponent component, IReadOnlyList<HealthPart> parts)
    {
        var left = (decimal)MaxOf(component);
        List<HealthPart> kept = [];
        foreach (var part in parts)
        {
            var lost = Math.Min(Exact(part.Lost), left);
            left -= lost;
            kept.Add(part with { Lost = lost });
        }

        return new ComponentScore(component, left, kept);
    }

    /// <summary>Divisions leave a trace in the 28th digit, which must not decide a band: ten decimals are exact for counts of days and people.</summary>
    internal static decimal Exact(decimal number) => Math.Round(number, 10, MidpointRounding.AwayFromZero);
}
