using RevenueBot.Metrics;
using RevenueBot.Metrics.Nps;

namespace RevenueBot.Questions.Nps;

/// <summary>An answer to the survey: a row of a receipt. Of each person the last of the span counts.</summary>
/// <param name="UserId">Empty where the customer itself answered.</param>
internal sealed record NpsRow(string CustomerId, string UserId, int Score, DateTimeOffset RespondedAt)
{
    public static object Of(NpsAnswer answer) => new NpsRow(answer.CustomerId, answer.UserId, answer.Score, answer.At);
}

/// <summary>The score of an interval.</summary>
/// <param name="Date">Its first day.</param>
/// <param name="Nps">Points, −100 to 100; null without responses, then <paramref name="Reason"/> says so.</param>
/// <param name="Margin">Points, half the 95% interval.</param>
internal sealed record NpsEntry(DateOnly Date, decimal? Nps, decimal? Margin, int Responses, int Promoters, int Passives, int Detractors, string? Reason)
{
    private const int Digits = 4;

    public static NpsEntry Of(Period period, NpsScore score) => new(
        period.Start, Rounded(score.Points), Rounded(score.Margin), score.Responses, score.Promoters, score.Passives, score.Detractors,
        score.Responses == 0 ? "no responses" : null);

    private static decimal? Rounded(decimal? points) => points is { } value ? Math.Round(value, Digits, MidpointRounding.AwayFromZero) : null;
}
