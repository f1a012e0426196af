using System.Globalization;
using RevenueBot.Alerts.Acting;
using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Metrics;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Handling;

/// <summary>An act, by whom and when.</summary>
internal sealed record Doing(PersonAct Act, string By, DateTimeOffset At);

/// <summary>What people did, in words: in the thread of a card and in the history.</summary>
internal static class ActWords
{
    /// <summary>In the history; names nobody.</summary>
    public static string Reason(PersonAct act, CompanyCalendar calendar) => act switch
    {
        PersonAct.Acknowledge => "acknowledged",
        PersonAct.HandBack => "handed back",
        PersonAct.Snooze snooze => $"snoozed until {Days.Moment(snooze.Until, calendar)}",
        PersonAct.Wake => "woken before its time",
        PersonAct.Assign => "assigned",
        _ => throw new InvalidOperationException("There is no such act."),
    };

    /// <summary><c>@Dana snoozed this until Tue 17 Nov, 09:00. Tue 10 Nov, 16:12.</c></summary>
    /// <param name="of">How many alerts the message shows.</param>
    public static ThreadLine Line(Doing doing, IReadOnlyList<OpenAlert> changed, int of, CompanyCalendar calendar)
    {
        var what = of == 1 ? "this" : changed.Count == of ? string.Create(CultureInfo.InvariantCulture, $"all {of}") : changed.Count == 1 ? changed[0].Facts.Name : string.Create(CultureInfo.InvariantCulture, $"{changed.Count} of {of}");
        var at = Days.Moment(doing.At, calendar);
        var names = changed.Any(IsAboutCustomer);
        return doing.Act switch
        {
            PersonAct.Acknowledge => Told(doing.By, $"acknowledged {what}. {at}."),
            PersonAct.HandBack => Told(doing.By, $"handed {what} back. {at}."),
            PersonAct.Snooze snooze => Told(doing.By, $"snoozed {what} until {Days.Moment(snooze.Until, calendar)}.{Noted(snooze.Note)} {at}."),
            PersonAct.Wake => Told(doing.By, $"ended the snooze of {what}. {at}."),
            PersonAct.Assign assign => Told(assign.To, $"has {what} now. {at}.{Noted(assign.Note)} Assigned by") with { By = doing.By },
            _ => throw new InvalidOperationException("There is no such act."),
        };

        ThreadLine Told(string who, string text) => Doers.IsPerson(who) ? new(text, who) { NamesCustomers = names } : new($"{who} {text}") { NamesCustomers = names };
    }

    public static bool IsAboutCustomer(OpenAlert alert) => SignalText.SubjectOf(alert.Rule.Signal) == SubjectKind.Customer;

    private static string Noted(string? note) => note is { Length: > 0 } ? $" Reason: {note}." : "";
}
