using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Handling;

/// <summary><c>/silence Acme Inc for 3d because …</c>: nothing is posted about it for a while; what is open still stands in <c>/alerts</c>.</summary>
internal sealed class SilenceAnswers(SilenceStore silences, SilenceSubjects subjects) : IMetricAnswers
{
    private const int MostShown = 12;

    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Silence];

    public Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel) => SilenceText.Read(asked.Question.Subject ?? "", asked.Now, asked.Calendar) switch
    {
        SilenceWish.Begin begin => BeginAsync(asked, begin, cancel),
        SilenceWish.End end => EndAsync(asked, end.What, cancel),
        SilenceWish.List => ListAsync(asked, cancel),
        SilenceWish.Wrong wrong => Task.FromResult(Reply(AnswerKind.NotUnderstood, wrong.Sentence)),
        _ => throw new InvalidOperationException("There is no such wish."),
    };

    public Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel) => Task.FromResult(Reply(AnswerKind.NotUnderstood, SilenceText.Usage));

    private async Task<Answer> BeginAsync(Asked asked, SilenceWish.Begin begin, CancellationToken cancel)
    {
        var (matchers, wrong) = await subjects.ReadAsync(begin.What, asked.Now, cancel);
        if (matchers is null) return Reply(AnswerKind.NotUnderstood, wrong!);
        var active = await silences.ActiveAsync(asked.Now, cancel);
        var silence = Silence.Of(matchers, begin.Until, Doers.Of(asked.Reader), begin.Note, asked.Now);
        var known = active.FirstOrDefault(one => one.Matchers.SequenceEqual(matchers) && one.EndsAt >= begin.Until - Same);
        if (known is null) await silences.AddAsync(silence, cancel);
        var (shown, what) = (known ?? silence, await subjects.WordsAsync(matchers, cancel));
        return Reply(AnswerKind.Done, $"{(known is null ? "Silent" : "Silent already")} until {Days.Moment(shown.EndsAt, asked.Calendar)}: {what}.") with
        {
            Sentences = ["What fires meanwhile is not posted; it stands in /alerts, and is told when the silence ends if it is still open."],
            Suggestions = [new("End it", $"/silence end {shown.Id}")],
        };
    }

    private async Task<Answer> EndAsync(Asked asked, string what, CancellationToken cancel)
    {
        var active = await silences.ActiveAsync(asked.Now, cancel);
        var ended = active.Where(silence => silence.Id.Equals(what, StringComparison.OrdinalIgnoreCase)).ToList();
        if (ended.Count == 0 && (await subjects.ReadAsync([what], asked.Now, cancel)).Matchers is { } matchers) ended = [.. active.Where(silence => silence.Matchers.SequenceEqual(matchers))];
        if (ended.Count == 0) return Reply(AnswerKind.NotUnderstood, "No silence of that name is in force: /silence list shows those that are.");
        foreach (var silence in ended) await silences.EndAsync(silence.Id, Doers.Of(asked.Reader), asked.Now, cancel);
        return Reply(AnswerKind.Done, $"Ended: {await subjects.WordsAsync(ended[0].Matchers, cancel)} is heard of again.");
    }

    private async Task<Answer> ListAsync(Asked asked, CancellationToken cancel)
    {
        var active = await silences.ActiveAsync(asked.Now, cancel);
        if (active.Count == 0) return Reply(AnswerKind.Done, "Nothing is silent.") with { Sentences = [SilenceText.Usage] };
        List<string> lines = [];
        foreach (var silence in active.OrderBy(silence => silence.EndsAt).Take(MostShown))
            lines.Add($"{silence.Id}: {await subjects.WordsAsync(silence.Matchers, cancel)}, until {Days.Moment(silence.EndsAt, asked.Calendar)}{(silence.Note is { } note ? $" ({note})" : "")}.");
        return Reply(AnswerKind.Done, $"{Format.Counted(active.Count, "silence")} {(active.Count == 1 ? "is" : "are")} in force.") with
        {
            Sentences = lines,
            Suggestions = [.. active.OrderBy(silence => silence.EndsAt).Take(2).Select(silence => new Suggestion($"End {silence.Id}", $"/silence end {silence.Id}"))],
        };
    }

    /// <summary>The same wish again, by a request that was taken up twice, is the same silence.</summary>
    private static readonly TimeSpan Same = TimeSpan.FromMinutes(10);

    /// <summary>Its id asks for the list alone: a silence begins by who types it, never by a button that somebody else sees.</summary>
    private static Answer Reply(AnswerKind kind, string headline) => new() { Id = AnswerId.OfText("/silence"), Kind = kind, Question = "/silence", Headline = headline, NamesCustomers = true };
}
