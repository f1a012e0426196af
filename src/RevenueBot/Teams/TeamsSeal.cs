using RevenueBot.Access;
using RevenueBot.Teams.Places;

namespace RevenueBot.Teams;

/// <summary>
/// What buttons in Teams carry, sealed by the app's secrets: the question and, where the card went to one person alone, the place it was asked
/// in. Opens in its own tenant; gives no right.
/// </summary>
internal sealed class TeamsSeal(TeamsOptions options)
{
    private readonly Seal _seal = new(options.AppPasswords, "revenuebot teams button");

    /// <param name="asked">Where it was asked, if that is another place than that of the button.</param>
    public string Close(string question, string tenant, TeamsPlace? asked = null) => _seal.Close($"{asked?.Conversation}\n{question}", tenant);

    /// <summary>The question of a button and the conversation it was asked in; null where this bot did not make it for this tenant.</summary>
    public (string Question, string? Asked)? Open(string? value, string tenant)
    {
        if (_seal.Open(value, tenant) is not { } text || text.IndexOf('\n', StringComparison.Ordinal) is not (>= 0 and var end)) return null;
        return (text[(end + 1)..], end == 0 ? null : text[..end]);
    }
}
