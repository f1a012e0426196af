using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Configuration;
using RevenueBot.Handling;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Alerts;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Alerts;

/// <summary>Whom a page is made for, and what people are called on it.</summary>
internal sealed record AlertReader(Viewer Viewer, IReadOnlyDictionary<string, Colleague> Known)
{
    public const string You = "you";

    /// <summary>For what is told to many at once, and says nobody's name.</summary>
    public static AlertReader Anybody { get; } = new(new Viewer("", "", "", Rights.None), new Dictionary<string, Colleague>());

    /// <summary>As others name the viewer; null for who is no person of a platform.</summary>
    public string? Me => Doers.PersonOf(Viewer.Id);

    /// <summary>A file says who, since others read it; a page says "you".</summary>
    public bool IsForFile { get; init; }

    public string NameOf(string by) => by == Me && !IsForFile ? You : Colleagues.NameOf(Known, by);
}

/// <summary>An alert in the words of a page, and what can be done about it.</summary>
internal sealed class AlertLines(Company company, TimeProvider clock)
{
    /// <summary>So many stand in a menu; a page of one alert offers all.</summary>
    private const int MostInMenu = 12;

    public AlertLine Of(OpenAlert alert, AlertReader reader) => new(
        alert.Id, LevelOf(alert.Rule.Level), alert.Rule.Title, alert.Facts.Name, Mrr(alert) is > 0 and var mrr ? Format.Money(mrr, company.Currency) : null, Why(alert), Age(alert.Status.FiredAt), OwnerOf(alert, reader), HrefOf(alert));

    /// <summary>Null for one that is over.</summary>
    public AlertActions? ActionsOf(OpenAlert alert, AlertReader reader, bool offersAll = false)
    {
        if (!alert.Status.IsOpen) return null;
        var (now, handling) = (clock.GetUtcNow(), alert.Status.Handling);
        var asleep = alert.Status.IsSnoozedAt(now);
        return new(HrefOf(alert), $"{alert.Rule.Title}: {alert.Facts.Name}")
        {
            CanAcknowledge = handling.AcknowledgedBy is null, CanHandBack = handling.AcknowledgedBy is not null, CanWake = asleep,
            Until = asleep ? [] : [.. SnoozeTimes.Choices(now, company.Calendar).Select(choice => new Choice(Iso.Day(choice.Day), choice.Label))],
            People = [.. People(reader, alert).Take(offersAll ? int.MaxValue : MostInMenu)],
        };
    }

    public static string HrefOf(OpenAlert alert) => PagePaths.Alert(alert.Id);

    /// <summary>Null where it is about no customer.</summary>
    public static string? CustomerHref(OpenAlert alert) => ActWords.IsAboutCustomer(alert) ? PagePaths.Customer(alert.Status.Subject) : null;

    public static Tag LevelOf(AlertLevel level) => level switch
    {
        AlertLevel.High => new("High", Judgement.Bad),
        AlertLevel.Medium => new("Medium", Judgement.Warn),
        AlertLevel.Opportunity => new("Growth", Judgement.Good),
        AlertLevel.Notice => new("Notice", Judgement.None),
    };

    /// <summary>At stake; of one that is over, what was.</summary>
    public static long? Mrr(OpenAlert alert) => alert.Status.IsOpen ? alert.Facts.Mrr : alert.Status.Mrr;

    /// <summary>"cancelled share of MRR 100% above 0%"; of one that is over, how it ended.</summary>
    public static string Why(OpenAlert alert) => alert.Status.IsOpen && alert.Status.Reason.Split(": ", 2) is [_, { Length: > 0 } why] ? why : alert.Status.Reason;

    /// <summary>"12 min", "5 h", "3 days"</summary>
    public string Age(DateTimeOffset? since) => since is not { } at ? "" : (clock.GetUtcNow() - at) switch
    {
        { TotalHours: < 1 } age => $"{Math.Max(1, (int)age.TotalMinutes)} min",
        { TotalDays: < 2 } age => $"{(int)age.TotalHours} h",
        var age => $"{(int)age.TotalDays} days",
    };

    /// <summary>Who has it: whom it was given to, who acknowledged it, or the customer's owner as the source says it. Null: nobody.</summary>
    public static string? OwnerOf(OpenAlert alert, AlertReader reader) =>
        alert.Status.Handling is { AssignedTo: { } to } ? reader.NameOf(to) : alert.Status.Handling.AcknowledgedBy is { } by ? reader.NameOf(by) : alert.Facts.Owner is { Length: > 0 } owner ? owner : null;

    /// <summary>"snoozed until Tue 17 Nov, 09:00", "acknowledged by Dana Osei"; what nobody has acknowledged says so.</summary>
    public string StateOf(OpenAlert alert, AlertReader reader)
    {
        var (status, handling) = (alert.Status, alert.Status.Handling);
        return AlertStanding.Of(alert, clock.GetUtcNow()) switch
        {
            AlertStanding.Snoozed => $"snoozed until {Days.Moment(handling.SnoozedUntil!.Value, company.Calendar)}",
            AlertStanding.Acknowledged => $"acknowledged by {reader.NameOf(handling.AcknowledgedBy!)}",
            AlertStanding.Closed => status.EndedAt is { } ended ? $"closed {Days.Moment(ended, company.Calendar)}" : AlertStanding.Closed,
            AlertStanding.Held => status.Reason.StartsWith(Reasons.Held, StringComparison.Ordinal) ? status.Reason : AlertStanding.Held,
            AlertStanding.Open => handling.AssignedTo is null ? "not acknowledged yet" : "assigned, not acknowledged",
            var state => state,
        };
    }

    /// <summary>The viewer first; never who has it already.</summary>
    private static IEnumerable<Choice> People(AlertReader reader, OpenAlert alert)
    {
        var has = alert.Status.Handling.AssignedTo;
        if (reader.Me is { } me && me != has) yield return new(AlertPosts.Me, "Me");
        foreach (var colleague in reader.Known.Values.Where(one => one.Address != reader.Me && one.Address != has)) yield return new(colleague.Address, colleague.Name);
    }
}
