using RevenueBot.Metrics;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Ratios;

/// <summary>The four amounts of a quick ratio as shown: those of a side add up to the side as shown.</summary>
internal sealed record QuickRatioParts(long New, long Expansion, long Contraction, long Churn, MoneyFormat Money)
{
    public static QuickRatioParts Of(PeriodMrr row, Currency currency)
    {
        var money = MoneyFormat.For(currency, row.New, row.Expansion, row.Contraction, row.Churn);
        var gains = Rounding.ShownParts([row.New, row.Expansion], money.Round(RevenueRatios.Gains(row)), money.Unit);
        var losses = Rounding.ShownParts([row.Contraction, row.Churn], money.Round(-RevenueRatios.Losses(row)), money.Unit);
        return new(gains[0], gains[1], losses[0], losses[1], money);
    }

    public string Formula =>
        $"(new {Money.Text(New)} + expansion {Money.Text(Expansion)}) ÷ (contraction {Money.Text(-Contraction)} + churn {Money.Text(-Churn)})";

    /// <summary>Null for a line that is on neither side.</summary>
    public long? Of(MovementKind? kind) => kind switch
    {
        MovementKind.New => New,
        MovementKind.Expansion => Expansion,
        MovementKind.Contraction => Contraction,
        MovementKind.Churn => Churn,
        _ => null,
    };
}
