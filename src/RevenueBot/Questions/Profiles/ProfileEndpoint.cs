using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Profiles;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Profiles;

/// <summary>A rule that makes a part of the difference.</summary>
internal sealed record ProfileCauseJson(string Cause, MoneyJson Amount);

/// <summary>MRR by other definitions.</summary>
/// <param name="Difference">To the company's own; it is the sum of <paramref name="Causes"/>.</param>
internal sealed record ProfileEntry(DateOnly Date, string Profile, MoneyJson Mrr, MoneyJson Difference, IReadOnlyList<ProfileCauseJson> Causes)
{
    public static ProfileEntry Of(ProfileDifference other, ProfileComparison comparison, Currency currency) => new(
        comparison.Day, other.Profile, MoneyJson.Of(other.Mrr, currency), MoneyJson.Of(other.Mrr - comparison.OwnMrr, currency),
        [.. other.Causes.Select(cause => new ProfileCauseJson(cause.Cause, MoneyJson.Of(cause.Amount, currency)))]);
}

/// <summary>MRR by the company's own definitions.</summary>
/// <param name="LeftOut">Currencies without a rate on the day: in none of the figures.</param>
/// <param name="ComputedAt">The moment the figures speak of.</param>
internal sealed record ProfileSummary(string Profile, MoneyJson Mrr, IReadOnlyList<string> LeftOut, DateTimeOffset ComputedAt);

/// <summary><c>GET /api/v1/metrics/profiles</c>: the MRR of the day <c>to</c> by every set of definitions.</summary>
internal static class ProfileEndpoint
{
    public static async Task<IResult> ProfilesAsync(HttpRequest http, MetricRequests requests, ProfileAnswers profiles, Company company, TimeProvider time, CancellationToken cancel)
    {
        var (query, wrong) = await requests.ReadAsync(http, Metric.Profiles, cancel);
        if (query is null) return wrong!;
        var now = time.GetUtcNow();
        Asked asked = new()
        {
            Question = new Question { Metric = Metric.Profiles, KnownAt = query.KnownAt, AsOf = query.AsOf(company.Calendar.DayOf(now)) },
            Now = now, Calendar = company.Calendar, Currency = company.Currency,
        };
        var (comparison, computedAt, snapshot) = await profiles.CompareAsync(asked, cancel);
        return TypedResults.Json(
            new MetricJson<ProfileEntry, ProfileSummary>(
                [.. comparison.Others.Select(other => ProfileEntry.Of(other, comparison, company.Currency))],
                new(comparison.Own, MoneyJson.Of(comparison.OwnMrr, company.Currency), comparison.LeftOut, computedAt),
                comparison.Day, query.KnownAt, Provenance.Through(snapshot.Sources, query.KnownAt), snapshot.ProfileName), ApiJson.Options);
    }
}
