using Npgsql;

namespace RevenueBot.Doctor;

/// <summary>The database: does it answer, is it new enough, does its clock agree with ours.</summary>
internal static class DatabaseChecks
{
    private const int OldestMajor = 15;
    private static readonly TimeSpan _clocksMayDiffer = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<DoctorCheck>> RunAsync(NpgsqlDataSource database, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancel);
            return [Version(connection), Clock(await NowAsync(connection, cancel), time.GetUtcNow())];
        }
        catch (NpgsqlException)
        {
            return [DoctorCheck.Fail("Database", "The database does not answer.")];
        }
    }

    private static DoctorCheck Version(NpgsqlConnection connection) =>
        connection.PostgreSqlVersion.Major >= OldestMajor
            ? DoctorCheck.Ok("Database", $"PostgreSQL {connection.PostgreSqlVersion}, schema up to date.")
            : DoctorCheck.Fail("Database", $"PostgreSQL {connection.PostgreSqlVersion} is too old: use {OldestMajor} or newer.");

    private static DoctorCheck Clock(DateTimeOffset database, DateTimeOffset here)
    {
        var apart = (database - here).Duration();
        return apart <= _clocksMayDiffer
            ? DoctorCheck.Ok("Clocks", "This machine and the database agree.")
            : DoctorCheck.Warn("Clocks", $"This machine and the database are {apart.TotalSeconds:0} s apart: set both by NTP, or signed requests are refused and late facts are misdated.");
    }

    private static async Task<DateTimeOffset> NowAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT clock_timestamp()", connection);
        return new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(cancel))!, TimeSpan.Zero);
    }
}
