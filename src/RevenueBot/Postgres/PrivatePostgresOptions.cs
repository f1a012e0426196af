namespace RevenueBot.Postgres;

/// <param name="Root">The folder that holds the server's data, socket and locks.</param>
internal sealed record PrivatePostgresOptions(string Root)
{
    /// <summary>Where <c>postgres</c> and <c>initdb</c> are; null: found on this machine.</summary>
    public string? ProgramsFolder { get; init; }

    /// <summary>Server settings on top of <see cref="Tuning"/>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>One company's ledger on a small machine: more memory than the cautious defaults, durability untouched.</summary>
    private static IReadOnlyDictionary<string, string> Tuning { get; } = new Dictionary<string, string>
    {
        ["shared_buffers"] = "256MB",
        ["work_mem"] = "64MB",
        ["maintenance_work_mem"] = "256MB",
        ["effective_cache_size"] = "1GB",
        ["max_wal_size"] = "2GB",
        ["wal_level"] = "minimal", // nothing replicates it: what a rebuild writes into new tables is written once, not twice
        ["max_wal_senders"] = "0",
        ["random_page_cost"] = "1.1",
        ["jit"] = "off", // compiling costs more than these queries take
        ["timezone"] = "UTC",
    };

    public IEnumerable<string> Arguments(ClusterFiles files)
    {
        Dictionary<string, string> settings = new(Tuning)
        {
            ["listen_addresses"] = "", // the Unix socket only: no port to clash, nothing for others to reach
            ["unix_socket_directories"] = files.Sockets,
            ["unix_socket_permissions"] = "0700",
            ["logging_collector"] = "on", // a pipe to this program would break when it ends
            ["log_directory"] = "log",
            ["log_filename"] = "postgres-%a.log",
            ["log_truncate_on_rotation"] = "on",
        };
        foreach (var (name, value) in Settings) settings[name] = value;
        return ["-D", files.Data, .. settings.SelectMany(s => (string[])["-c", $"{s.Key}={s.Value}"])];
    }
}
