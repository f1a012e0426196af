using System.Buffers.Text;
using System.Text;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Answers;

/// <summary>
/// The id of an answer is its question, pinned to the day and moment it was answered: a button or receipt works after a
/// restart and on every replica, and shows the figures that were known then. It grants nothing: rights are checked at the click.
/// </summary>
internal static class AnswerId
{
    private const string Prefix = "ans_";
    private const int LongestId = 400;
    public const int LongestText = 80;

    public static string Of(Asked asked)
    {
        var pinned = asked.Question with { AsOf = asked.Day, KnownAt = asked.Question.KnownAt ?? asked.Now };
        return Prefix + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(pinned.ToString()));
    }

    /// <summary>The id of a reply without a figure: asking again gives the same reply.</summary>
    public static string OfText(string text) => Prefix + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Cut(text)));

    /// <summary>As much of a text as an answer may carry.</summary>
    public static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];

    /// <summary>The text of the question, which can be asked as it is. False for anything that is no id.</summary>
    public static bool TryRead(string id, out string question)
    {
        question = "";
        if (!id.StartsWith(Prefix, StringComparison.Ordinal) || id.Length > LongestId || !Base64Url.IsValid(id.AsSpan(Prefix.Length))) return false;
        question = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(id.AsSpan(Prefix.Length)));
        return true;
    }
}
