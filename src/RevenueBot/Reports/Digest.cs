using System.Text.Json.Serialization;
using RevenueBot.Charts;
using RevenueBot.Metrics;
using RevenueBot.Questions;

namespace RevenueBot.Reports;

/// <summary>The three reports.</summary>
internal enum DigestKind { Daily, Weekly, Monthly }

/// <summary>
/// The local days that a report speaks of, its end included: a day, a week, a month. With its kind it is the report's name for ever:
/// there is one for each kind and last day.
/// </summary>
internal readonly record struct DigestPeriod(DigestKind Kind, DateOnly First, DateOnly Last);

/// <summary>
/// A report in no dialect: every surface renders it and computes nothing. All texts are plain and unescaped. What the first screen holds is
/// enough to decide; <see cref="Sections"/> are the details below it, in a thread, behind a button or on pages of their own.
/// </summary>
internal sealed record Digest
{
    public required DigestPeriod Period { get; init; }

    /// <summary>"Daily report: Tue 10 Nov 2026"</summary>
    public required string Title { get; init; }

    /// <summary>The finding for the subject of a mail, at most 50 characters: figure, change, day. Never a customer's name: subjects show on locked screens.</summary>
    public required string Subject { get; init; }

    /// <summary>What lists of mails show after the subject, 80 to 110 characters: not a repeat of it, and never a customer's name.</summary>
    public required string Preheader { get; init; }

    /// <summary>What must be read before the figures: stale data, or that the report is late. Null: nothing.</summary>
    public string? Notice { get; init; }

    /// <summary>It goes out after its time, to catch up. Where it is false and there is a <see cref="Notice"/>, the data are stale.</summary>
    public bool IsLate { get; init; }

    /// <summary>The finding: one sentence that survives alone.</summary>
    public required string Headline { get; init; }

    /// <summary>What follows it: the comparison, then why, in one to three short sentences.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];

    public IReadOnlyList<Figure> Figures { get; init; } = [];

    /// <summary>Progress to the target of the month; null where none is set.</summary>
    public DigestNote? Target { get; init; }

    /// <summary>What needs somebody, largest money first, at most three. Empty: <see cref="NothingUrgent"/> says so.</summary>
    public IReadOnlyList<DigestItem> Items { get; init; } = [];

    /// <summary>Small print about the items: who is in two of them, and how many are not shown. Null: nothing.</summary>
    public DigestRemark? ItemsNote { get; init; }

    /// <summary>"Nothing needs you. No new alerts since Mon 9 Nov." Null where <see cref="Items"/> has some, or the report has no such part.</summary>
    public string? NothingUrgent { get; init; }

    /// <summary>The one decision that the report asks for; null: none.</summary>
    public DigestNote? Decision { get; init; }

    public DigestChart? Chart { get; init; }

    public IReadOnlyList<DigestSection> Sections { get; init; } = [];

    /// <summary>"9 Nov closed at $58,160, not $58,188. A downgrade of 9 Nov (−$28) arrived on 10 Nov, 11:20."</summary>
    public IReadOnlyList<string> Restated { get; init; } = [];

    /// <summary>The answer whose receipt proves the main figure (<see cref="Answer.Id"/>).</summary>
    public required string ReceiptId { get; init; }

    /// <summary>Where the full views are, from the root of the dashboard: "/revenue?week=2026-W45".</summary>
    public string Page { get; init; } = "/";

    /// <summary>"Day closed 24:00 New York · data through Wed 11 Nov 2026, 07:25 · Stripe · USD · default definitions"</summary>
    public required string Footer { get; init; }

    public required Currency Currency { get; init; }

    public DateTimeOffset? DataThrough { get; init; }

    /// <summary>To be called once it is sure to reach its readers: what it restates is then not named again. Null: there is nothing to remember.</summary>
    [JsonIgnore]
    public Func<CancellationToken, Task>? Delivered { get; init; }

    /// <summary>True where single customers are named: it needs the right to see who they are.</summary>
    public bool NamesCustomers => Items.Any(item => item.NamesCustomers) || ItemsNote is { NamesCustomers: true } || Sections.Any(section => section.NamesCustomers);
}

/// <summary>A sentence with its bold label: "Target 30 Nov: $60,000." – "97.4% reached, $1,570 to go. …"</summary>
internal sealed record DigestNote(string Label, string Text)
{
    /// <summary>How much of a target is reached, as a fraction, for the bar beside the words; null: no bar.</summary>
    public decimal? Reached { get; init; }
}

/// <summary>A sentence that may name customers, and the same for who may not know who they are.</summary>
internal sealed record DigestRemark(string Text, string Unnamed)
{
    public bool NamesCustomers { get; init; }
}

/// <summary>Something that needs somebody, or a risk or an opportunity in a list.</summary>
/// <param name="Finding">"Brightwater Clinics at high risk": whom or what, and its state.</param>
/// <param name="Unnamed">The same for who may not know who it is: "One customer at high risk".</param>
/// <param name="Money">"$698 MRR"; null where nothing is at stake.</param>
internal sealed record DigestItem(string Finding, string Unnamed, string? Money)
{
    /// <summary>Why: "Card expired, 4 of 12 users active."</summary>
    public string? Evidence { get; init; }

    /// <summary>What <see cref="Evidence"/> says without naming anybody; null: nothing.</summary>
    public string? UnnamedEvidence { get; init; }

    /// <summary>A verb first: "Ask for a new card."</summary>
    public string? Do { get; init; }

    /// <summary>"Dana Osei, acknowledged"</summary>
    public string? Owner { get; init; }

    /// <summary>From the root of the dashboard; null: no page.</summary>
    public string? Page { get; init; }

    /// <summary>The money at stake, or to be won, in micro-units a month: what the order goes by.</summary>
    public long Micros { get; init; }

    /// <summary>A sum over several customers: without their names it is a total, which speaks of no single one.</summary>
    public bool IsSum { get; init; }

    /// <summary>True where <see cref="Finding"/>, <see cref="Evidence"/> or <see cref="Page"/> tell who a customer is.</summary>
    public bool NamesCustomers { get; init; }
}

/// <summary>A picture with the name under which it is sent: stable, so that a mail can point at it ("mrr-chart").</summary>
internal sealed record DigestChart(string Key, string Caption, Chart Chart)
{
    /// <summary>The answer that has the same picture (<see cref="Answer.Id"/>), for programs that fetch it by an address; null: it can only be sent along.</summary>
    public string? AnswerId { get; init; }
}

/// <summary>Something a person or a feed said: nothing is added to it.</summary>
/// <param name="Author">"Priya Nair" or "Feed “Oriel blog”".</param>
internal sealed record DigestQuote(string Text, string Author, DateOnly Day, Uri? Source);

/// <summary>A recommendation made by a rule: if a part is missing the rule does not fire.</summary>
/// <param name="Rule">"involuntary-share v2"</param>
internal sealed record DigestAdvice(string Do, string Owner, string Evidence, string Money, string NextStep, string Doubt, string Rule)
{
    /// <summary>What is at stake a month, in micro-units: what the order goes by.</summary>
    public long Micros { get; init; }

    public bool NamesCustomers { get; init; }
}

/// <summary>A part of the details. What it does not have is not shown: no empty part is ever made.</summary>
internal sealed record DigestSection(string Key, string Title)
{
    /// <summary>The finding of the part, one sentence; on a page of the board report it is the title.</summary>
    public string? Headline { get; init; }

    public IReadOnlyList<string> Sentences { get; init; } = [];
    public IReadOnlyList<Figure> Figures { get; init; } = [];
    public IReadOnlyList<DigestTable> Tables { get; init; } = [];
    public IReadOnlyList<DigestChart> Charts { get; init; } = [];
    public IReadOnlyList<DigestList> Lists { get; init; } = [];
    public IReadOnlyList<DigestQuote> Quotes { get; init; } = [];
    public IReadOnlyList<DigestAdvice> Advice { get; init; } = [];

    /// <summary>Small print under the part.</summary>
    public string? Note { get; init; }

    /// <summary>How it wants to stand on a page of its own; messages and mails do not care.</summary>
    public DigestLayout Layout { get; init; }

    public bool NamesCustomers => Tables.Any(table => table.NamesCustomers) || Lists.Any(list => list.Items.Any(item => item.NamesCustomers)) || Advice.Any(advice => advice.NamesCustomers);
}

/// <summary>On a page: the picture beside its figures, or as wide as the page with them below.</summary>
internal enum DigestLayout { Beside, Wide }

/// <param name="Unnamed">The same for who may not know who the customers are; null: it is left out for them.</param>
internal sealed record DigestTable(string? Heading, AnswerTable Table, AnswerTable? Unnamed = null)
{
    public bool NamesCustomers { get; init; }
}

/// <summary>"Risks", and what is at stake in each.</summary>
internal sealed record DigestList(string Heading, IReadOnlyList<DigestItem> Items);
