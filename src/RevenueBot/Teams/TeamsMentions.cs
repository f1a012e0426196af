using System.Text.RegularExpressions;
using RevenueBot.Questions;
using RevenueBot.Teams.Places;

namespace RevenueBot.Teams;

/// <summary>A question with ids in place of names.</summary>
/// <param name="Names">What was mentioned, by id.</param>
internal sealed record NamedText(string Text, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>Says names where it was asked by names.</summary>
    public Answer Shown(Answer answer) => Names.Count == 0 ? answer : answer with { Headline = Shown(answer.Headline) };

    private string Shown(string text) => Names.Aggregate(text, (said, one) => said.Replace(one.Key, one.Value, StringComparison.Ordinal));
}

/// <summary>
/// <c>access …</c> as people type it in Teams, made into ids: whom a mention means Teams is asked, because it gives the bot's own id for them
/// alone; "here" is the channel or chat in which it was typed. In every other question a mention stays text.
/// </summary>
internal sealed partial class TeamsMentions(TeamsDirectory directory)
{
    private const string ChannelPrefix = "19:";
    private const string ThisPlace = "This place";

    /// <summary>Null: it cannot be told who is meant, so nothing may be given to anybody.</summary>
    public async Task<NamedText?> ReadAsync(TeamsRequest request, CancellationToken cancel)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        if (!Access().IsMatch(request.Text)) return new(request.Text, names);
        var text = request.Place.IsPersonal ? request.Text : Here().Replace(request.Text, _ => Named($"<#{request.Place.Root}>", request.Place.Root, ThisPlace));
        foreach (var said in (request.Mentions ?? []).Where(one => text.Contains(one.Text, StringComparison.OrdinalIgnoreCase)).GroupBy(one => one.Text, StringComparer.OrdinalIgnoreCase))
        {
            if (said.Select(one => one.Id).Distinct().ToList() is not [var id] || await IdOfAsync(id, request.Place, cancel) is not { } found) return null;
            var mention = id.StartsWith(ChannelPrefix, StringComparison.Ordinal) ? $"<#{found}>" : $"<@{found}>";
            text = text.Replace(said.Key, Named(mention, found, said.First().Name), StringComparison.OrdinalIgnoreCase);
        }

        return new(text, names);

        string Named(string mention, string id, string name)
        {
            names[id] = name;
            return mention;
        }
    }

    /// <summary>Of a person their object id.</summary>
    private async Task<string?> IdOfAsync(string id, TeamsPlace place, CancellationToken cancel) =>
        id.StartsWith(ChannelPrefix, StringComparison.Ordinal) ? id : (await directory.MemberAsync(id, place, fresh: false, cancel))?.Person?.ToLowerInvariant();

    [GeneratedRegex(@"^/?(access|digest)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Access();

    [GeneratedRegex(@"(?<=^/?(access\s+channel|digest\s.*)\s+)here(?=\s|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Here();
}
