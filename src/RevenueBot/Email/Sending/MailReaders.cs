using RevenueBot.Access;
using RevenueBot.Configuration;
using RevenueBot.Reports.Scheduling;

namespace RevenueBot.Email.Sending;

/// <summary>Who may be sent figures by mail, and which: <c>Access:Mail:People</c>, an address and its role. Nobody else is sent any.</summary>
internal sealed class MailReaders
{
    public const string Section = "Access:Mail";
    private readonly Dictionary<string, Role> _people = new(StringComparer.Ordinal);

    /// <exception cref="RefusalException">An entry makes no sense; a sentence for every problem.</exception>
    public static MailReaders Read(IConfiguration configuration, Roles roles)
    {
        var people = RoleEntries.Read(configuration.GetSection($"{Section}:People"), "Person");
        List<string> problems = [.. people.Problems];
        MailReaders readers = new();
        foreach (var (key, name) in people.Roles)
            if (MailAddressText.Read(key) is not { } address) problems.Add($"{Section}:People names \"{key}\", which is no address: write one such as priya@larkspur.example.");
            else if (roles.Find(name) is not { } role) problems.Add($"{Section}: \"{name}\" of {key} is not a role; write {roles.Choices}.");
            else readers._people[address] = role;
        return problems.Count == 0 ? readers : throw new RefusalException(string.Join('\n', problems));
    }

    /// <summary>What a mail to an address may show: as in a direct message, for nobody else reads it.</summary>
    public Right Of(string address) => _people.GetValueOrDefault(address.ToLowerInvariant())?.AloneAt(PlaceKind.Direct) ?? Right.None;
}
