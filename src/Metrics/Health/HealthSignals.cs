using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Health;

/// <summary>What of a customer's facts a score looks at, counted at an instant. Null: the input is missing.</summary>
public sealed record HealthSignals(UsageSignals? Usage, AdoptionSignals? Adoption, SupportSignals? Support, PaymentSignals? Payments);

/// <summary>How regularly, by how many and how much the people of a customer use the product; bots are left out.</summary>
/// <param name="DaysByWeek">Days with any use in each of the last whole weeks (2 to 4 times seven days), the newest first.</param>
/// <param name="ActivePeople">Different people in these weeks.</param>
/// <param name="People">Those who are registered, or were seen: at least 1.</param>
/// <param name="PersonDays">Active people of each day of these weeks, added up.</param>
/// <param name="PastPersonDays">The same over the days before.</param>
/// <param name="PastDays">Days before that count, up to 84; 0 where there are fewer than 28, which are no past to compare with.</param>
public sealed record UsageSignals(IReadOnlyList<int> DaysByWeek, int ActivePeople, int People, int PersonDays, int PastPersonDays, int PastDays)
{
    public int Days => DaysByWeek.Count * 7;
}

/// <summary>How much of the plan a customer uses.</summary>
/// <param name="Features">Features of its plans that are measured at all.</param>
/// <param name="Unused">Those of them not used on at least two days of eight weeks.</param>
/// <param name="LimitMetric">The limit it uses most of; null: its plans have none.</param>
/// <param name="LimitShare">Share of it used in four weeks, the limit brought to four weeks; may be above 1.</param>
public sealed record AdoptionSignals(int Features, IReadOnlyList<string> Unused, string? LimitMetric, decimal LimitShare);

/// <param name="Days">Whole days since it was opened.</param>
public readonly record struct OpenTicket(TicketSeverity Severity, int Days);

/// <param name="Open">Not closed by then.</param>
/// <param name="OpenedLately">Opened in the last 28 days, closed ones too.</param>
/// <param name="People">By whom tickets are normalised.</param>
/// <param name="Rated">Ratings of tickets closed in the last 90 days.</param>
/// <param name="RatingSum">Their sum, 1 to 5 each.</param>
public sealed record SupportSignals(IReadOnlyList<OpenTicket> Open, int OpenedLately, int People, int Rated, int RatingSum);

/// <param name="FailingDays">Whole days since a payment failed that has not been made good; null: payments are in order.</param>
/// <param name="Tries">Failed tries since then.</param>
/// <param name="Recovered">Failures of the last 180 days that were paid later.</param>
/// <param name="DisputesLately">Of the last 90 days.</param>
/// <param name="DisputesBefore">Of the 275 days before.</param>
/// <param name="SinceLastPayment">Whole days since the last success.</param>
/// <param name="LateDays">Days beyond the billing interval and 10 days of grace without a payment; 0: not late.</param>
public sealed record PaymentSignals(int? FailingDays, int Tries, int Recovered, int DisputesLately, int DisputesBefore, int SinceLastPayment, int LateDays);
