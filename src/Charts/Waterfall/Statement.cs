using RevenueBot.Charts.Figures;

namespace RevenueBot.Charts.Waterfall;

/// <summary>A movement with its rounded amount.</summary>
internal sealed record Movement(string Name, decimal Amount, Func<Theme, string> Colour)
{
    /// <summary>How a title names it.</summary>
    public required string Spoken { get; init; }

    /// <summary>Drawn as an outline.</summary>
    public bool IsOther { get; init; }
}

/// <summary>The figures of a waterfall as they are shown: opening plus movements is exactly closing.</summary>
internal sealed record Statement
{
    private const decimal TooMuch = 1_000_000_000_000_000m;

    public required RevenueWaterfall Data { get; init; }

    public required Currency Currency { get; init; }

    public required int Decimals { get; init; }

    public required decimal Opening { get; init; }

    public required decimal Closing { get; init; }

    /// <summary>Movements that are not zero as shown, in the order of the identity.</summary>
    public required IReadOnlyList<Movement> Movements { get; init; }

    public decimal Net => Closing - Opening;

    /// <summary>MRR before each movement and after the last one.</summary>
    public IEnumerable<decimal> Running
    {
        get
        {
            var sum = Opening;
            yield return sum;
            foreach (var movement in Movements) yield return sum += movement.Amount;
        }
    }

    public static Statement Of(RevenueWaterfall data)
    {
        Movement[] exact = Exact(data);
        if (data.To < data.From) throw new ArgumentException("The period ends before it starts.");
        if (exact.Select(m => m.Amount).Append(data.Opening).Any(a => Math.Abs(a) >= TooMuch))
            throw new ArgumentException("Amounts have to be below a million billions.");
        var currency = Currency.Of(data.Currency);
        var decimals = currency.DecimalsFor([data.Opening, data.Closing, .. exact.Select(m => m.Amount)]);
        var (opening, closing) = (Currency.Round(data.Opening, decimals), Currency.Round(data.Closing, decimals));
        var amounts = Parts.Round([.. exact.Select(m => m.Amount)], closing - opening, decimals);
        return new Statement
        {
            Data = data,
            Currency = currency,
            Decimals = decimals,
            Opening = opening,
            Closing = closing,
            Movements = [.. exact.Zip(amounts, (m, a) => m with { Amount = a }).Where(m => m.Amount != 0)],
        };
    }

    private static Movement[] Exact(RevenueWaterfall data) =>
    [
        new("New", data.New, t => t.New) { Spoken = "new sales" },
        new("Expansion", data.Expansion, t => t.Expansion) { Spoken = "expansion" },
        new("Reactivation", data.Reactivation, t => t.Reactivation) { Spoken = "reactivation" },
        new("Resumed", data.Resumed, t => t.Other) { Spoken = "resumed plans", IsOther = true },
        new("Contraction", data.Contraction, t => t.Contraction) { Spoken = "contraction" },
        new("Churn", data.Churn, t => t.Churn) { Spoken = "churn" },
        new("Paused", data.Paused, t => t.Other) { Spoken = "pauses", IsOther = true },
        new("FX", data.Fx, t => t.Other) { Spoken = "exchange rates", IsOther = true },
    ];
}
