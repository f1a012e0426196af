namespace RevenueBot.Reports.Advice;

/// <summary>How sure a recommendation is of its cause.</summary>
internal enum Sureness { Measured, Likely, Guess }

/// <summary>What a recommendation is worth in MRR a month: a range, and on what it rests.</summary>
/// <param name="If">"if a quarter to a half pay after a call; both shares are assumptions".</param>
internal sealed record Worth(long Low, long High, string If);

/// <summary>What a rule looks at, so that a later report can say what became of it.</summary>
/// <param name="Words">"MRR that unpaid invoices took".</param>
/// <param name="Value">Micro-units, or a count; less is better.</param>
internal sealed record Measure(string Words, long Value, bool IsMoney = true);

/// <summary>The parts of a recommendation as a rule wrote them. One that lacks a part is none: see <see cref="Adviser"/>.</summary>
internal sealed record AdviceDraft
{
    /// <summary>A verb first, one sentence without its full stop: "Call customers within a day when a payment fails".</summary>
    public string Do { get; init; } = "";

    public string Owner { get; init; } = "";

    public DateOnly? By { get; init; }

    /// <summary>Two or three sentences, each with a figure, its day and what it is compared with.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>The question whose answer proves them.</summary>
    public string Receipt { get; init; } = "";

    public Worth? Worth { get; init; }

    public string NextStep { get; init; } = "";

    public string Doubt { get; init; } = "";

    public Sureness? Sure { get; init; }

    public Measure? Measure { get; init; }
}

/// <summary>A rule of recommendations. It fires by what it writes: null where its figures give no reason to.</summary>
/// <param name="Id">Stable: kept with every recommendation.</param>
/// <param name="Version">Goes up with every change of threshold or wording.</param>
internal sealed record AdviceRule(string Id, int Version, Func<AdviceFacts, AdviceDraft?> Write)
{
    /// <summary>"involuntary-share v1"</summary>
    public string Name => $"{Id} v{Version}";
}
