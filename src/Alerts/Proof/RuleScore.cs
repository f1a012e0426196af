using RevenueBot.Metrics;

namespace RevenueBot.Alerts.Proof;

/// <summary>An alert as it was, with what people made of it.</summary>
/// <param name="Mrr">At stake when it fired, micro-units; null where it was not about a customer.</param>
/// <param name="ActedOn">Somebody acknowledged it or was given it.</param>
/// <param name="Useful">People who said so.</param>
/// <param name="NotUseful">People who said that it was not.</param>
public sealed record AlertCase(string Rule, string Subject, DateOnly Day, long? Mrr, bool ActedOn = false, int Useful = 0, int NotUseful = 0)
{
    /// <summary>How long after it fired somebody first did; null where nobody did, or it is not known.</summary>
    public TimeSpan? ActedAfter { get; init; }
}

/// <summary>
/// What the alerts of one rule and span were worth. An alert is right where its customer left within 60 days; it is judged once it is right, or the
/// 60 days have passed. A churn of the span is caught where the rule fired for its customer on one of the 60 days before. Saved is the MRR
/// that was at stake in judged alerts that somebody acted on and whose customer stayed, once for each customer: it stayed after, which
/// does not prove because of it.
/// </summary>
/// <param name="Rule">Its id.</param>
public sealed record RuleScore(string Rule)
{
    public const int ShortHorizon = 30, Horizon = 60;

    public int Fired { get; init; }

    /// <summary>Alerts whose 60 days have passed, or that came true before.</summary>
    public int Judged { get; init; }

    public int LeftWithin30 { get; init; }
    public int LeftWithin60 { get; init; }

    /// <summary>Churns of the span.</summary>
    public int Churns { get; init; }

    public int Caught { get; init; }

    /// <summary>Days from the first alert within 60 days to each caught churn, ascending.</summary>
    public IReadOnlyList<int> LeadDays { get; init; } = [];

    public int ActedOn { get; init; }

    /// <summary>How long after it fired somebody acted on each, ascending.</summary>
    public IReadOnlyList<TimeSpan> ActedAfter { get; init; } = [];

    /// <summary>Micro-units of the reporting currency.</summary>
    public long SavedMrr { get; init; }

    public int SavedCustomers { get; init; }
    public int Useful { get; init; }
    public int NotUseful { get; init; }

    /// <summary>False for rules whose outcomes are not counted: of them only alerts and answers are.</summary>
    public bool Catches { get; init; }

    /// <summary>Alerts whose 60 days still run.</summary>
    public int TooEarly => Catches ? Fired - Judged : 0;

    /// <summary>Left within 60 days ÷ judged; null where none is judged.</summary>
    public decimal? Precision => Judged == 0 ? null : (decimal)LeftWithin60 / Judged;

    /// <summary>Caught ÷ churns; null where nobody left.</summary>
    public decimal? Recall => Churns == 0 ? null : (decimal)Caught / Churns;

    /// <summary>Of the alerts that somebody acted on; null where nobody did.</summary>
    public TimeSpan? MedianToAct => Median.Of(ActedAfter);

    /// <summary>Of the churns that were caught; null where none was.</summary>
    public decimal? MedianLead => Median.Of([.. LeadDays.Select(days => (decimal)days)]);

    /// <param name="cases">Of any rule; those of the 60 days before the span too.</param>
    /// <param name="churns">Of the span and the 60 days after it.</param>
    /// <param name="through">The last whole day that is known.</param>
    /// <param name="catches">False for rules about the company, sources or offers: their outcomes are not counted.</param>
    public static RuleScore Of(string rule, Period span, IReadOnlyCollection<AlertCase> cases, IReadOnlyCollection<Outcome> churns, DateOnly through, bool catches = true)
    {
        var own = cases.Where(one => one.Rule == rule).ToList();
        var fired = own.Where(one => Within(span, one.Day)).ToList();
        RuleScore people = new(rule) { Fired = fired.Count, ActedOn = fired.Count(one => one.ActedOn), Useful = fired.Sum(one => one.Useful), NotUseful = fired.Sum(one => one.NotUseful), ActedAfter = [.. fired.Select(one => one.ActedAfter).OfType<TimeSpan>().Order()] };
        if (!catches) return people;
        var (left, warned) = (churns.ToLookup(one => one.Subject, one => one.Day, StringComparer.Ordinal), own.ToLookup(one => one.Subject, one => one.Day, StringComparer.Ordinal));
        var judged = fired.Where(one => Leaves(one, Horizon) || one.Day.AddDays(Horizon) <= through).ToList();
        var saved = judged.Where(one => one is { ActedOn: true, Mrr: > 0 } && !Leaves(one, Horizon)).GroupBy(one => one.Subject).ToList();
        var came = churns.Where(one => Within(span, one.Day)).ToList();
        var leads = came.Select(one => warned[one.Subject].Where(day => day < one.Day && day >= one.Day.AddDays(-Horizon)).Select(day => one.Day.DayNumber - day.DayNumber).DefaultIfEmpty().Max()).Where(lead => lead > 0);
        List<int> ahead = [.. leads.Order()];
        return people with
        {
            Judged = judged.Count,
            LeftWithin30 = fired.Count(one => Leaves(one, ShortHorizon)),
            LeftWithin60 = fired.Count(one => Leaves(one, Horizon)),
            Churns = came.Count,
            Caught = ahead.Count,
            Catches = true,
            LeadDays = ahead,
            SavedMrr = saved.Sum(customer => customer.Max(one => one.Mrr!.Value)),
            SavedCustomers = saved.Count,
        };

        bool Leaves(AlertCase one, int within) => left[one.Subject].Any(day => day > one.Day && day <= one.Day.AddDays(within) && day <= through);
    }

    private static bool Within(Period span, DateOnly day) => day >= span.Start && day < span.End;
}
