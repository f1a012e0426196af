namespace RevenueBot.Metrics.Nps;

/// <summary>The net promoter score of some respondents.</summary>
/// <param name="Promoters">Who scored 9 or 10.</param>
/// <param name="Passives">Who scored 7 or 8.</param>
/// <param name="Detractors">Who scored 0 to 6.</param>
public sealed record NpsScore(int Promoters, int Passives, int Detractors)
{
    /// <summary>97.5% of a normal distribution lie below this many standard deviations.</summary>
    private const double Z = 1.959964;

    private const int LeastPromoter = 9;
    private const int LeastPassive = 7;

    public int Responses => Promoters + Passives + Detractors;

    /// <summary>% promoters minus % detractors, −100 to 100, unrounded; null where nobody answered (DEFINITIONS §4).</summary>
    public decimal? Points => Responses == 0 ? null : 100m * (Promoters - Detractors) / Responses;

    /// <summary>
    /// Half the width of the 95% confidence interval, in points: 100 × 1.96 × √((p + d − (p − d)²) / n), the standard error of the
    /// difference of two shares of one multinomial sample (https://measuringu.com/nps-confidence-intervals/). Null where all answers
    /// are of one group, fewer than two among them: such a sample does not tell its own spread.
    /// </summary>
    public decimal? Margin
    {
        get
        {
            if (Responses == 0 || Responses == Math.Max(Promoters, Math.Max(Passives, Detractors))) return null;
            var (p, d) = ((double)Promoters / Responses, (double)Detractors / Responses);
            return (decimal)(100 * Z * Math.Sqrt((p + d - ((p - d) * (p - d))) / Responses));
        }
    }

    /// <summary>
    /// The score of a span of local days. Each respondent counts once, with the last answer within the span: who is asked twice has
    /// one opinion, the later one.
    /// </summary>
    public static NpsScore Of(IEnumerable<NpsAnswer> answers, Period span, CompanyCalendar calendar)
    {
        Dictionary<(string, string), NpsAnswer> last = [];
        foreach (var answer in answers)
        {
            if (calendar.DayOf(answer.At) is var day && (day < span.Start || day >= span.End)) continue;
            var respondent = (answer.CustomerId, answer.UserId);
            if (!last.TryGetValue(respondent, out var known) || known.At <= answer.At) last[respondent] = answer;
        }

        return Of(last.Values.Select(answer => answer.Score));
    }

    /// <summary>The score of answers that all count, each 0 to 10.</summary>
    public static NpsScore Of(IEnumerable<int> scores)
    {
        int promoters = 0, passives = 0, detractors = 0;
        foreach (var score in scores)
        {
            if (score >= LeastPromoter) promoters++;
            else if (score >= LeastPassive) passives++;
            else detractors++;
        }

        return new NpsScore(promoters, passives, detractors);
    }
}
