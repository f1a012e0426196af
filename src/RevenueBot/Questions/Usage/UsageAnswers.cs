using RevenueBot.Metrics;
using RevenueBot.Metrics.Usage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Facts;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Usage;

/// <summary>"/usage": who uses the product how much, by metric or by the plan of the day.</summary>
internal sealed class UsageAnswers(UsageFigures figures) : IMetricAnswers
{
    public const int UsualDays = 30;

    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Usage];

    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel) => Write(await figures.ReadAsync(asked, cancel));

    /// <summary>The answer about what was read.</summary>
    public static Answer Write(UsageRead read)
    {
        var (asked, around, view, billed) = read;
        var total = view.Total;
        if (total.UserDays == 0) return around with { Headline = Nothing(asked, view), Sentences = [.. billed.Proof()], Figures = billed.Value is null ? [] : [billed.Figure] };
        return around with
        {
            Headline = Headline(asked, view),
            Sentences = [.. Sentences(asked, view)],
            Figures = Figures(view, billed),
            Table = asked.Question.By == Dimension.Plan ? UsageTables.ByPlan(view, view.Metrics is [var first, ..] ? first.Metric : "") : UsageTables.ByMetric(view),
            Chart = UsagePicture.Draw(view, around.Footer),
            Suggestions = asked.Question.By == Dimension.Plan ? [new("By metric", "/usage")] : [new("By plan", (asked.Question with { By = Dimension.Plan }).ToString())],
        };
    }

    public async Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel)
    {
        var (_, around, view, billed) = await figures.ReadAsync(asked, cancel);
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
                .. view.People is { Now: { All: > 0 } people } ? (string[])[$"Stickiness = users a day / different users of all {total.Days} days = {UsageView.Number(total.DailyUsers.Value)} / {Format.Count(people.All)} = {Format.Percent(total.DailyUsers.Value / people.All)}."] : [],
                .. billed.Proof(), .. FactQualifiers.Of(asked, "usage"),
            ],
            Table = UsageTables.Receipt(view),
            Proof = _ => Task.FromResult<IReadOnlyList<object>>([.. view.Cells.Select(UsageRow.Of)]),
        };
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
            .. People(view, daily),
            .. view.Metrics.Take(1).Where(metric => metric.PerUser is not null).Select(metric => new Figure(
                "per_user", $"{metric.Metric} per user", UsageView.Number(metric.PerUser!.Value), "an active user's day", Number: metric.PerUser)),
            billed.Figure,
        ];
    }

    /// <summary>Different people: each counts once, however often it was there.</summary>
    private static IEnumerable<Figure> People(UsageView view, decimal daily)
    {
        if (view.People is not { Now: var now, Before: var before } || now.All == 0) yield break;
        var days = view.Span.End.DayNumber - view.Span.Start.DayNumber;
        if (days > ActivePeople.LatelyDays) yield return new("weekly_users", $"Active users, {ActivePeople.LatelyDays} days", Format.Count(now.Lately), $"{UsageView.Percent(now.Lately, before.Lately)} vs the last {ActivePeople.LatelyDays} days of {view.DaysBefore}", Number: now.Lately);
        yield return new("people", $"Active users, {days} days", Format.Count(now.All), $"{UsageView.Percent(now.All, before.All)} vs {view.DaysBefore}", Number: now.All);
        yield return new("stickiness", "Stickiness", Format.Percent(daily / now.All), $"of those of {days} days are active on a mean day", Number: daily / now.All);
    }
}
