using System.Net;
using RevenueBot.Configuration;

namespace RevenueBot.Dashboard;

/// <summary>The configuration section <c>Dashboard</c>.</summary>
/// <param name="Session">How long somebody stays signed in.</param>
/// <param name="Proxies">Addresses whose word about scheme, caller and person is taken.</param>
internal sealed record DashboardOptions(TimeSpan Session, int PagesPerSecond, IReadOnlyList<IPNetwork> Proxies)
{
    private const int UsualHours = 12, MostHours = 24 * 30, UsualPages = 20, UsualSocketsPerPerson = 20, UsualSockets = 5_000;

    /// <summary>How many pages of one person may be told what changes, at once.</summary>
    public int SocketsPerPerson { get; init; } = UsualSocketsPerPerson;

    /// <summary>How many pages of all together, in this process.</summary>
    public int Sockets { get; init; } = UsualSockets;

    /// <exception cref="RefusalException">A setting makes no sense.</exception>
    public static DashboardOptions Read(IConfigurationSection section) => new(
        TimeSpan.FromHours(Number(section, "SessionHours", UsualHours, MostHours)), Number(section, "PagesPerSecond", UsualPages, 100_000), [.. Networks(section.GetSection("TrustedProxies"))])
    {
        SocketsPerPerson = Number(section, "SocketsPerPerson", UsualSocketsPerPerson, 100_000), Sockets = Number(section, "Sockets", UsualSockets, 100_000),
    };

    private static int Number(IConfigurationSection section, string name, int usual, int most) => section[name] switch
    {
        null or "" => usual,
        var text when int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most => number,
        var text => throw new RefusalException($"Dashboard:{name} is \"{text}\": use a number from 1 to {most}."),
    };

    private static IEnumerable<IPNetwork> Networks(IConfigurationSection section)
    {
        foreach (var text in section.GetChildren().Select(child => child.Value ?? ""))
        {
            if (IPNetwork.TryParse(text, out var network)) yield return network;
            else if (IPAddress.TryParse(text, out var address)) yield return new IPNetwork(address, address.GetAddressBytes().Length * 8);
            else throw new RefusalException($"Dashboard:TrustedProxies: \"{text}\" is no address and no network such as 10.0.0.0/8.");
        }
    }
}
