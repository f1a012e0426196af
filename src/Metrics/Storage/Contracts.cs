using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>What applying a batch did.</summary>
/// <param name="Added">Facts that were new.</param>
/// <param name="Duplicates">Facts that were known already.</param>
/// <param name="Customers">Customers whose ledger was folded again.</param>
public sealed record ApplyResult(long Added, long Duplicates, int Customers);

/// <summary>A row of the inbox, marked done in the transaction that applies its facts.</summary>
public readonly record struct InboxKey(string Source, string EventId);

/// <summary>What commits together with a batch of facts.</summary>
/// <param name="Inbox">The message the facts came from.</param>
/// <param name="DataThrough">How far their source has now been read.</param>
public sealed record FactOptions(InboxKey? Inbox = null, SourceState? DataThrough = null);

/// <summary>Something about a source that a person should know: one plain sentence, kept once per reference.</summary>
/// <param name="Reference">What it is about within the source: a file and line, an object id.</param>
public sealed record DataProblem(string Source, string Reference, string Sentence, DateTimeOffset FirstSeenAt)
{
    /// <summary>The references under which it is kept why a source cannot be read at all: it refuses, or does not answer.</summary>
    public const string Key = "key", Connection = "connection";

    public static string[] WhySilent { get; } = [Key, Connection];
}

/// <summary>A question to the ledger: sums between boundaries.</summary>
/// <param name="Boundaries">Ascending days; cells come for everything before the first (opening) and for each span between two.</param>
/// <param name="KnownAt">Null: as known now (from the roll-ups). Else from the ledger rows as recorded by then.</param>
public sealed record LedgerQuery(Dimension By, IReadOnlyList<DateOnly> Boundaries, DateTimeOffset? KnownAt = null)
{
    /// <summary>Rates and targets as known then, for who needs no cells; else as known at <see cref="KnownAt"/>.</summary>
    public DateTimeOffset? ContextKnownAt { get; init; } = KnownAt;

    /// <summary>Only what stands around the cells is read, and they are empty.</summary>
    public bool WithoutCells { get; init; }
}

/// <summary>How far a source has been read.</summary>
/// <param name="DataThrough">The latest moment up to which the source is known to be complete.</param>
public sealed record SourceState(string Source, DateTimeOffset DataThrough)
{
    /// <summary>Why nothing arrives, in a sentence for people; null where nothing is known to be wrong.</summary>
    public string? Problem { get; init; }

    /// <summary>Null where the source has not been compared with the ledger.</summary>
    public ReconciliationState? Reconciled { get; init; }
}

/// <summary>The last comparison of the ledger with a biller.</summary>
/// <param name="Customers">Customers compared.</param>
/// <param name="Differing">Those of them for whom both do not say the same.</param>
public sealed record ReconciliationState(DateTimeOffset At, int Customers, int Differing);

/// <summary>Everything a headline answer needs, read in one round trip.</summary>
public sealed record LedgerSnapshot(
    IReadOnlyList<LedgerCell> Cells, IReadOnlyList<FxRate> FxRates, IReadOnlyList<Target> Targets, IReadOnlyList<Annotation> Annotations,
    IReadOnlyList<SourceState> Sources, string ProfileName)
{
    /// <summary>What people call the keys of a query by plan; other dimensions are their own names.</summary>
    public IReadOnlyDictionary<string, KeyName> KeyNames { get; init; } = new Dictionary<string, KeyName>();
}

/// <param name="Order">A plan's tier; null where it has none.</param>
public sealed record KeyName(string Name, int? Order);
