using Npgsql;

namespace RevenueBot.Slack.Installing;

/// <summary>A row of <c>slack_installation</c>, in the order in which <see cref="InstallationStore"/> names its columns.</summary>
internal static class InstallationRow
{
    public static Stored Read(NpgsqlDataReader row, TokenSeal seal)
    {
        Installation installation = new(row.GetString(0), row.GetString(1), Time(row, 2))
        {
            IsEnterprise = row.GetBoolean(3), EnterpriseId = Text(row, 4), TeamId = Text(row, 5), AppId = Text(row, 6), BotUserId = Text(row, 7),
            Scopes = row.GetFieldValue<string[]>(8), Installer = Text(row, 9), FromSettings = row.GetBoolean(10), State = (InstallationState)row.GetInt16(11), Reason = Text(row, 12),
            ChangedAt = Time(row, 13), RenewedAt = Time(row, 14),
        };
        return new(installation, seal.Open(Bytes(row, 15)) is { } access ? new Tokens(access, seal.Open(Bytes(row, 16)), row.IsDBNull(17) ? null : Time(row, 17)) : null);
    }

    private static DateTimeOffset Time(NpgsqlDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static byte[]? Bytes(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);
}
