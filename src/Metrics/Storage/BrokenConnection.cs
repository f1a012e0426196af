using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>The connection ended, and not what was asked: whether it was done is not known, and another connection may do it.</summary>
public static class BrokenConnection
{
    /// <summary>Of the server's own words those of its shutdown, and of connections (https://www.postgresql.org/docs/current/errcodes-appendix.html).</summary>
    public static bool Is(NpgsqlException fault) => fault is not PostgresException { SqlState: var state }
        || state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("08", StringComparison.Ordinal);
}
