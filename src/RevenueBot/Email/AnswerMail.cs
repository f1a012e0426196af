using System.Text;
using RevenueBot.Configuration;
using RevenueBot.Questions;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Email;

/// <summary>What the surroundings add to an answer.</summary>
/// <param name="Dashboard">Null: no button leads to a page.</param>
internal sealed record MailSetting(Company Company, Uri? Dashboard = null);

/// <summary>Answer → mail. Pure; computes no figure; what it was given is text in both parts.</summary>
internal static class AnswerMail
{
    private const string PictureId = "chart@revenuebot";
    private const int MostSentences = 40;
    private const int MostFigures = 20;

    /// <summary>The fullest mail that Gmail shows whole.</summary>
    public static MailContent Render(Answer answer, MailSetting setting)
    {
        for (var room = new MailRoom(Math.Min(100, answer.Table?.Rows.Count ?? 0), Words: 1_000); ; room = room.Less())
        {
            var page = Page(answer, setting, room);
            var html = MailHtml.Write(page);
            if (!room.IsLess || Encoding.UTF8.GetByteCount(html) < MailHtml.MostBytes)
                return new(MailSubject.Of(answer, setting.Company), html, MailPlain.Write(page), [.. page.Parts.OfType<MailPart.Picture>().Select(part => part.Image)]);
        }
    }

    private static MailPage Page(Answer answer, MailSetting setting, MailRoom room)
    {
        List<MailPart> parts = [];
        if (answer.Notice is { } notice) parts.Add(new MailPart.Paragraph(room.Cut(notice)));
        parts.Add(new MailPart.Finding(room.Cut(answer.Headline)));
        parts.AddRange(answer.Sentences.Take(MostSentences).Select(sentence => new MailPart.Paragraph(room.Cut(sentence))));
        if (answer.Figures.Count > 0) parts.Add(new MailPart.Figures([.. answer.Figures.Take(MostFigures)]));
        parts.AddRange(Data(answer, room.Rows));
        parts.AddRange(Questions(answer));
        if (setting.Dashboard is { } page && answer.Kind == AnswerKind.Figures) parts.Add(new MailPart.Button("Open the dashboard", page));
        if (answer.Footer.Length > 0) parts.Add(new MailPart.Small(room.Cut(answer.Footer)));
        return new(MailSubject.Of(answer, setting.Company), MailSubject.Preheader(answer), $"{setting.Company.Name} · Answer to {room.Cut(answer.Question)}", parts);
    }

    /// <summary>A picture or a table, never both of the same data.</summary>
    private static IEnumerable<MailPart> Data(Answer answer, int rows)
    {
        if (answer.WantsPicture && answer.Chart?.Value is { } chart) yield return new MailPart.Picture(new(PictureId, chart));
        else if (answer.Table is { Columns.Count: > 1 } table)
        {
            yield return new MailPart.Grid(table, rows);
            if (table.Note is { } note) yield return new MailPart.Small(note);
        }
    }

    /// <summary>A mail has no buttons that ask: only where there is nothing else to read, what can be asked is listed.</summary>
    private static IEnumerable<MailPart> Questions(Answer answer)
    {
        if (answer.Kind is not (AnswerKind.NotUnderstood or AnswerKind.Help) || answer.Suggestions.Count == 0) return [];
        return answer.Suggestions.Select(MailPart (suggestion) => new MailPart.Question(suggestion)).Prepend(new MailPart.Heading(answer.Kind == AnswerKind.Help ? "For example" : "Did you mean"));
    }
}

/// <summary>How much of an answer is shown. A mail that is too large loses rows first, then text.</summary>
/// <param name="Words">Characters of a sentence.</param>
internal sealed record MailRoom(int Rows, int Words)
{
    private const int FewestRows = 3;
    private const int FewestWords = 100;

    /// <summary>Whether there is something to leave out.</summary>
    public bool IsLess => Rows > FewestRows || Words > FewestWords;

    public MailRoom Less() => Rows > FewestRows ? this with { Rows = Math.Max(FewestRows, Rows * 4 / 5) } : this with { Words = Words / 2 };

    public string Cut(string text) => PlainText.Cut(PlainText.Printable(text), Words);
}
