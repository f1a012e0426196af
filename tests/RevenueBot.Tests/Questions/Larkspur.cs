using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using Shouldly;

namespace RevenueBot.Tests.Questions;

/// <summary>
/// The sample company of the message references (figures.json), as ledger rows: every figure of the samples follows from these.
/// </summary>
internal static class Larkspur
{
    public static readonly Currency Usd = Currency.Parse("USD");
    public static readonly CompanyCalendar NewYork = new(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));

    /// <summary>Tue 10 Nov 2026, 17:42 New York.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 10, 22, 42, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset DataThrough = Now.AddMinutes(-2);

    private const string Starter = "price_starter", Team = "price_team", Business = "price_business";

    public static IReadOnlyList<LedgerCell> Rows { get; } = [.. AllRows()];

    public static LedgerSnapshot Snapshot(LedgerQuery query) => new(Cells(Rows, query), [], [new("mrr", new Month(2026, 11), TargetKind.Level, 60_000, null)], [],
        [new("stripe", DataThrough)], "default")
    {
        KeyNames = new Dictionary<string, KeyName> { [Starter] = new("Starter", 1), [Team] = new("Team", 2), [Business] = new("Business", 3) },
    };

    /// <summary>What the store does with a query: rows summed between its boundaries.</summary>
    public static IReadOnlyList<LedgerCell> Cells(IEnumerable<LedgerCell> rows, LedgerQuery query)
    {
        var ends = query.Boundaries.Select(day => day.AddDays(-1)).ToList();
        return [.. rows.Where(row => row.LastDay <= ends[^1])
            .Select(row => row with { LastDay = ends.First(end => row.LastDay <= end), Key = query.By == Dimension.Total ? "" : row.Key })
            .Select(row => row.LastDay == ends[0] ? row with { Kind = MovementKind.Memo } : row)
            .GroupBy(row => (row.LastDay, row.Key, row.Currency, row.Kind))
            .Select(group => new LedgerCell(group.Key.LastDay, group.Key.Key, group.Key.Currency, group.Key.Kind, group.Sum(r => r.Amount), group.Sum(r => r.Gross),
                group.Sum(r => r.Committed), group.Sum(r => r.Trial), group.Sum(r => r.Customers), group.Sum(r => r.Movements), group.Sum(r => r.Cancels), group.Sum(r => r.Trials)))];
    }

    public static Answer Ask(string text, Func<LedgerSnapshot, LedgerSnapshot>? change = null) => AskOf(text, Snapshot, change, Now);

    public static Answer AskOf(string text, Func<LedgerQuery, LedgerSnapshot> store, Func<LedgerSnapshot, LedgerSnapshot>? change, DateTimeOffset now)
    {
        var question = QuestionParser.Parse(text, NewYork.DayOf(now), NewYork).ShouldBeOfType<Reading.Understood>(text).Question;
        var asked = new Asked { Question = question, Now = now, Calendar = NewYork, Currency = Usd };
        var plan = AnswerPlan.For(asked);
        var snapshot = store(new LedgerQuery(question.By, AnswerPlan.Boundaries(plan.Periods), question.KnownAt));
        return plan.Write(new LedgerView(change is null ? snapshot : change(snapshot), asked, plan.Periods));
    }

    public static LedgerCell Row(DateOnly day, string key, MovementKind kind, decimal dollars, int customers = 0, int movements = 1, Currency? currency = null)
    {
        var micros = (long)(dollars * 1_000_000);
        return new(day, key, currency ?? Usd, kind, micros, micros, micros, 0, customers, movements, 0, 0);
    }

    private static IEnumerable<LedgerCell> AllRows()
    {
        var first = new DateOnly(2025, 1, 15);
        yield return Row(first, Starter, MovementKind.New, 9_860, 566, 566);
        yield return Row(first, Team, MovementKind.New, 21_480);
        yield return Row(first, Business, MovementKind.New, 41_960 - 9_860 - 21_480);
        decimal[] monthEnds = [42_350, 43_100, 44_020, 45_180, 46_350, 47_600, 48_860];
        var balance = 41_960m;
        foreach (var (end, i) in monthEnds.Select((end, i) => (end, i)))
        {
            yield return Row(new DateOnly(2025, 11, 20).AddMonths(i), Business, MovementKind.Expansion, end - balance);
            balance = end;
        }

        foreach (var row in Summer()) yield return row;
        foreach (var row in Autumn()) yield return row;
    }

    private static IEnumerable<LedgerCell> Summer()
    {
        (int Month, decimal Starter, decimal Team, decimal Business)[] changes =
            [(6, 130, 830, 670), (7, 130, 730, 680), (8, -60, 730, 1030), (9, -50, 650, 930)];
        foreach (var (month, starter, team, business) in changes)
        {
            var day = new DateOnly(2026, month, 15);
            yield return Row(day, Starter, starter < 0 ? MovementKind.Contraction : MovementKind.Expansion, starter);
            yield return Row(day, Team, MovementKind.Expansion, team);
            yield return Row(day, Business, MovementKind.Expansion, business);
        }
    }

    /// <summary>October and November by line, as in figures.json; plan switches move money between plans within one line.</summary>
    private static IEnumerable<LedgerCell> Autumn() =>
    [
        .. Lines(new(2026, 10, 8), (1_240, 11), (480, 4), (0, 0), (0, 0), (-210, 3), (-870, 6), (0, 0)),
        .. Lines(new(2026, 10, 20), (1_840, 20), (730, 9), (190, 3), (99, 1), (-250, 2), (-1_430, 12), (-199, 2)),
        .. Lines(new(2026, 10, 28), (830, 6), (410, 4), (0, 0), (0, 0), (-180, 2), (-560, 4), (0, 0)),
        Row(new(2026, 10, 20), Starter, MovementKind.Expansion, -70, 0, 0), Row(new(2026, 10, 20), Team, MovementKind.Expansion, 840, 0, 0),
        Row(new(2026, 10, 20), Business, MovementKind.Expansion, -770, 0, 0),
        .. Lines(new(2026, 11, 1), (40, 1), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0)),
        .. Lines(new(2026, 11, 5), (1_140, 9), (690, 14), (58, 2), (0, 0), (-236, 4), (-1_082, 6), (0, 0)),
        .. Lines(new(2026, 11, 9), (198, 2), (0, 0), (0, 0), (0, 0), (-28, 1), (0, 0), (0, 0)),
        .. Lines(new(2026, 11, 10), (306, 3), (64, 3), (0, 0), (0, 0), (0, 0), (-100, 1), (0, 0)),
        Row(new(2026, 11, 5), Starter, MovementKind.Expansion, -50, 0, 0), Row(new(2026, 11, 5), Team, MovementKind.Expansion, 350, 0, 0),
        Row(new(2026, 11, 5), Business, MovementKind.Expansion, -300, 0, 0),
        new(new(2026, 11, 9), Business, Usd, MovementKind.Memo, 0, 0, -1_120_000_000, 0, 0, 8, 8, 0),
    ];

    private static IEnumerable<LedgerCell> Lines(DateOnly day, params (decimal Dollars, int Count)[] lines)
    {
        MovementKind[] kinds = [MovementKind.New, MovementKind.Expansion, MovementKind.Reactivation, MovementKind.Resumed,
            MovementKind.Contraction, MovementKind.Churn, MovementKind.Paused];
        foreach (var ((dollars, count), kind) in lines.Zip(kinds))
        {
            var customers = kind switch
            {
                MovementKind.New or MovementKind.Reactivation or MovementKind.Resumed => count,
                MovementKind.Churn or MovementKind.Paused => -count,
                _ => 0,
            };
            if (count > 0) yield return Row(day, Business, kind, dollars, customers, count);
        }
    }
}
