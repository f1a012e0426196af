using RevenueBot.Charts;
using RevenueBot.Questions;

namespace RevenueBot.Email;

/// <summary>A piece of a mail in no dialect. Both parts of a mail are written from the same pieces, so that they say the same.</summary>
internal abstract record MailPart
{
    /// <summary>What the mail says, first and largest.</summary>
    public sealed record Finding(string Text) : MailPart;

    public sealed record Paragraph(string Text) : MailPart;

    public sealed record Heading(string Text) : MailPart;

    /// <summary>Over a table, a list or a picture of a part that has a heading.</summary>
    public sealed record Subheading(string Text) : MailPart;

    /// <summary>A sentence with its bold label.</summary>
    /// <param name="Reached">A fraction of a target, drawn as a bar above; null: no bar.</param>
    public sealed record Note(string Label, string Text, decimal? Reached = null) : MailPart;

    public sealed record Figures(IReadOnlyList<Figure> Rows) : MailPart;

    /// <param name="MostRows">Where there are more, the last one stays: it has the newest figures, or the sum.</param>
    public sealed record Grid(AnswerTable Table, int MostRows) : MailPart;

    /// <summary>One of a list: what it is, and below it what is known of it.</summary>
    /// <param name="Number">Null: a bullet.</param>
    /// <param name="Address">The page of it, one of our own; null: none.</param>
    public sealed record Item(int? Number, string Text, string Detail = "", Uri? Address = null) : MailPart;

    /// <summary>What somebody said, who and when, and where it can be read.</summary>
    public sealed record Quote(string Text, string Author, Uri? Source) : MailPart;

    /// <summary>A claim, and what stands behind it line by line.</summary>
    public sealed record Case(string Lead, IReadOnlyList<(string Label, string Text)> Lines, string Foot) : MailPart;

    public sealed record Picture(MailPicture Image) : MailPart;

    /// <summary>A question that can be asked as typed.</summary>
    public sealed record Question(Suggestion Suggested) : MailPart;

    /// <summary>Leads to a page of our own.</summary>
    public sealed record Button(string Label, Uri Address) : MailPart;

    public sealed record Small(string Text, string Label = "") : MailPart;

    /// <summary>Why it was sent, and where that can be changed: below everything.</summary>
    public sealed record Subscription(string Text, Uri? Manage) : MailPart;
}

/// <summary>A chart that travels with the mail: nothing is fetched when it is read.</summary>
/// <param name="Id">Its content id, without brackets.</param>
internal sealed record MailPicture(string Id, Chart Chart);

/// <summary>A mail in no dialect.</summary>
/// <param name="Title">What clients show as the name of the document.</param>
/// <param name="Preheader">What lists of mails show after the subject: never a customer's name.</param>
/// <param name="Sender">The company and what this is, in small print above the finding.</param>
internal sealed record MailPage(string Title, string Preheader, string Sender, IReadOnlyList<MailPart> Parts);

/// <summary>What is sent: the same in two dialects, and the pictures of the first.</summary>
internal sealed record MailContent(string Subject, string Html, string Plain, IReadOnlyList<MailPicture> Pictures);
