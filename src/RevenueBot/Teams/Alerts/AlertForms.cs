using System.Globalization;
using RevenueBot.Handling;
using RevenueBot.Metrics;
using RevenueBot.Teams.Cards;

namespace RevenueBot.Teams.Alerts;

/// <summary>
/// The forms behind "Snooze" and "Assign…", which are part of the card. It may be read days later, so it names days and never says tomorrow.
/// </summary>
internal static class AlertForms
{
    public const string Until = "until", Date = "date", Reason = "reason", Who = "who", Note = "note";
    private const int MaxReason = 200;
    private const int Usual = 2;

    /// <param name="now">When the card is written.</param>
    public static FormButton Snooze(string target, DateTimeOffset now, CompanyCalendar calendar)
    {
        List<Choice> choices = [.. SnoozeTimes.Choices(now, calendar).Select(choice => new Choice(choice.Label[(choice.Label.IndexOf(':', StringComparison.Ordinal) + 2)..], Iso(choice.Day)))];
        return new("Snooze", new(
            [
                new ChoiceInput(Until, "Snooze until", choices) { Value = choices[Usual].Value, IsRequired = true, ErrorMessage = "Choose a day." },
                new DayInput(Date, "Or until the morning of another day"),
                new WordsInput(Reason, "Reason (optional), shown in the alert", MaxReason),
            ],
            [CardButton.Acts("Snooze now", AlertVerbs.Snooze, target)]));
    }

    /// <param name="ofConversation">Offers the people of the place, else of the organization.</param>
    public static FormButton Assign(string target, bool ofConversation) => new("Assign…", new(
        [ChoiceInput.People(Who, "New owner", ofConversation), new WordsInput(Note, "Note (optional), shown under the alert", MaxReason)],
        [CardButton.Acts("Assign", AlertVerbs.Assign, target), CardButton.Acts("Assign to me", AlertVerbs.AssignToMe, target)]));

    /// <summary>Nine in the morning of the day that was chosen; null where it has begun, or is too far.</summary>
    public static DateTimeOffset? UntilOf(Func<string, string?> field, DateTimeOffset now, CompanyCalendar calendar) =>
        DateOnly.TryParseExact(field(Date) ?? field(Until), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? SnoozeTimes.Morning(day, now, calendar) : null;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
