using RevenueBot.Charts;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Restating;

namespace RevenueBot.Questions;

/// <summary>What kind of reply this is. Only <see cref="Figures"/> carries revenue numbers; <see cref="Done"/> says that something was kept as asked.</summary>
public enum AnswerKind { Figures, Help, NotUnderstood, Refused, Failed, Done }

/// <summary>A labelled figure, ready to show, with its comparison ("+$22 vs 10 Oct").</summary>
/// <param name="Micros">The figure itself where it is money: micro-units of the answer's currency.</param>
/// <param name="Number">The figure itself where it is a count or (as a fraction) a percentage; null where undefined.</param>
public sealed record Figure(string Key, string Label, string Value, string? Comparison = null, long? Micros = null, decimal? Number = null);

/// <summary>A table whose first column is a label and whose other columns are figures, ready to show.</summary>
/// <param name="Note">What a mark such as † in a row means.</param>
public sealed record AnswerTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, string? Note = null);

/// <summary>A page that an answer leads to. Its address may be a right by itself: it is shown to whoever is told the answer, and stands in no log.</summary>
public sealed record AnswerLink(string Label, Uri Address);

/// <summary>A question that can be run as typed.</summary>
public sealed record Suggestion(string Label, string Question);

/// <summary>
/// The platform-free answer: every surface renders this and computes nothing. All texts are plain and unescaped; each
/// renderer escapes for its own dialect.
/// </summary>
public sealed record Answer
{
    /// <summary>Opaque id (<c>ans_…</c>), for buttons, receipts and logs.</summary>
    public required string Id { get; init; }

    public required AnswerKind Kind { get; init; }

    /// <summary>The question as it was understood, in the language of questions: it can be asked again.</summary>
    public required string Question { get; init; }

    /// <summary>
    /// What must be read before the figures, or null: "Nothing has arrived from Stripe since Tue 10 Nov, 21:05. Figures are as of that
    /// time." Every renderer places it above the headline.
    /// </summary>
    public string? Notice { get; init; }

    /// <summary>The finding: one sentence that survives alone, as a phone notification.</summary>
    public required string Headline { get; init; }

    /// <summary>What follows the finding, a paragraph of one to three sentences each, in reading order.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];

    public IReadOnlyList<Figure> Figures { get; init; } = [];
    public AnswerTable? Table { get; init; }

    /// <summary>Drawn when first asked for: the text never waits for the picture.</summary>
    public Lazy<Chart>? Chart { get; init; }

    /// <summary>Questions that go on from here, or, where nothing was understood, what may have been meant.</summary>
    public IReadOnlyList<Suggestion> Suggestions { get; init; } = [];

    /// <summary>A page to open from here; null: none.</summary>
    public AnswerLink? Link { get; init; }

    /// <summary>MRR by period and key behind the figures, for JSON and receipts.</summary>
    public IReadOnlyList<PeriodMrr> Series { get; init; } = [];

    /// <summary>What people call the keys of <see cref="Series"/>; null where its rows are of the whole.</summary>
    public IReadOnlyDictionary<string, string>? KeyNames { get; init; }

    /// <summary>
    /// What the figure of a receipt is made of, row by row and exact, for programs; read when asked for, since it may name every customer.
    /// Null for an answer that is no receipt, and where the ledger's own rows are the proof.
    /// </summary>
    public Func<CancellationToken, Task<IReadOnlyList<object>>>? Proof { get; init; }

    /// <summary>Closings that are no longer what this reader was told; they are named in <see cref="Sentences"/> too.</summary>
    public IReadOnlyList<Restatement> Restatements { get; init; } = [];

    /// <summary>To be called once the answer has reached its reader: what it restates is then not named again. Null: there is nothing to remember.</summary>
    public Func<CancellationToken, Task>? Delivered { get; init; }

    public Currency? Currency { get; init; }

    /// <summary>The local day the answer speaks of.</summary>
    public DateOnly? AsOf { get; init; }

    public DateTimeOffset? KnownAt { get; init; }
    public DateTimeOffset? DataThrough { get; init; }

    /// <summary>True where single customers are named or shown: it needs the right to see customers, not only totals.</summary>
    public bool NamesCustomers { get; init; }

    /// <summary>
    /// The same with customers' ids in place of their names, for who may see figures of customers and not who they are; null where the
    /// answer names nobody, or cannot be told without. Nothing in it says a name: not a suggestion, not a picture.
    /// </summary>
    public Func<Answer>? Unnamed { get; init; }

    /// <summary>Name of the definition profile.</summary>
    public string? Profile { get; init; }

    /// <summary>The version of that profile's rules, for a receipt: who asks again later can tell whether the rules are still the same.</summary>
    public string? ProfileVersion { get; init; }

    /// <summary>Notice, headline and sentences as one text: what a notification or a screen reader says.</summary>
    public string Text => string.Join(' ', [.. Notice is null ? (string[])[] : [Notice], Headline, .. Sentences]);

    /// <summary>"Data through Tue 10 Nov 2026, 17:40 New York · Stripe · USD · default definitions"</summary>
    public string Footer { get; init; } = "";

    /// <summary>
    /// Whether a picture says more than the text. Never a table and a picture of the same data: several keys are read better in the table,
    /// figures stand beside the picture.
    /// </summary>
    public bool WantsPicture => Chart is not null && (Figures.Count > 0 || Table is null || Series.All(row => row.Key == Series[0].Key));

    /// <summary>Whatever shows a figure can prove it.</summary>
    public bool HasReceipt => Kind == AnswerKind.Figures && (Series.Count > 0 || Figures.Count > 0 || Table is not null);
}
