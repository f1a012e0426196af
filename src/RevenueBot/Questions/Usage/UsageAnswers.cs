using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Metrics.Usage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Facts;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Usage;

/// <summary>"/usage": who uses the product how much, by metric or by the plan of the day.</summary>
internal sealed class UsageAnswers(UsageSource source, UsageMrrSource metered, LedgerReader ledger) : IMetricAnswers
{
    public const int UsualDays = 30;
    private const string Means = "Users a day: mean of all days, idle ones as 0. Per user: of an active user on an active day.";

    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Usage];

    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel)
    {
        var (around, view, billed) = await ReadAsync(asked, cancel);
        var total = view.Total;
        if (total.UserDays == 0) return around with { Headline = Nothing(asked, view), Sentences = [.. billed.Proof()], Figures = billed.Value is null ? [] : [billed.Figure] };
        return around with
        {
            Headline = Headline(asked, view),
            Sentences = [.. Sentences(asked, view)],
            Figures = Figures(view, billed),
            Table = asked.Question.By == Dimension.Plan ? ByPlan(view) : ByMetric(view),
            Chart = UsagePicture.Draw(view, around.Footer),
            Suggestions = asked.Question.By == Dimension.Plan ? [new("By metric", "/usage")] : [new("By plan", (asked.Question with { By = Dimension.Plan }).ToString())],
        };
    }

    public async Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel)
    {
        var (around, view, billed) = await ReadAsync(asked, cancel);
        var total = view.Total;
        if (total.UserDays == 0) return around with { Headline = Nothing(asked, view), Sentences = [.. billed.Proof()], Figures = billed.Value is null ? [] : [billed.Figure] };
        return around with
        {
            Headline = $"How {UsageView.Number(total.DailyUsers!.Value)} users a day{OnPlan(asked, view)} in {view.Days} add up",
            Sentences =
            [
                $"Users a day = active users of each day, added up / days = {Format.Count(total.UserDays)} / {total.Days} = {UsageView.Number(total.DailyUsers.Value)}.",
                .. view.Metrics.Where(metric => metric.PerUser is not null)
                    .Select(metric => $"{metric.Metric} per user = {UsageView.Number(metric.Quantity)} / {Format.Count(metric.UserDays)} = {UsageView.Number(metric.PerUser!.Value)}."),
                .. billed.Proof(), .. FactQualifiers.Of(asked, "usage"),
            ],
            Table = Receipt(view),
            Proof = _ => Task.FromResult<IReadOnlyList<object>>([.. view.Cells.Select(UsageRow.Of)]),
        };
    }

    private async Task<(Answer Around, UsageView View, UsageMrrWords Billed)> ReadAsync(Asked asked, CancellationToken cancel)
    {
        var frame = FrameOf(asked);
        var before = frame.Before;
        var table = await source.ReadAsync(new Period(before.Start < frame.First ? before.Start : frame.First, frame.Period.End), asked.Now, asked.Question.KnownAt, cancel);
        var snapshot = await ledger.ContextAsync(Dimension.Plan, asked.Day, asked.Question.KnownAt, cancel);
        var billed = UsageMrrWords.Of(asked, await metered.GetAsync(asked, cancel), new FxRates(asked.Currency, snapshot.FxRates), asked.Question.Only?.Key);
        return (Ahead.Around(asked, snapshot, table.AsOf, source.Cadence), new UsageView(asked, frame, table.Cells, snapshot.KeyNames), billed);
    }

    /// <summary>Whole days only, so that a day which still runs makes no mean too low; the last 30 where nothing else was asked for.</summary>
    private static Frame FrameOf(Asked asked)
    {
        var last = asked.DayIsOver ? asked.Day : asked.Day.AddDays(-1);
        if (asked.Question.Window is not { } window) return new Frame(last.AddDays(1 - UsualDays), last, null, false);
        var frame = asked.FrameOf(window);
        return frame.Last <= last || frame.First > last ? frame : frame with { Last = last, IsPart = frame.Unit is not null };
    }

    /// <summary>"143 users a day were active in 26 Oct–24 Nov, up 12 (+9.2%) vs 26 Sep–25 Oct." "25 Nov so far: 98 users were active."</summary>
    private static string Headline(Asked asked, UsageView view)
    {
        var (daily, before) = (view.Total.DailyUsers!.Value, view.Of("", view.Before).DailyUsers!.Value);
        var (number, one) = (UsageView.Number(daily), UsageView.Number(daily) == "1");
        if (!view.IsOneDay) return $"{number} {(one ? "user a day was" : "users a day were")} active{OnPlan(asked, view)} in {view.Days}, {view.Change(daily, before)}.";
        var users = $"{number} {(one ? "user was" : "users were")} active{OnPlan(asked, view)}";
        return asked.Day == view.Span.Start && !asked.DayIsOver ? $"{view.Days} so far: {users}." : $"{users} on {view.Days}, {view.Change(daily, before)}.";
    }

    private static string Nothing(Asked asked, UsageView view) => $"No usage was recorded{OnPlan(asked, view)} {(view.IsOneDay ? "on" : "in")} {view.Days}.";

    private static string OnPlan(Asked asked, UsageView view) => asked.Question.Only is { By: Dimension.Plan, Key: var plan } ? $" on plan {view.PlanName(plan)}" : "";

    private static IEnumerable<string> Sentences(Asked asked, UsageView view)
    {
        if (view.Metrics is [var first, ..] && first.PerUser is { } perUser)
            yield return $"{first.Metric}: {UsageView.Number(first.Quantity)} in all, {UsageView.Number(perUser)} per active user and day{Compared(view, first)}.";
        var (day, users) = view.Busiest;
        yield return $"The busiest day was {Days.Long(day)} with {Format.Counted(users, "user")}; {(view.Total.IdleDays == 0 ? "no day was idle" : $"{Format.Counted(view.Total.IdleDays, "day")} {(view.Total.IdleDays == 1 ? "was" : "were")} idle")}.";
        if (asked.Question.By is not (Dimension.Total or Dimension.Plan) || asked.Question.Only is { By: not Dimension.Plan }) yield return "Usage is split by metric and by plan, and by nothing else.";
        foreach (var sentence in FactQualifiers.Of(asked, "usage")) yield return sentence;
    }

    private static string Compared(UsageView view, UsageSum now) =>
        view.Of(now.Metric, view.Before).PerUser is { } before ? $" (vs {UsageView.Number(before)} in {view.DaysBefore})" : "";

    private static IReadOnlyList<Figure> Figures(UsageView view, UsageMrrWords billed)
    {
        var (total, before) = (view.Total, view.Of("", view.Before));
        var daily = total.DailyUsers!.Value;
        return
        [
            new("daily_users", "Active users a day", UsageView.Number(daily), $"{UsageView.Percent(daily, before.DailyUsers!.Value)} vs {view.DaysBefore}", Number: daily),
            .. view.Metrics.Take(1).Where(metric => metric.PerUser is not null).Select(metric => new Figure(
                "per_user", $"{metric.Metric} per user", UsageView.Number(metric.PerUser!.Value), "an active user's day", Number: metric.PerUser)),
            billed.Figure,
        ];
    }

    private static AnswerTable ByMetric(UsageView view)
    {
        var any = view.Total;
        return new(
            ["Metric", "Users a day", "Total", "Per user"],
            [
                .. view.Metrics.Select(metric => (IReadOnlyList<string>)[metric.Metric, UsageView.Number(metric.DailyUsers!.Value), UsageView.Number(metric.Quantity), metric.PerUser is { } one ? UsageView.Number(one) : Format.Undefined]),
                ["Any", UsageView.Number(any.DailyUsers!.Value), Format.Undefined, Format.Undefined],
            ],
            $"{Means} Metrics have different units, so they have no total.");
    }

    private static AnswerTable ByPlan(UsageView view)
    {
        var metric = view.Metrics is [var first, ..] ? first.Metric : "";
        IReadOnlyList<string> Row(string label, UsageSum any, UsageSum before, UsageSum of) =>
        [
            label, UsageView.Number(any.DailyUsers!.Value), UsageView.Percent(any.DailyUsers.Value, before.DailyUsers!.Value), UsageView.Number(of.Quantity),
            of.PerUser is { } one ? UsageView.Number(one) : Format.Undefined,
        ];
        return new(
            ["Plan", "Users a day", "Change", metric, "Per user"],
            [
                .. view.Plans.Select(plan => Row(view.PlanName(plan), view.OfPlan(plan, "", view.Span), view.OfPlan(plan, "", view.Before), view.OfPlan(plan, metric, view.Span))),
                Row("All", view.Total, view.Of("", view.Before), view.Of(metric, view.Span)),
            ],
            $"The plan is the one of the day. {Means} Change: vs {view.DaysBefore}.");
    }

    /// <summary>What adds up: user-days, and the quantity of each metric, plan by plan.</summary>
    private static AnswerTable Receipt(UsageView view)
    {
        IReadOnlyList<string> Row(string label, Func<string, UsageSum> of) =>
            [label, Format.Count(of("").UserDays), .. view.Metrics.Select(metric => UsageView.Number(of(metric.Metric).Quantity))];
        return new(
            [view.Days, "User-days", .. view.Metrics.Select(metric => metric.Metric)],
            [.. view.Plans.Select(plan => Row(view.PlanName(plan), metric => view.OfPlan(plan, metric, view.Span))), Row("Total", metric => view.Of(metric, view.Span))]);
    }
}
