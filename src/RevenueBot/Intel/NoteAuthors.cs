using RevenueBot.Access;
using RevenueBot.Access.Granting;
using RevenueBot.Handling;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Intel;

/// <summary>Who writes a note: what they are called, and what they may take back.</summary>
internal sealed class NoteAuthors(AccessBook book, IEnumerable<IKnowPeople> people)
{
    private const string Program = "api";
    private const int LongestName = 40;

    /// <summary>Who it is, as it is remembered.</summary>
    /// <param name="reader">See <see cref="Asking.ReaderOf"/>; null: a program that gave no name.</param>
    public static string Of(string? reader) => reader ?? Program;

    /// <summary>As their platform calls them; "somebody in Slack" where it does not say. A program's own name is marked as one: nobody checked it.</summary>
    public async Task<string> NameAsync(string? reader, CancellationToken cancel)
    {
        if (Requester.Of(reader) is not { } requester) return reader?.Split('/', 2) is [Program, { Length: > 0 } own] ? $"{Clean(own)} (API)" : "API";
        if (requester.Platform is not { } platform) return "Terminal";
        var name = people.FirstOrDefault(one => one.Platform == platform) is { } found ? (await found.FindAsync(requester.Workspace, requester.User, cancel))?.Name : null;
        return Clean(name ?? "") is { Length: > 0 } clean ? clean : Doers.Elsewhere(requester.Name)!;
    }

    /// <summary>Its author may take a note back, and who says who may see what.</summary>
    public async Task<bool> MayRemoveAsync(string? reader, IntelNote note, CancellationToken cancel) =>
        note.Author == Of(reader) || (Requester.Of(reader) is { } requester && await book.MayAdministerAsync(requester, cancel));

    private static string Clean(string name) => PlainText.Cut(PlainText.Printable(name).Trim(), LongestName);
}
