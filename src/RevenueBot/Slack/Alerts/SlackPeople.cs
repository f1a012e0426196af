using System.Text.RegularExpressions;
using RevenueBot.Alerts.Cards;
using RevenueBot.Handling;
using RevenueBot.Questions.Wording;
using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack.Alerts;

/// <summary>People as Slack mentions them: by an id of the configuration or of a signed click, never by a name.</summary>
internal static partial class SlackPeople
{
    /// <summary><c>slack:U04DANA001</c> as <c>&lt;@U04DANA001&gt;</c>, a user group likewise; null for anything else.</summary>
    public static string? Mention(string? address) => address is null ? null
        : Person().Match(address) is { Success: true } person ? $"<@{person.Groups[1].Value}>"
        : Group().Match(address) is { Success: true } group ? $"<!subteam^{group.Groups[1].Value}>" : null;

    /// <summary>A person's mention where Slack knows them, else their name, inert.</summary>
    public static string Show(CardPerson person) => Mention(person.Address) ?? Doers.Elsewhere(person.Name) ?? Mrkdwn.Escape(PlainText.Cut(PlainText.Printable(person.Name), 40));

    /// <summary>A person's address.</summary>
    public static string Address(string user) => $"slack:{user}";

    [GeneratedRegex("^slack:(?:[TE][A-Z0-9]{2,40}/)?([UW][A-Z0-9]{2,40})$")]
    private static partial Regex Person();

    [GeneratedRegex("^slack:(?:[TE][A-Z0-9]{2,40}/)?(S[A-Z0-9]{2,40})$")]
    private static partial Regex Group();
}
