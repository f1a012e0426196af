using System.Globalization;
using RevenueBot.Access;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Configuration;
using RevenueBot.Handling;
using RevenueBot.Questions.Wording;
using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack.Alerts;

/// <summary>Where a form was opened and what it is about: travels with it, unseen.</summary>
/// <param name="NamesCustomers">Who is given it must be allowed to see customers.</param>
internal sealed record FormMemo(string Target, string Channel, bool NamesCustomers)
{
    public static FormMemo? Parse(string? text) => text?.Split(' ') is [{ Length: > 0 } target, { Length: > 0 } channel, "customers" or "totals"] parts ? new(target, channel, parts[2] == "customers") : null;

    public override string ToString() => $"{Target} {Channel} {(NamesCustomers ? "customers" : "totals")}";
}

/// <summary>The forms behind "Snooze…" and "Assign…", and what is wrong with what was filled in.</summary>
internal sealed class AlertForms(AccessBook book, Company company, TimeProvider clock)
{
    public const string Snooze = "alert.snooze.submit", Assign = "alert.assign.submit";
    public const string Until = "until", Date = "date", Reason = "reason", Who = "who", Note = "note";
    private const string OnDate = "date";
    private const int MaxReason = 200;

    public ModalView SnoozeView(FormMemo memo, IReadOnlyList<OpenAlert> alerts)
    {
        var choices = SnoozeTimes.Choices(clock.GetUtcNow(), company.Calendar).Select(choice => (Iso(choice.Day), choice.Label)).Append((OnDate, "On the date below"));
        return View(Snooze, memo, "Snooze", "Snooze this alert",
        [
            About(alerts), InputBlock.Of(Until, "Snooze until", InputElement.Select(choices)),
            InputBlock.Of(Date, "Date", InputElement.Date("Only for “On the date below”")) with { Optional = true },
            Words(Reason, "Reason", "What are you waiting for?", "Shown in the alert and its thread."),
            new ContextBlock("wake", [TextObject.Marked("It wakes early if it gets worse.", SectionBlock.MaxText)]),
        ]);
    }

    public ModalView AssignView(FormMemo memo, IReadOnlyList<OpenAlert> alerts) => View(Assign, memo, "Assign", "Assign this alert",
    [
        About(alerts), InputBlock.Of(Who, "New owner", InputElement.Person("Choose a person")) with { Hint = memo.NamesCustomers ? TextObject.Plain("The person needs the right “customers”.", 2000) : null },
        Words(Note, "Note", "What should they know?", "Shown in the thread, which calls the new owner."),
    ]);

    /// <summary>What is wrong, by the block it stands in; empty: nothing. Asks nobody, because Slack waits for three seconds only.</summary>
    public IReadOnlyDictionary<string, string> Problems(SlackRequest form) => form.ActionId switch
    {
        Snooze when UntilOf(form) is null => form.Field(Until) == OnDate ? One(Date, $"Choose a day after today, at most {SnoozeTimes.MostDays} days ahead.") : One(Until, "That day has begun: choose another."),
        Assign when form.Field(Who) is not { } who => One(Who, ActReplies.NoPerson),
        Assign when FormMemo.Parse(form.Value) is { NamesCustomers: true } && book.Kept(Platform.Slack).RoleOf(form.Workspace, form.Field(Who)!)?.Anywhere.HasFlag(Right.CustomersByName) is not true => One(Who, ActReplies.NotAllowed),
        _ => new Dictionary<string, string>(),
    };

    /// <summary>Null where the day is none, or too near or far.</summary>
    public DateTimeOffset? UntilOf(SlackRequest form)
    {
        var text = form.Field(Until) is OnDate ? form.Field(Date) : form.Field(Until);
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? SnoozeTimes.Morning(day, clock.GetUtcNow(), company.Calendar) : null;
    }

    private static Dictionary<string, string> One(string block, string problem) => new() { [block] = problem };

    private static ModalView View(string id, FormMemo memo, string submit, string title, IReadOnlyList<Block> blocks) =>
        new(id, TextObject.Plain(title, ModalView.MaxTitle), TextObject.Plain("Cancel", ModalView.MaxTitle), blocks)
        {
            Submit = TextObject.Plain(submit, ModalView.MaxTitle), PrivateMetadata = memo.ToString(),
        };

    private static InputBlock Words(string id, string label, string placeholder, string hint) =>
        InputBlock.Of(id, label, InputElement.Words(placeholder, MaxReason)) with { Optional = true, Hint = TextObject.Plain(hint, 2000) };

    /// <summary>Plain text: the name is the customer's.</summary>
    private SectionBlock About(IReadOnlyList<OpenAlert> alerts)
    {
        var mrr = alerts.DistinctBy(alert => alert.Status.Subject).Sum(alert => alert.Facts.Mrr ?? 0);
        var stake = mrr > 0 ? $", {Format.Money(mrr, company.Currency)} MRR at stake" : "";
        var what = alerts is [var one] ? $"{PlainText.Cut(one.Facts.Name, 40)}: {Format.Lower(one.Rule.Title)}" : $"{alerts.Count} alerts";
        return new("about", TextObject.Plain($"{what}{stake}.", SectionBlock.MaxText));
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
