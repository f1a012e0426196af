using RevenueBot.Metrics;

namespace RevenueBot.Questions.Why;

/// <summary>Reasons of the ledger as people say them.</summary>
internal static class ReasonWords
{
    /// <summary>In a table under its line; null where the line says it all.</summary>
    public static string? Of(MovementKind kind, MovementReason reason) => reason switch
    {
        MovementReason.None => null,
        MovementReason.Plan when kind == MovementKind.New => null,
        MovementReason.Plan => "plan",
        MovementReason.Quantity => "quantity",
        MovementReason.Price => "price",
        MovementReason.Interval => "billing interval",
        MovementReason.DiscountStart => "discount begun",
        MovementReason.DiscountEnd => "discount ended",
        MovementReason.Voluntary => "by choice",
        MovementReason.Involuntary => "unpaid invoices",
        MovementReason.ToFree => "to a free plan",
        MovementReason.Migration => "billing system changed",
    };
}
