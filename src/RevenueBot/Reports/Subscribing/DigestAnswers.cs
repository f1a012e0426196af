using RevenueBot.Access;
using RevenueBot.Access.Granting;
using RevenueBot.Charts;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports.Scheduling;
using RevenueBot.Reports.Sending;

namespace RevenueBot.Reports.Subscribing;

/// <summary><c>/digest</c>: what is sent when and where, a preview for the asker alone, and subscriptions.</summary>
internal sealed class DigestAnswers(ScheduleStore schedules, SubscriptionDesk desk, DigestStore digests, BuildDigest build, AccessBook book) : IMetricAnswers
{
    private const int MostRows = 30, MostLines = 20;

    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Digest];

    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel)
    {
        if (Requester.Of(asked.Reader) is not { } requester) return Reply(AnswerKind.Refused, "Reports are looked after in Slack, in Teams and at the terminal.");
        return DigestText.Read(asked.Question.Subject ?? "") switch
        {
            DigestWish.List => await ListAsync(asked, requester, cancel),
            DigestWish.Preview preview => await PreviewAsync(asked, requester, preview.Kind, cancel),
            DigestWish.Subscribe wish => Done(await desk.SubscribeAsync(requester, wish, asked.Now, cancel)),
            DigestWish.Pause pause => Done(await desk.PauseAsync(requester, pause.Id, asked.Now, cancel)),
            DigestWish.Resume resume => Done(await desk.ResumeAsync(requester, resume.Id, asked.Now, cancel)),
            DigestWish.Stop stop => Done(await desk.StopAsync(requester, stop.Id, asked.Now, cancel)),
            DigestWish.Wrong wrong => Reply(AnswerKind.NotUnderstood, wrong.Sentence),
            _ => throw new InvalidOperationException("There is no such wish."),
        };
    }

    public Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel) => Task.FromResult(Reply(AnswerKind.NotUnderstood, DigestText.Usage));

    private async Task<Answer> ListAsync(Asked asked, Requester requester, CancellationToken cancel)
    {
        List<DigestSchedule> seen = [];
        foreach (var schedule in await schedules.SyncAsync(asked.Now, cancel))
            if (await desk.MaySeeAsync(requester, schedule, cancel)) seen.Add(schedule);
        if (seen.Count == 0) return Reply(AnswerKind.Done, "No report is sent to you.") with { Sentences = [DigestText.Usage], Suggestions = Previews };
        return Reply(AnswerKind.Done, $"{Format.Counted(seen.Count, "report")} {(seen.Count == 1 ? "is" : "are")} sent.") with
        {
            Sentences = [.. seen.Take(MostRows).Select(schedule => $"{ScheduleWords.Line(schedule, asked.Now)}."), .. seen.Count > MostRows ? [$"{Format.Counted(seen.Count - MostRows, "other")}."] : (string[])[], DigestText.Usage],
            Suggestions = [.. seen.Take(2).Select(schedule => schedule.IsPaused ? new Suggestion($"Resume {schedule.Name}", $"/digest resume {schedule.Id}") : new Suggestion($"Pause {schedule.Name}", $"/digest pause {schedule.Id}")), Previews[0]],
        };
    }

    /// <summary>What was sent of these days, or would be now; as far as the asker may see, for them alone.</summary>
    private async Task<Answer> PreviewAsync(Asked asked, Requester requester, DigestKind kind, CancellationToken cancel)
    {
        var may = requester.Platform is not { } platform ? Right.Totals | Right.CustomersByName
            : (await book.RulesAsync(platform, cancel)).RoleOf(requester.Workspace, requester.User)?.AloneAt(PlaceKind.Direct) ?? Right.Totals;
        var period = DigestPeriods.At(kind, asked.Now, asked.Calendar);
        var digest = DigestFor.Readers(await digests.FindAsync(kind, period.Last, cancel) ?? await build(period, asked.Now, cancel), may);
        return Reply(AnswerKind.Done, digest.Headline) with
        {
            Question = $"/digest preview {DigestWords.Name(kind)}",
            Notice = digest.Notice,
            Sentences = [.. Lines(digest).Take(MostLines)],
            Figures = digest.Figures,
            Footer = $"Preview for you alone · {digest.Footer}",
            Chart = digest.Chart is { } chart ? new Lazy<Chart>(chart.Chart) : null,
            AsOf = period.Last,
            DataThrough = digest.DataThrough,
            Currency = digest.Currency,
            NamesCustomers = digest.NamesCustomers,
            Suggestions = [new($"Subscribe {DigestWords.Name(kind)}", $"/digest subscribe {DigestWords.Name(kind)}"), new("What is sent", "/digest")],
        };
    }

    private static IEnumerable<string> Lines(Digest digest) =>
    [
        digest.Title + ".", .. digest.Sentences, .. digest.Target is { } target ? [$"{target.Label} {target.Text}"] : (string[])[],
        .. digest.Items.Select((item, number) => $"{number + 1}. {item.Finding}{(item.Money is { } money ? $", {money}" : "")}. {item.Evidence} {item.Do}".TrimEnd()), .. digest.ItemsNote is { } note ? [note.Text] : (string[])[], .. digest.NothingUrgent is { } nothing ? [nothing] : (string[])[],
        .. digest.Decision is { } decision ? [$"{decision.Label} {decision.Text}"] : (string[])[], .. digest.Sections.Select(section => section.Headline is { } finding ? $"{section.Title}: {finding}" : $"{section.Title}."), .. digest.Restated.Select(line => $"{DigestWords.Restated} {line}"),
    ];

    private static IReadOnlyList<Suggestion> Previews { get; } = [new("Preview daily", "/digest preview daily"), new("Preview weekly", "/digest preview weekly")];

    private static Answer Done((bool IsDone, string Sentence, string? More) outcome) =>
        Reply(outcome.IsDone ? AnswerKind.Done : AnswerKind.Refused, outcome.Sentence) with { Sentences = outcome.More is { } more ? [more] : [], Suggestions = outcome.IsDone ? [new("What is sent", "/digest")] : [] };

    /// <summary>Its id asks for the list alone: a subscription begins by who types it, never by a button that somebody else sees.</summary>
    private static Answer Reply(AnswerKind kind, string headline) => new() { Id = AnswerId.OfText("/digest"), Kind = kind, Question = "/digest", Headline = headline };
}
