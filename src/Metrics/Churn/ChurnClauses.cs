using System.Globalization;
using RevenueBot.Metrics.Health;

namespace RevenueBot.Metrics.Churn;

/// <summary>What a feature says of a customer, as a plain clause.</summary>
internal static class ChurnClauses
{
    private const int DaysInYear = 365, DaysInMonth = 30, LongCycle = 360;

    /// <param name="value">Known.</param>
    public static string Of(string feature, double value, Currency currency) => feature switch
    {
        "tenure_days" => $"a customer for {Long(value)}",
        "mrr" => string.Create(CultureInfo.InvariantCulture, $"MRR of {currency.Code} {value:N0}"),
        "mrr_change_30" => $"MRR {Moved(value)} in 30 days",
        "mrr_change_91" => $"MRR {Moved(value)} in three months",
        "plan_tier" => $"a plan of tier {Whole(value)}",
        "seats" => Counted(value, "seat"),
        "discount" => value <= 0 ? "no discount" : $"a discount of {Percent(value)}",
        "downgrades_182" => $"{Counted(value, "downgrade")} in half a year",
        "cycle_days" => value >= LongCycle ? "billed by the year" : value <= DaysInMonth + 1 ? "billed by the month" : $"billed every {Whole(value)} days",
        "days_to_renewal" => $"renewal in {Counted(Math.Ceiling(value), "day")}",
        "renewal_due" => value > 0 ? "renewal due within 30 days" : "no renewal due within 30 days",
        "nps" => $"NPS answer {Whole(value)}",
        "health" => $"health {Whole(value)} of 100",
        "health_change_7" => Math.Abs(value) < 0.5 ? "health unchanged in a week" : $"health {(value < 0 ? "down" : "up")} {Whole(Math.Abs(value))} in a week",
        _ => Usage(feature, value) ?? Trouble(feature, value),
    };

    private static string? Usage(string feature, double value) => feature switch
    {
        "idle_days" => value <= 0 ? "in use until the last day" : $"no use for {Counted(value, "day")}{(value >= HealthMoments.UsageDays ? " or more" : "")}",
        "used_days_7" => $"in use on {Whole(value)} of 7 days",
        "used_days_28" => $"in use on {Whole(value)} of 28 days",
        "person_days_28" => $"{Counted(value, "active person-day")} in 28 days",
        "usage_trend" => $"usage {Moved(value - 1)} vs the 12 weeks before",
        "active_people_28" => $"{(value < 1 ? "nobody" : FactWords.People((int)value))} active in 28 days",
        "active_share_28" => $"{Percent(value)} of its people active in 28 days",
        "features_used" => $"{Percent(value)} of the plan's features in use",
        "limit_used" => $"{Percent(value)} of a plan limit used in 28 days",
        _ => null,
    };

    private static string Trouble(string feature, double value) => feature switch
    {
        "tickets_open" => Counted(value, "open ticket"),
        "severe_tickets_open" => Counted(value, "severe ticket") + " open",
        "tickets_30" => $"{Counted(value, "ticket")} in 30 days",
        "tickets_90" => $"{Counted(value, "ticket")} in 90 days",
        "severe_tickets_90" => $"{Counted(value, "severe ticket")} in 90 days",
        "satisfaction_90" => $"satisfaction {FactWords.OneDecimal((decimal)value)} of 5",
        "failed_payments_30" => $"{Counted(value, "failed payment")} in 30 days",
        "failed_payments_90" => $"{Counted(value, "failed payment")} in 90 days",
        "failing_days" => value < 1 ? "payments in order" : value < 2 ? "payment failing since today" : $"payment failing for {Counted(value - 1, "day")}",
        "disputes_365" => $"{Counted(value, "dispute")} in a year",
        _ => throw new ArgumentException($"Nobody has put {feature} into words.", nameof(feature)),
    };

    /// <summary>"no downgrade", "1 seat"</summary>
    private static string Counted(double value, string one) => value < 0.5 ? $"no {one}" : FactWords.Counted((int)Math.Round(value), one);

    private static string Long(double days) =>
        days >= 2 * DaysInYear ? Counted(Math.Floor(days / DaysInYear), "year") : days >= 2 * DaysInMonth ? Counted(Math.Floor(days / DaysInMonth), "month") : Counted(days, "day");

    private static string Whole(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double fraction) => FactWords.Percent((decimal)fraction);

    private static string Moved(double fraction) => FactWords.Moved((decimal)fraction);
}
