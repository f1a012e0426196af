using System.Text.RegularExpressions;

namespace RevenueBot.Access.Granting;

/// <summary>What <c>/access …</c> asks for.</summary>
internal abstract partial record AccessWish
{
    public const string Usage = "Write /access alone, /access who PERSON, /access allow PERSON ROLE, /access deny PERSON, /access channel CHANNEL allow or deny, or /access audit.";
    private const string NoPerson = "No person is named there: choose one from the list that opens at @, or write their id.";
    private const string NoChannel = "No channel is named there: choose one from the list that opens at # in Slack, write “here” in the channel itself in Teams, or write its id.";

    private AccessWish() { }

    internal sealed record List : AccessWish;

    internal sealed record Who(string Person) : AccessWish;

    internal sealed record Allow(string Subject, SubjectKind Kind, string? Role) : AccessWish;

    internal sealed record Deny(string Subject, SubjectKind Kind) : AccessWish;

    /// <param name="Person">Null: everybody.</param>
    internal sealed record Audit(string? Person) : AccessWish;

    internal sealed record Wrong(string Sentence) : AccessWish;

    /// <summary>Reads the words after the command. Ids stand as people typed them, mentions as their platform escapes them.</summary>
    public static AccessWish Read(string text)
    {
        var words = Spaced().Replace(text, "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return (words.Length > 0 ? words[0].ToLowerInvariant() : "", words) switch
        {
            ("" or "list", { Length: < 2 }) => new List(),
            ("who", [_, var who]) => OfPerson(who, id => new Who(id)),
            ("allow", [_, var who, var role]) => OfPerson(who, id => new Allow(id, SubjectKind.Person, role)),
            ("allow", [_, _]) => new Wrong("Which role? Write /access allow PERSON ROLE."),
            ("deny", [_, var who]) => OfPerson(who, id => new Deny(id, SubjectKind.Person)),
            ("channel", [_, var which, "allow"]) => OfChannel(which, id => new Allow(id, SubjectKind.Channel, null)),
            ("channel", [_, var which, "allow", var role]) => OfChannel(which, id => new Allow(id, SubjectKind.Channel, role)),
            ("channel", [_, var which, "deny"]) => OfChannel(which, id => new Deny(id, SubjectKind.Channel)),
            ("audit", [_]) => new Audit(null),
            ("audit", [_, var who]) => OfPerson(who, id => new Audit(id)),
            _ => new Wrong(Usage),
        };
    }

    private static AccessWish OfPerson(string word, Func<string, AccessWish> wish) => IdOf(word, '@') is { } id ? wish(id) : new Wrong(NoPerson);

    private static AccessWish OfChannel(string word, Func<string, AccessWish> wish) => IdOf(word, '#') is { } id ? wish(id) : new Wrong(NoChannel);

    /// <summary><c>&lt;@U012|ana&gt;</c>, <c>&lt;#C012|revenue&gt;</c> or the id alone; null for a name, which is nobody's for good.</summary>
    private static string? IdOf(string word, char mark)
    {
        if (word.StartsWith('<') && word.EndsWith('>') && word.Length > 3 && word[1] == mark) word = word[2..^1].Split('|')[0];
        return Id().IsMatch(word) ? word : null;
    }

    /// <summary>Letters and digits, at least one digit or capital among them: no name of a person, no word.</summary>
    [GeneratedRegex("^(?=.*[0-9A-Z])[A-Za-z0-9][A-Za-z0-9:._@=/-]{1,199}$")]
    private static partial Regex Id();

    /// <summary>The names that stand in mentions may have spaces; they are not read.</summary>
    [GeneratedRegex(@"(?<=<[@#][A-Za-z0-9:._=/-]+)\|[^>]*(?=>)")]
    private static partial Regex Spaced();
}
