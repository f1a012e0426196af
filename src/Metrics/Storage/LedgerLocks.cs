namespace RevenueBot.Metrics.Storage;

/// <summary>
/// The advisory locks that put writers in order. Small batches share the ledger and lock their customers; an import or a rebuild
/// has the ledger alone. All are held to the end of the transaction, so a killed process leaves none.
/// </summary>
internal static class LedgerLocks
{
    private const string Ledger = "5928240478209";
    private const string Rollups = "5928240478210";

    /// <summary>
    /// And plans every statement of the transaction once for all: they differ in their parameters only, and planning one anew costs
    /// more than running it.
    /// </summary>
    public const string ShareLedger = $"SELECT pg_advisory_xact_lock_shared({Ledger}), set_config('plan_cache_mode', 'force_generic_plan', true)";
    public const string OwnLedger = $"SELECT pg_advisory_xact_lock({Ledger})";
    public const string OwnRollups = $"SELECT pg_advisory_xact_lock({Rollups})";
    public const string TryOwnRollups = $"SELECT pg_try_advisory_xact_lock({Rollups})";
}
