using System.Globalization;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports;

namespace RevenueBot.Intel;

/// <summary><c>/intel TEXT [LINK]</c>: keeps what somebody saw of the market, with author, day and source. It posts nothing by itself.</summary>
internal sealed class IntelAnswers(NoteStore notes, NoteAuthors authors, MarketNotes market) : IMetricAnswers
{
    private const int MostListed = 8, MostOfFeeds = 5, LongestListed = 160, DaysListed = 30;

    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Intel];

    public Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel) => NoteText.Read(asked.Question.Subject ?? "") switch
    {
        NoteWish.Keep keep => KeepAsync(asked, keep, cancel),
        NoteWish.Remove remove => RemoveAsync(asked, remove.Id, cancel),
        NoteWish.List => ListAsync(asked, cancel),
        NoteWish.Wrong wrong => Task.FromResult(Reply(AnswerKind.NotUnderstood, wrong.Sentence)),
        _ => throw new InvalidOperationException("There is no such wish."),
    };

    public Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel) => Task.FromResult(Reply(AnswerKind.NotUnderstood, NoteText.Usage));

    private async Task<Answer> KeepAsync(Asked asked, NoteWish.Keep keep, CancellationToken cancel)
    {
        var name = await authors.NameAsync(asked.Reader, cancel);
        var (id, isNew) = await notes.AddAsync(new(0, NoteAuthors.Of(asked.Reader), name, keep.Text, keep.Link, asked.Now), cancel);
        return Reply(AnswerKind.Done, $"{(isNew ? "Noted" : "That note was there already")} as {Number(id)}: {keep.Text}") with
        {
            Sentences =
            [
                $"{name}, {asked.Days.Day(asked.Today)}{(keep.Link is { } link ? $", {link}" : "")}",
                $"Everybody who may see totals can read it, in /intel and in the weekly review. /intel remove {Number(id)} takes it back.",
            ],
        };
    }

    private async Task<Answer> RemoveAsync(Asked asked, long id, CancellationToken cancel)
    {
        if (await notes.FindAsync(id, cancel) is not { } note) return Reply(AnswerKind.NotUnderstood, $"There is no note {Number(id)}: /intel shows the last ones.");
        if (!await authors.MayRemoveAsync(asked.Reader, note, cancel)) return Reply(AnswerKind.Refused, $"Note {Number(id)} is by {note.AuthorName}: only its author or an administrator takes it back.");
        await notes.RemoveAsync(id, NoteAuthors.Of(asked.Reader), asked.Now, cancel);
        return Reply(AnswerKind.Done, $"Note {Number(id)} is taken back: {PlainText.Cut(note.Text, LongestListed)}");
    }

    private async Task<Answer> ListAsync(Asked asked, CancellationToken cancel)
    {
        var listed = await notes.ReadAsync(DateTimeOffset.UnixEpoch, asked.Now.AddDays(1), MostListed, cancel);
        var read = await market.FeedsAsync(asked.Today.AddDays(-DaysListed), asked.Today, MostOfFeeds, cancel);
        var headline = listed.Count switch
        {
            0 => "No market notes yet.",
            1 => "One market note.",
            _ => $"The last {Format.Counted(listed.Count, "market note")}, the newest first.",
        };
        return Reply(AnswerKind.Done, headline) with
        {
            Sentences =
            [
                .. listed.Select(note => $"{Number(note.Id)}: {Line(MarketNotes.QuoteOf(note, asked.Calendar), asked.Days)}"),
                .. read.Count > 0 ? [$"From feeds, the newest first, since {asked.Days.Day(asked.Today.AddDays(-DaysListed))}:", .. read.Select(quote => Line(quote, asked.Days))] : (string[])[],
                NoteText.Usage,
            ],
        };
    }

    private static string Line(DigestQuote quote, Days days) =>
        $"{PlainText.Cut(quote.Text, LongestListed)} – {quote.Author}, {days.Day(quote.Day)}{(quote.Source is { } link ? $", {link.OriginalString}" : "")}";

    private static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Its id asks for the list alone: a note is kept by who types it, never by a button.</summary>
    private static Answer Reply(AnswerKind kind, string headline) => new() { Id = AnswerId.OfText("/intel"), Kind = kind, Question = "/intel", Headline = headline };
}
