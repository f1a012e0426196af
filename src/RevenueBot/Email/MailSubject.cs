using System.Text.RegularExpressions;
using RevenueBot.Configuration;
using RevenueBot.Questions;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports;

namespace RevenueBot.Email;

/// <summary>What stands on locked screens: figure, change and day in 50 characters, never a customer's name or anything that was typed.</summary>
internal static partial class MailSubject
{
    public const int MostCharacters = 50;
    private const int FewestPreheader = 80;
    private const int MostPreheader = 110;

    public static string Of(Answer answer, Company company)
    {
        var late = answer is { Notice: not null, DataThrough: { } through } ? $"Data as of {new Days((answer.AsOf ?? company.Calendar.DayOf(through)).Year).Day(company.Calendar.DayOf(through))}: " : "";
        return late + (Public(answer) is { } open ? Finding(open, MostCharacters - late.Length) : Unsaid(answer));
    }

    /// <summary>As the report words it; whether it is late, or its data are old, comes first.</summary>
    public static string Of(Digest digest, Company company)
    {
        var first = digest switch { { IsLate: true } => "Late: ", { Notice: not null, DataThrough: { } through } => $"Data as of {new Days(digest.Period.Last.Year).Day(company.Calendar.DayOf(through))}: ", _ => "" };
        return digest.Subject.StartsWith(first, StringComparison.Ordinal) ? Short(digest.Subject, MostCharacters) : first + Short(digest.Subject, MostCharacters - first.Length);
    }

    public static string Preheader(Digest digest) => Cut(PlainText.Printable(digest.Preheader), MostPreheader, FewestPreheader);

    /// <summary>What follows the finding, and figures where that is short; empty where there is nothing more to say.</summary>
    public static string Preheader(Answer answer)
    {
        if (Public(answer) is not { } open) return "";
        var text = "";
        foreach (var more in open.Sentences.Concat(open.Figures.Select(figure => $"{figure.Label} {figure.Value}.")))
            if (text.Length < FewestPreheader) text = $"{text} {PlainText.Printable(more)}".Trim();
        return Cut(text, MostPreheader, FewestPreheader);
    }

    /// <summary>The answer as anybody near the screen may see it; null where none of it may be.</summary>
    private static Answer? Public(Answer answer) => answer.Kind == AnswerKind.Figures ? answer.NamesCustomers ? answer.Unnamed?.Invoke() : answer : null;

    private static string Unsaid(Answer answer) => answer.Kind switch
    {
        AnswerKind.Figures => "Your answer about customers",
        AnswerKind.Help => "What can be asked",
        AnswerKind.Done => "Done as asked",
        AnswerKind.NotUnderstood => "The question was not understood",
        AnswerKind.Refused or AnswerKind.Failed => "The question was not answered",
    };

    /// <summary>The finding; where its figure comes too late in it, the first figure.</summary>
    private static string Finding(Answer answer, int room)
    {
        var text = Short(answer.Headline, room);
        return Value().IsMatch(text) || !Value().IsMatch(answer.Headline) || answer.Figures is not [var first, ..] || !Value().IsMatch(first.Value) ? text : Short($"{first.Label} {first.Value}", room);
    }

    /// <summary>Without brackets and full stop, ended where a clause ends.</summary>
    private static string Short(string finding, int room)
    {
        var text = Is().Replace(Marks().Replace(Brackets().Replace(PlainText.Printable(finding), ""), ""), " ", 1).Trim().TrimEnd('.');
        return Cut(text, room, fewest: room / 3);
    }

    /// <summary>Where a clause ends, else between words, so that no figure is shown in part.</summary>
    private static string Cut(string text, int room, int fewest)
    {
        if (text.Length <= room) return text;
        var clause = Clauses().Matches(text).Select(end => end.Index).LastOrDefault(end => end <= room);
        if (clause >= fewest) return text[..clause];
        var word = text.LastIndexOf(' ', room - 1);
        return word > 0 ? text[..word].TrimEnd(',', ':', ';', '.', '–') + "…" : PlainText.Cut(text, room);
    }

    [GeneratedRegex(@" ?\([^()]*\)| ?\[[^\[\]]*\]")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"[()\[\]{}<>*_`~#|!\\]")]
    private static partial Regex Marks();

    [GeneratedRegex(@" is (?=[^\p{L}]?[\d$€£¥])")]
    private static partial Regex Is();

    /// <summary>Money or a share.</summary>
    [GeneratedRegex(@"[$€£¥]\d|\d%")]
    private static partial Regex Value();

    [GeneratedRegex(@"[,:;] |(?<=[^.])\. | (vs|of the|since|over|on|in|by|compared with) ")]
    private static partial Regex Clauses();
}
