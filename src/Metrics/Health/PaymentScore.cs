namespace RevenueBot.Metrics.Health;

/// <summary>
/// Payment health, 0 to 25: full while payments are in order. <b>Failing now</b>: 10, one more for each retry (at most 3) and 0.4 a day, so that it is
/// all gone when past due becomes churn. <b>Recovered</b>: 2 for each failure of 180 days that was paid later, at most 6. <b>Disputes</b>:
/// 10 each in 90 days, 4 each before within a year, at most 20. <b>Overdue</b>: 8 where nothing was paid for longer than the billing interval and 10 days.
/// </summary>
public static class PaymentScore
{
    private const decimal Failing = 10, ForADay = 0.4m, ForRecovered = 2, MostRecovered = 6, ForDispute = 10, ForOldDispute = 4, MostDisputes = 20, Late = 8;
    private const int MostRetries = 3;

    public static ComponentScore Of(PaymentSignals? signals)
    {
        if (signals is null) return ComponentScore.Unknown(HealthComponent.Payments, "no payments recorded");
        List<HealthPart> parts = [InOrder(signals)];
        if (signals is { FailingDays: null, LateDays: > 0 })
            parts.Add(new(HealthPartKind.Overdue, Late, $"no payment for {FactWords.Counted(signals.SinceLastPayment, "day")}, {signals.LateDays} longer than usual and grace"));
        if (signals.DisputesLately + signals.DisputesBefore > 0)
            parts.Add(new(HealthPartKind.Disputes, Math.Min(MostDisputes, (signals.DisputesLately * ForDispute) + (signals.DisputesBefore * ForOldDispute)), Disputes(signals)));
        if (signals.Recovered > 0)
            parts.Add(new(HealthPartKind.RecoveredPayments, Math.Min(MostRecovered, signals.Recovered * ForRecovered), $"{FactWords.Counted(signals.Recovered, "failed payment")} in 180 days, paid later"));
        return ComponentScore.Of(HealthComponent.Payments, parts);
    }

    private static HealthPart InOrder(PaymentSignals signals)
    {
        if (signals.FailingDays is not { } days) return new(HealthPartKind.FailingPayment, 0, "payments in order");
        var tries = signals.Tries > 1 ? $", {signals.Tries} tries" : "";
        return new(
            HealthPartKind.FailingPayment, Failing + Math.Clamp(signals.Tries - 1, 0, MostRetries) + (days * ForADay),
            days == 0 ? $"payment failing since today{tries}" : $"payment failing for {FactWords.Counted(days, "day")}{tries}");
    }

    private static string Disputes(PaymentSignals signals) => signals.DisputesLately > 0
        ? $"{FactWords.Counted(signals.DisputesLately, "payment")} disputed in 90 days" : $"{FactWords.Counted(signals.DisputesBefore, "payment")} disputed in a year";
}
