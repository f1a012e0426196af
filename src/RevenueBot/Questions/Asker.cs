using System.Collections.Concurrent;
using RevenueBot.Access;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Continuing;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Restating;

namespace RevenueBot.Questions;

/// <summary>When a question is asked, and what the asker set beside its text.</summary>
/// <param name="AsOf">A day such as <c>2026-03-31</c>; null: the current day, or what the text says.</param>
/// <param name="KnownAt">A day or a time; null: as known now, or what the text says.</param>
/// <param name="Reader">Who is told: a person, a channel, a report. A restatement is named to each once; null: to nobody.</param>
internal sealed record AskContext(DateTimeOffset Now, string? AsOf = null, string? KnownAt = null, string? Reader = null);

/// <summary>The edge of questions: reads the text, asks the ledger once, and has the answer written.</summary>
internal sealed class Asker(Company company, LedgerRules rules, AskOptions options, KnownNames names, RestatementNotes restated, IEnumerable<IMetricAnswers> answers)
{
    private const int MostKept = 1_000, LongestKept = 300;

    private readonly string _rulesVersion = RulesVersion.Of(rules);
    private readonly ConcurrentDictionary<(string Text, DateOnly Day), (Names Known, Reading Reading)> _readings = [];
    private readonly Dictionary<Metric, IMetricAnswers> _answers = answers.SelectMany(one => one.Metrics, (one, metric) => (metric, one)).ToDictionary();

    /// <summary>Answers any text. What was not understood, or cannot be known, is an answer too.</summary>
    public async Task<Answer> AskAsync(string text, AskContext context, CancellationToken ct)
    {
        if (Courtesy.Of(text) is { } reply) return reply;
        return await ReadAsync(Complete(text, context), context, ct) switch
        {
            Reading.Understood understood => Corrected(await TellAsync(AskedOf(understood.Question, context), context.Reader, ct), understood),
            var reading => Replies.To(reading, text),
        };
    }

    /// <summary>What a text is after another question of the same conversation: no figure is read.</summary>
    /// <param name="before">The question before, in its canonical form.</param>
    public async Task<Continued> ContinueAsync(string text, string before, AskContext context, CancellationToken ct)
    {
        if (Courtesy.Of(text) is not null || Read(before, context, Names.None) is not Reading.Understood(var last)) return new Continued.Alone();
        var known = await names.ReadAsync(context.Now, ct);
        return ContinuationReader.Read(text, last, new Resolver(company.Calendar.DayOf(context.Now), company.Calendar), known) switch
        {
            Continuation.Asks asks => new Continued.Asks(asks.Question.ToString(), [.. asks.Corrections, $"Read as: {asks.Question.Label}.", .. asks.LeftOut.Count == 0 ? (string[])[] : [$"Left out: {string.Join(", ", asks.LeftOut)}."]]),
            Continuation.Receipt => new Continued.Receipt(),
            Continuation.Replies(var reading) => new Continued.Replies(Replies.To(reading, text)),
            _ => new Continued.Alone(),
        };
    }

    /// <summary>The right that a question needs before it is answered: it says nothing about what exists.</summary>
    public Right Needs(string text, AskContext context) => Read(Complete(text, context), context, names.Kept) is Reading.Understood(var question)
        ? NeededBy(question) : Right.Totals;

    /// <summary>What a question is about: the command of its metric, "help", or nothing where it was not understood. No word of the text is in it.</summary>
    public string MetricOf(string text, AskContext context) => Read(Complete(text, context), context, names.Kept) switch
    {
        Reading.Understood(var question) => MetricName.Of(question.Metric).Command,
        Reading.Help => "help",
        _ => "",
    };

    /// <summary>Lists can be told with ids for names; who names a customer, or alerts, is told who they are.</summary>
    private static Right NeededBy(Question question) => question switch
    {
        { Metric: Metric.Access } => Right.Administer,
        { Metric: Metric.Annotate } or { Metric: Metric.Intel, Subject: not (null or "list") } => Right.Annotate,
        { Metric: Metric.Customer or Metric.Alerts or Metric.Silence } or { Metric: Metric.Health or Metric.Expansion, Subject: not null } => Right.CustomersByName,
        { Metric: Metric.AtRisk or Metric.Expansion or Metric.Dunning } or { Who: true } => Right.Customers,
        _ => Right.Totals,
    };

    /// <summary>The question behind an answer's id, with the figures of that moment. Null for what is no id.</summary>
    public async Task<Answer?> AskAgainAsync(string answerId, AskContext context, CancellationToken ct) =>
        AnswerId.TryRead(answerId, out var text) ? await AskAsync(text, context, ct) : null;

    /// <summary>The ledger lines that add up to an answer, with their numbers of rows. Null for what is no id of a figure.</summary>
    public async Task<Answer?> ReceiptAsync(string answerId, AskContext context, CancellationToken ct) =>
        AnswerId.TryRead(answerId, out var text) && Read(text, context, names.Kept) is Reading.Understood(var question)
            ? await ReceiptAsync(AskedOf(question, context), ct) : null;

    /// <summary>The answer to a question that was put together by a program.</summary>
    public Task<Answer> AnswerAsync(Question question, AskContext context, CancellationToken ct) => AnswerAsync(AskedOf(question, context), ct);

    /// <summary>What adds up to the figure of such a question.</summary>
    public Task<Answer> ReceiptAsync(Question question, AskContext context, CancellationToken ct) => ReceiptAsync(AskedOf(question, context), ct);

    /// <summary>Reads a text, with names no older than a minute, or with those of now where it is not understood: a word that says nothing ("team") may be a plan. Help needs none, nor a database.</summary>
    private async Task<Reading> ReadAsync(string text, AskContext context, CancellationToken ct)
    {
        var kept = names.Kept;
        var reading = Read(text, context, kept);
        if (reading is Reading.Help) return reading;
        var fresh = await names.ReadAsync(context.Now, ct);
        if (!ReferenceEquals(fresh, kept)) return Read(text, context, fresh);
        return reading is Reading.Understood ? reading : Read(text, context, await names.ReadAsync(context.Now, ct, isAnew: true));
    }

    /// <summary>A page asks the same dozen questions each time it is opened: what a text means on a day depends on nothing else than the names that are known.</summary>
    private Reading Read(string text, AskContext context, Names known)
    {
        var day = company.Calendar.DayOf(context.Now);
        if (_readings.TryGetValue((text, day), out var before) && ReferenceEquals(before.Known, known)) return before.Reading;
        var reading = QuestionParser.Parse(text, day, company.Calendar, known);
        if (text.Length > LongestKept) return reading;
        if (_readings.Count >= MostKept) _readings.Clear();
        _readings[(text, day)] = (known, reading);
        return reading;
    }

    private async Task<Answer> TellAsync(Asked asked, string? reader, CancellationToken ct)
    {
        var answer = await AnswerAsync(asked, ct);
        return reader is null ? answer : await restated.NameAsync(answer, asked, reader, ct);
    }

    private static Answer Corrected(Answer answer, Reading.Understood reading) =>
        reading.Corrections.Count == 0 ? answer : answer with { Sentences = [string.Join(' ', reading.Corrections), .. answer.Sentences] };

    private Task<Answer> AnswerAsync(Asked asked, CancellationToken ct) =>
        _answers.TryGetValue(asked.Question.Metric, out var found) ? found.AnswerAsync(asked, ct) : Unanswered(asked);

    private async Task<Answer> ReceiptAsync(Asked asked, CancellationToken ct)
    {
        if (!_answers.TryGetValue(asked.Question.Metric, out var found)) return await Unanswered(asked);
        var receipt = await found.ReceiptAsync(asked, ct);
        return receipt.Profile is null ? receipt : receipt with { ProfileVersion = _rulesVersion, Footer = $"{receipt.Footer}, version {_rulesVersion}" };
    }

    /// <summary>A metric that nothing here computes: its name alone is no answer.</summary>
    private static Task<Answer> Unanswered(Asked asked) => Task.FromResult(Replies.Unanswered(asked.Question));

    private Asked AskedOf(Question question, AskContext context) => new()
    {
        Question = question, Now = context.Now, Reader = context.Reader, Calendar = company.Calendar, Currency = company.Currency, StaleAfter = options.StaleAfter,
    };

    /// <summary>What was set beside the text is part of the question: it is checked and quoted like the rest.</summary>
    private static string Complete(string text, AskContext context) =>
        text + (context.AsOf is { } day ? $" as of {day}" : "") + (context.KnownAt is { } time ? $" known at {time}" : "");
}
