using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Payments;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages;

/// <summary>A payment as tables show it.</summary>
internal static class PaymentCells
{
    /// <summary>"Failed", and why below it.</summary>
    public static Cell State(PaymentEntry entry) => new("", Sub: entry.FailureReason is { Length: > 0 } reason ? PaymentWords.ReasonOf(reason) : null) { Tag = TagOf(entry.Payment.Status), Raw = TagOf(entry.Payment.Status).Word };

    /// <summary>As it was charged, with tax; another than the reporting currency by its code.</summary>
    public static Cell Amount(PaymentLine payment, Currency reporting)
    {
        var micros = payment.AmountMinor * payment.Currency.MicrosPerMinor;
        return new(payment.Currency == reporting ? Format.Money(micros, payment.Currency) : Format.ByCode(micros, payment.Currency)) { Raw = (micros / 1_000_000m).ToString("0.######", CultureInfo.InvariantCulture) };
    }

    private static Tag TagOf(PaymentStatus status) => status switch
    {
        PaymentStatus.Succeeded => new("Paid", Judgement.Good),
        PaymentStatus.Failed => new("Failed", Judgement.Bad),
        PaymentStatus.Refunded => new("Refunded", Judgement.None),
        PaymentStatus.Disputed => new("Disputed", Judgement.Bad),
    };
}
