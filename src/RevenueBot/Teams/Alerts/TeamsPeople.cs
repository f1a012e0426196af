using System.Text.RegularExpressions;
using RevenueBot.Alerts.Cards;
using RevenueBot.Handling;
using RevenueBot.Teams.Cards;

namespace RevenueBot.Teams.Alerts;

/// <summary>People as cards mention them: by the object id of the configuration or of a click that was let in, with the name that Teams says.</summary>
/// <param name="Names">By address, <c>teams:5f0c1c2e-…</c>; who is not among them is mentioned without a name.</param>
internal sealed partial record TeamsPeople(IReadOnlyDictionary<string, string> Names)
{
    public static TeamsPeople Nobody { get; } = new(new Dictionary<string, string>());

    /// <summary>A person's address.</summary>
    public static string Address(string person) => $"teams:{person}";

    /// <summary>The object id in an address; null for anything else.</summary>
    public static string? PersonOf(string? address) => address is not null && Person().Match(address) is { Success: true } found ? found.Groups[1].Value : null;

    /// <summary>Null where Teams does not know them.</summary>
    public CardMention? Mention(string? address)
    {
        if (PersonOf(address) is not { } id) return null;
        var name = CardText.Name(Names.GetValueOrDefault(address!) ?? "");
        return new($"<at>{name}</at>", new(id, name));
    }

    /// <summary>As plain text.</summary>
    public string Show(string address) => Mention(address)?.Mentioned.Name ?? Doers.Elsewhere(address) ?? address;

    /// <summary>All whom a card, or a line, calls.</summary>
    public static IEnumerable<string> In(AlertCard card) => card.Notes.Select(note => note.By?.Address).Append(card.Owner?.Address).OfType<string>().Where(address => PersonOf(address) is not null);

    [GeneratedRegex("^teams:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$")]
    private static partial Regex Person();
}
