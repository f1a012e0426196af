using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Annotations;

/// <summary><c>/annotate 2026-11-10 launch Release 4.2</c>: keeps a note of a day, which charts then show. The same note again changes nothing.</summary>
internal sealed class AnnotateAnswers(FactStore facts) : IMetricAnswers
{
    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Annotate];

    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel)
    {
        var (note, wrong) = AnnotationText.Read(asked.Question.Subject ?? "", asked.Today);
        if (note is null) return Reply(AnswerKind.NotUnderstood, wrong!);
        var kept = await facts.ApplyAsync(new FactBatch { Annotations = [note] }, null, cancel);
        var words = $"{asked.Days.Day(note.Date)}, {note.Kind.ToString().ToLowerInvariant()}: {note.Text}";
        return Reply(AnswerKind.Done, kept.Added > 0 ? $"Noted for {words}." : $"That note was there already, for {words}.");
    }

    public Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel) => Task.FromResult(Reply(AnswerKind.NotUnderstood, AnnotationText.Usage));

    /// <summary>Its id asks for the usage alone: a note is kept by who types it, never by a button.</summary>
    private static Answer Reply(AnswerKind kind, string headline) => new() { Id = AnswerId.OfText("/annotate"), Kind = kind, Question = "/annotate", Headline = headline };
}
