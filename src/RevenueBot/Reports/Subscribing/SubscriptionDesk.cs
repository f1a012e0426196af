using System.Globalization;
using System.Security.Cryptography;
using RevenueBot.Access;
using RevenueBot.Access.Auditing;
using RevenueBot.Access.Granting;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Configuration;
using RevenueBot.Email.Sending;
using RevenueBot.Reports.Scheduling;

namespace RevenueBot.Reports.Subscribing;

/// <summary>The only workspace of Slack that the bot is in; null: there are several, or none.</summary>
internal delegate Task<string?> OnlyWorkspace(CancellationToken cancel);

/// <summary>
/// Subscribes and ends subscriptions, by who may. Each for themselves; a channel by whoever may show totals there; the mail of somebody and what
/// the configuration says by administrators. What of it goes out is decided again each time it is sent.
/// </summary>
internal sealed class SubscriptionDesk(ScheduleStore schedules, AccessBook book, AccessAudit audit, MailReaders readers, MailLedger mails, Company company, OnlyWorkspace only)
{
    private const string NotYours = "This report is not yours to change: ask an administrator.";
    private const string NotThere = "There is no report of that id: /digest lists those you may change.";

    public async Task<(bool IsDone, string Sentence, string? More)> SubscribeAsync(Requester by, DigestWish.Subscribe wish, DateTimeOffset now, CancellationToken cancel)
    {
        var (destination, refusal) = await DestinationAsync(by, wish.Place, cancel);
        if (destination is null) return (false, refusal!, null);
        var cron = Cron(wish);
        var (timing, problem) = DigestTiming.Read(wish.Kind, cron, wish.Zone ?? company.Calendar.Zone.Id, company.Calendar);
        if (timing is null) return (false, $"{problem}.", null);
        DigestSchedule schedule = new($"sub_{RandomNumberGenerator.GetHexString(6, lowercase: true)}", destination.Value.ToString(), cron, timing) { By = by.Name };
        await WriteAsync(by, $"subscribe {schedule.Name} {(destination.Value.Platform == MailAddressText.Platform ? "mail" : schedule.Destination)}", now, cancel);
        if (destination.Value.Platform == MailAddressText.Platform) await mails.StartAsync(destination.Value.Address, wish.Kind, cancel);
        var id = await schedules.SubscribeAsync(schedule, now, cancel);
        return (true, $"The {schedule.Name} report goes to {Whom(by, destination.Value)}: {ScheduleWords.Next(schedule, now)}.", $"/digest pause {id} or /digest stop {id} ends it.");
    }

    public Task<(bool IsDone, string Sentence, string? More)> PauseAsync(Requester by, string id, DateTimeOffset now, CancellationToken cancel) =>
        ChangeAsync(by, ("pause", id), schedule => schedules.PauseAsync(schedule.Id, now, cancel), (schedule, did) => did ? $"Paused: the {schedule.Name} report is not sent until it is resumed, and nothing of the meantime is sent then." : "It is paused already.", now, cancel);

    public Task<(bool IsDone, string Sentence, string? More)> ResumeAsync(Requester by, string id, DateTimeOffset now, CancellationToken cancel) =>
        ChangeAsync(by, ("resume", id), schedule => schedules.ResumeAsync(schedule.Id, now, cancel), (schedule, did) => did ? $"Resumed: {ScheduleWords.Next(schedule, now)}." : "It is not paused.", now, cancel);

    public Task<(bool IsDone, string Sentence, string? More)> StopAsync(Requester by, string id, DateTimeOffset now, CancellationToken cancel) =>
        ChangeAsync(by, ("stop", id), schedule => schedules.StopAsync(schedule.Id, cancel), (schedule, did) => did ? $"Stopped: the {schedule.Name} report is not sent there any more." : "This report stands in the configuration (Reports): pause it here, or remove it there.", now, cancel);

    /// <summary>Their own, and for administrators all.</summary>
    public async Task<bool> MaySeeAsync(Requester by, DigestSchedule schedule, CancellationToken cancel) => IsOwn(by, schedule) || await MayAdministerAsync(by, cancel);

    private async Task<(bool IsDone, string Sentence, string? More)> ChangeAsync(
        Requester by, (string Act, string Id) wish, Func<DigestSchedule, Task<bool>> change, Func<DigestSchedule, bool, string> words, DateTimeOffset now, CancellationToken cancel)
    {
        if ((await schedules.ReadAsync(cancel)).FirstOrDefault(schedule => schedule.Id.Equals(wish.Id, StringComparison.OrdinalIgnoreCase)) is not { } found) return (false, NotThere, null);
        if (found.IsConfigured ? !await MayAdministerAsync(by, cancel) : !await MaySeeAsync(by, found, cancel)) return (false, found.IsConfigured ? NotYours : NotThere, null);
        await WriteAsync(by, $"{wish.Act} {found.Name}", now, cancel);
        return (true, words(found, await change(found)), null);
    }

    /// <summary>Where it goes; or why it may not.</summary>
    private async Task<(Destination? Destination, string? Refusal)> DestinationAsync(Requester by, string? place, CancellationToken cancel)
    {
        if (by.Platform is not { } platform) return Typed(place);
        var name = platform.ToString().ToLowerInvariant();
        if (place is null) return (new Destination(name, await AddressAsync(by, by.User, cancel)), null);
        if (place.Contains('@', StringComparison.Ordinal) && !place.StartsWith('<') && MailAddressText.Read(place) is not null)
            return await MayAdministerAsync(by, cancel) ? Typed(place) : (null, "Reports by mail are set up by administrators: ask one to subscribe your address.");
        if (!place.StartsWith("<#", StringComparison.Ordinal)) return await MayAdministerAsync(by, cancel) ? Typed(place) : (null, "Name a channel as it opens at #, or write “here” in it.");
        var channel = place[2..^1].Split('|')[0];
        var rules = await book.RulesAsync(platform, cancel);
        if (!rules.Channels.Contains(channel)) return (null, "That channel is not one for figures: ask an administrator to allow it with /access channel.");
        return rules.RoleOf(by.Workspace, by.User)?.At(PlaceKind.Private).HasFlag(Right.Totals) is true
            ? (new Destination(name, await AddressAsync(by, channel, cancel)), null) : (null, "You may not show figures in channels: subscribe for yourself alone.");
    }

    private (Destination? Destination, string? Refusal) Typed(string? place)
    {
        if (place is null) return (null, "Name where it goes: slack:C0EXEC, teams:19:…@thread.tacv2 or an address of a mail.");
        if (!place.Contains(':', StringComparison.Ordinal) && MailAddressText.Read(place) is { } mail) return Mail(mail);
        if (!Destination.TryParse(place, out var destination)) return (null, "Name where it goes: slack:C0EXEC, teams:19:…@thread.tacv2 or an address of a mail.");
        return destination.Platform != MailAddressText.Platform ? (destination, null) : MailAddressText.Read(destination.Address) is { } address ? Mail(address) : (null, "That is no address of a mail.");
    }

    private (Destination? Destination, string? Refusal) Mail(string address) => readers.Of(address).HasFlag(Right.Totals)
        ? (new Destination(MailAddressText.Platform, address), null) : (null, $"That address has no role: give it one in {MailReaders.Section}:People first.");

    /// <summary>With its workspace, where there are several.</summary>
    private async Task<string> AddressAsync(Requester by, string place, CancellationToken cancel) =>
        by.Platform == Platform.Slack && await only(cancel) != by.Workspace ? $"{by.Workspace}/{place}" : place;

    private static bool IsOwn(Requester by, DigestSchedule schedule) => schedule.By == by.Name
        || (by.Platform is { } platform && (schedule.Destination == $"{platform.ToString().ToLowerInvariant()}:{by.User}" || schedule.Destination == $"{platform.ToString().ToLowerInvariant()}:{by.Workspace}/{by.User}"));

    private async Task<bool> MayAdministerAsync(Requester by, CancellationToken cancel) =>
        by.Platform is not { } platform || (await book.RulesAsync(platform, cancel)).RoleOf(by.Workspace, by.User)?.Anywhere.HasFlag(Right.Administer) is true;

    /// <summary>Before it is done: a change that nobody could read of later is not made.</summary>
    private Task WriteAsync(Requester by, string what, DateTimeOffset now, CancellationToken cancel) =>
        audit.WriteAsync(new AuditEntry(now, by.Platform?.ToString().ToLowerInvariant() ?? Requester.Terminal, by.Workspace, by.User, "", "subscribe", "digest", null, true, what, null), cancel);

    private static string Whom(Requester by, Destination destination) => by.Platform is not null && destination.Address.EndsWith(by.User, StringComparison.Ordinal) ? "you alone" : destination.ToString();

    private string Cron(DigestWish.Subscribe wish)
    {
        var usual = ReportSettings.UsualCron(wish.Kind, company).Split(' ');
        if (wish.Time is { } time) (usual[1], usual[2]) = (time.Minute.ToString(CultureInfo.InvariantCulture), time.Hour.ToString(CultureInfo.InvariantCulture));
        if (wish.DayOfMonth is { } number) usual[3] = number.ToString(CultureInfo.InvariantCulture);
        if (wish.Day is { } day) usual[5] = day.ToString()[..3].ToUpperInvariant();
        return string.Join(' ', usual);
    }
}
