using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Metrics.Churn;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Alerting.Cards;

/// <summary>The card of one alert, in whatever state it is.</summary>
internal static class OwnCard
{
    private const int MostReasons = 3;

    public static AlertCard Of(OpenAlert alert, CardContext context)
    {
        var (mark, state) = StateWords.Of(alert, context);
        var (finding, details, reasons) = (SignalWords.Finding(alert, context), SignalWords.Details(alert, context).ToList(), Reasons(alert, context));
        var notes = Notes(alert, context).ToList();
        var owner = Owner(alert, context);
        return new AlertCard
        {
            Mark = mark, State = state, Subject = SubjectOf(alert, state), Finding = finding, Details = details, Reasons = reasons, Notes = notes, Owner = owner,
            Summary = Summary($"{state}{(SubjectOf(alert, state) is { Length: > 0 } subject ? $": {subject}" : "")}.", finding, details, reasons, notes, owner),
            Trend = context.Weeks.GetValueOrDefault(alert.Status.Subject) is { } weeks && IsAboutHealth(alert) ? new($"Health, {weeks.Count} weeks", weeks) : null,
            Remark = alert.Status.IsSnoozedAt(context.At) ? alert.Status.Handling.SnoozeNote : null, Actions = StateWords.Actions(alert, context.At), ActsOn = alert.Id,
            CustomerId = IsAboutCustomer(alert) ? alert.Status.Subject : null, NamesCustomers = IsAboutCustomer(alert), IsClosed = !alert.Status.IsOpen,
            Footer = Footer(alert, context),
        };
    }

    public static bool IsAboutCustomer(OpenAlert alert) => SignalText.SubjectOf(alert.Rule.Signal) == SubjectKind.Customer;

    /// <summary>Who has it: the person it was given to, else the owner as the source says it.</summary>
    public static CardPerson? Owner(OpenAlert alert, CardContext context) => alert.Status.Handling.AssignedTo is { } person ? new(person, person)
        : alert.Facts.Owner is { Length: > 0 } owner ? new(owner, context.Routes.PersonOf(alert)) : null;

    /// <summary>Of a closed or quiet alert the header says what it was about: "Brightwater Clinics, high churn risk".</summary>
    private static string SubjectOf(OpenAlert alert, string state)
    {
        var name = IsAboutCustomer(alert) || SignalText.SubjectOf(alert.Rule.Signal) == SubjectKind.Source ? alert.Facts.Name : "";
        var what = state == alert.Rule.Title ? "" : Format.Lower(alert.Rule.Title);
        return string.Join(", ", new[] { name, what }.Where(part => part.Length > 0));
    }

    /// <summary>What holds the score down, or what raises the chance to leave: the most first.</summary>
    private static List<string> Reasons(OpenAlert alert, CardContext context)
    {
        if (!alert.Status.IsOpen || !IsAboutHealth(alert)) return [];
        var facts = alert.Rule.Signal == Signal.ChurnChance && context.Churn.GetValueOrDefault(alert.Status.Subject) is { } churn
            ? ChurnReasons.Of(churn.Score, int.MaxValue, context.Currency).Where(reason => reason.Raises).Take(MostReasons).Select(reason => reason.Text)
            : context.Health.GetValueOrDefault(alert.Status.Subject)?.Detail?.Reasons(MostReasons).Select(part => part.Fact) ?? [];
        return [.. facts.Select(fact => Format.Capital(fact))];
    }

    private static bool IsAboutHealth(OpenAlert alert) => alert.Rule.Signal is Signal.Health or Signal.ChurnChance;

    private static IEnumerable<CardNote> Notes(OpenAlert alert, CardContext context)
    {
        var handling = alert.Status.Handling;
        if (!alert.Status.IsOpen) yield return new("Nothing to do", $"{Sentence(alert.Status.Reason)} {Open(alert, context)}");
        else if (alert.Status.State == AlertState.NoData) yield return new("Waits", Sentence(alert.Status.Reason));
        else if (alert.Status.IsSnoozedAt(context.At) && handling is { SnoozedBy: { } sleeper, SnoozedUntil: { } until }) yield return new("Snoozed by", $"until {context.Moment(until)}. It wakes early if it gets worse.") { By = new(sleeper, sleeper) };
        else if (handling is { AcknowledgedBy: { } by, AcknowledgedAt: { } since }) yield return new("Acknowledged by", $"since {context.Moment(since)}.") { By = new(by, by) };
        if (alert.Status.IsOpen && !alert.Status.IsSnoozedAt(context.At) && alert.Rule.DoNext.Length > 0) yield return new("Do next", alert.Rule.DoNext);
    }

    private static string Open(OpenAlert alert, CardContext context) => alert.Status is { FiredAt: { } from, EndedAt: { } to }
        ? $"It was open for {RevenueBot.Alerts.States.Reasons.Duration(to - from)}, from {context.Day(from)} to {context.Day(to)}." : "";

    private static string Summary(string state, string finding, IEnumerable<string> details, List<string> reasons, List<CardNote> notes, CardPerson? owner) => string.Join(' ',
    [
        state, finding, .. details, .. reasons.Count > 0 ? [$"Main reasons: {string.Join("; ", reasons)}."] : Array.Empty<string>(),
        .. notes.Where(note => note.By is null).Select(note => $"{note.Label}: {note.Text}"), .. owner is not null && owner.Name != owner.Address ? [$"Owner: {owner.Name}."] : Array.Empty<string>(),
    ]);

    /// <summary>"resolved: health 64, at least 35 for 3 days" is "Resolved: health 64, at least 35 for 3 days."</summary>
    public static string Sentence(string reason) => reason.Length == 0 ? "" : $"{Format.Capital(reason)}.";

    /// <summary>"Fired Tue 10 Nov, 09:05 New York · rule: health below 30 · data through Tue 10 Nov, 09:00"</summary>
    private static string Footer(OpenAlert alert, CardContext context)
    {
        var rule = $"rule: {SignalText.Name(alert.Rule.Signal)} {(alert.Rule.FiresBelow ? "below" : "above")} {SignalText.Threshold(alert.Rule.Signal, alert.Rule.FireAt)}";
        return string.Join(" · ",
        [
            .. alert.Status.FiredAt is { } fired ? [$"Fired {context.Moment(fired)}"] : Array.Empty<string>(), rule,
            .. context.DataThrough is { } through ? [$"data through {Questions.Wording.Days.Moment(through, context.Calendar)}"] : Array.Empty<string>(),
        ]);
    }
}
