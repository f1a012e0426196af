using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Stripe;

/// <summary>A short name for what an item's state says, whatever the time and the event that told it.</summary>
internal static class StateHash
{
    /// <summary>16 hex digits over everything that decides the item's value.</summary>
    public static string Of(SubscriptionEvent state)
    {
        var discounts = string.Join(';', state.Discounts.Select(d => Join(d.Percent, d.AmountMinor, d.Duration, d.Months, d.Start, d.End)));
        var text = Join(
            state.PlanId, state.Quantity, state.UnitAmountMinor, state.AmountMinor, state.Currency, state.Interval, state.IntervalCount, discounts,
            state.Status, state.CancelAtPeriodEnd, state.CurrentPeriodEnd, state.TrialEnd, state.Kind, state.TaxMinor);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }

    private static string Join(params object?[] values) => string.Join('|', values.Select(Canonical));

    // A decimal remembers its trailing zeros: 1.0 and 1.00 are one number.
    private static string Canonical(object? value) => value switch
    {
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "",
    };
}
