using RevenueBot.Access;
using RevenueBot.Alerting.Configuring;
using RevenueBot.Handling;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports.Subscribing;

namespace RevenueBot.Dashboard.Pages.Alerts;

/// <summary>Somebody who may be given an alert.</summary>
/// <param name="Address"><c>slack:U04DANA001</c>, or the name of a customer's owner.</param>
/// <param name="Account">On a platform of chat; null for an owner whom no platform is known to have.</param>
internal sealed record Colleague(string Address, string Name, Person? Account = null);

/// <summary>
/// What people are called on pages, and who of them may be given alerts: whom the rules of access or the channels of owners name, and those
/// who own a customer with an alert.
/// </summary>
internal sealed class Colleagues(AccessBook book, AlertSettings settings, IEnumerable<IKnowPeople> platforms, AlertBoard board, PageAnswers answers, OnlyWorkspace? only = null)
{
    private const int MostNamed = 100, LongestName = 40;

    /// <summary>A page does not wait longer for a platform to say what somebody is called.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    /// <summary>By address, in the order of their names.</summary>
    public async Task<IReadOnlyDictionary<string, Colleague>> ReadAsync(CancellationToken cancel) =>
        (await answers.ReadAsync("colleagues", async stop => (IReadOnlyDictionary<string, Colleague>?)await FindAsync(stop), cancel))!;

    /// <summary>As a page calls a person whom it may not know.</summary>
    public static string NameOf(IReadOnlyDictionary<string, Colleague> known, string by) => known.GetValueOrDefault(by)?.Name ?? Short(by);

    /// <summary>
    /// A person is given only what they may see: no guest, no outsider, no bot, whatever the rules say; the platform is asked, as in chat.
    /// A name is nobody's account: it is shown nothing.
    /// </summary>
    public async Task<bool> MayHaveAsync(Colleague colleague, bool namesCustomers, CancellationToken cancel)
    {
        if (colleague.Account is not { } account) return true;
        var facts = PlatformOf(account) is { } platform ? await platform.FindAsync(account.Workspace, account.User, cancel) : new PersonFacts();
        var rules = await book.RulesAsync(account.Platform, cancel) with { DirectMessages = true };
        return AccessPolicy.Decide(rules, account with { Facts = facts }, Place.Direct(account.User), namesCustomers ? Right.CustomersByName : Right.Totals, Audience.Alone).IsAllowed;
    }

    private async Task<IReadOnlyDictionary<string, Colleague>> FindAsync(CancellationToken cancel)
    {
        var home = only is null ? null : await only(cancel);
        var owners = settings.Policy.Routes.Owners.Where(owner => owner.Value.Person is not null).DistinctBy(owner => owner.Value.Person).ToDictionary(owner => owner.Value.Person!, owner => owner.Key);
        List<Colleague> found = [];
        foreach (var platform in Enum.GetValues<Platform>())
        {
            var rules = await book.RulesAsync(platform, cancel);
            var named = rules.People.Keys.Concat(owners.Keys.Where(address => address.StartsWith(Prefix(platform), StringComparison.Ordinal)).Select(address => address[Prefix(platform).Length..]));
            found.AddRange(named.Select(key => Of(platform, key, home)).DistinctBy(one => one.Address).Where(one => rules.RoleOf(one.Account!.Workspace, one.Account.User)?.Anywhere.HasFlag(Right.CustomersByName) is true));
        }

        var called = await Task.WhenAll(found.Take(MostNamed).Select(async one => one with { Name = owners.GetValueOrDefault(one.Address) ?? await NameAsync(one.Account!, cancel) ?? one.Name }));
        var others = (await board.OpenAsync(cancel)).Select(alert => alert.Facts.Owner).OfType<string>().Where(owner => owner.Length is > 0 and <= LongestName).Distinct().Except(called.Select(one => one.Name)).Select(owner => new Colleague(owner, owner));
        return called.Concat(others.Take(MostNamed)).OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(one => one.Address);
    }

    /// <summary>Of <c>U04DANA001</c>, <c>T0LARKSPUR:U04DANA001</c> as rules write it, or <c>T0LARKSPUR/U04DANA001</c> as routes do.</summary>
    private static Colleague Of(Platform platform, string key, string? home)
    {
        var (workspace, user) = key.Split(':', '/') is [var named, var id] ? (named, id) : (platform == Platform.Slack ? home ?? "" : "", key);
        return new(Prefix(platform) + user, user, new Person(platform, workspace, user, null));
    }

    /// <summary>Null where the platform does not say, or not soon.</summary>
    private async Task<string?> NameAsync(Person account, CancellationToken cancel)
    {
        if (PlatformOf(account) is not { } platform) return null;
        try
        {
            var name = (await platform.FindAsync(account.Workspace, account.User, cancel).WaitAsync(_patience, cancel))?.Name;
            return PlainText.Cut(PlainText.Printable(name ?? "").Trim(), LongestName) is { Length: > 0 } clean ? clean : null;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private IKnowPeople? PlatformOf(Person account) => platforms.FirstOrDefault(one => one.Platform == account.Platform);

    private static string Prefix(Platform platform) => $"{platform.ToString().ToLowerInvariant()}:";

    /// <summary>The id of a person whom no rule names; a name is one.</summary>
    private static string Short(string by) => Doers.IsPerson(by) ? by[(by.IndexOf(':', StringComparison.Ordinal) + 1)..] : by == "terminal" ? "the operator" : by;
}
