using System.Diagnostics;
using System.Globalization;
using Npgsql;
using RevenueBot.Configuration;
using RevenueBot.Postgres;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Postgres;

/// <summary>The real server programs, each test on a data directory of its own.</summary>
public sealed class PrivatePostgresTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("revenuebot-postgres-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Start_EmptyDirectory_CreatesAndStopLeavesNothingRunning()
    {
        var server = await StartAsync();
        (await QueryAsync(server, "SELECT current_setting('fsync') || current_setting('listen_addresses')")).ShouldBe("on");
        var pid = server.ProcessId.ShouldNotBeNull();

        await server.DisposeAsync();

        server.ProcessId.ShouldBeNull();
        ServerProcess.At(Path.Combine(_root, "postgres")).ShouldBeEmpty();
        pid.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Start_Again_KeepsTheData()
    {
        await using (var first = await StartAsync()) await QueryAsync(first, "CREATE TABLE kept (x int)");
        await using var second = await StartAsync();
        (await QueryAsync(second, "SELECT to_regclass('kept')::text")).ShouldBe("kept");
    }

    [Fact]
    public async Task Start_WhileRunning_JoinsAndOnlyTheLastUserStopsIt()
    {
        var first = await StartAsync();
        var second = await StartAsync();
        second.ProcessId.ShouldBe(first.ProcessId);

        await first.DisposeAsync();
        (await QueryAsync(second, "SELECT 'alive'")).ShouldBe("alive");

        await second.DisposeAsync();
        second.ProcessId.ShouldBeNull();
    }

    [Fact]
    public async Task EnsureRunning_ServerKilledWithAnOpenConnection_RecoversCommittedRows()
    {
        await using var server = await StartAsync();
        await QueryAsync(server, "CREATE TABLE kept AS SELECT 42 AS x");
        await using var open = new NpgsqlConnection($"{server.ConnectionString};Pooling=false");
        await open.OpenAsync(Cancel);
        Kill(server.ProcessId!.Value);
        while (server.ProcessId is not null) await Task.Yield();

        (await server.EnsureRunningAsync(Cancel)).ShouldBeTrue();

        (await QueryAsync(server, "SELECT x::text FROM kept")).ShouldBe("42");
        (await server.EnsureRunningAsync(Cancel)).ShouldBeFalse();
    }

    [Fact]
    public async Task Start_PidFileNamesAnotherLivingProcess_StartsAnyway()
    {
        await using (await StartAsync()) { }
        var lines = $"{Environment.ProcessId}\n{_root}/postgres\n1700000000\n5432\n{_root}/socket\n\n  5432001         0\nready   \n";
        await File.WriteAllTextAsync(Path.Combine(_root, "postgres", "postmaster.pid"), lines, Cancel);

        await using var server = await StartAsync();

        (await QueryAsync(server, "SELECT 'alive'")).ShouldBe("alive");
    }

    [Fact]
    public async Task Start_DataOfAnotherMajorVersion_RefusesAndSaysWhatToInstall()
    {
        Directory.CreateDirectory(Path.Combine(_root, "postgres"));
        await File.WriteAllTextAsync(Path.Combine(_root, "postgres", "PG_VERSION"), "9\n", Cancel);

        var refusal = await Should.ThrowAsync<RefusalException>(StartAsync);

        refusal.Message.ShouldContain("was written by PostgreSQL 9");
        refusal.Message.ShouldContain("install PostgreSQL 9");
    }

    [Fact]
    public async Task Start_NoServerPrograms_SaysWhatToInstall()
    {
        var options = new PrivatePostgresOptions(_root) { ProgramsFolder = _root };
        var refusal = await Should.ThrowAsync<RefusalException>(() => PrivatePostgres.StartAsync(options, Cancel));
        refusal.Message.ShouldContain("apt-get install postgresql");
    }

    [Fact]
    public async Task Start_ServerRefusesASetting_SaysWhatTheServerSaid()
    {
        var options = new PrivatePostgresOptions(_root) { Settings = new Dictionary<string, string> { ["shared_buffers"] = "none" } };
        var refusal = await Should.ThrowAsync<RefusalException>(() => PrivatePostgres.StartAsync(options, Cancel));
        refusal.Message.ShouldContain("shared_buffers");
    }

    [Fact]
    public async Task Start_PathTooLongForASocket_UsesTheTemporaryFolder()
    {
        var deep = Path.Combine(_root, new string('d', 100));
        await using var server = await PrivatePostgres.StartAsync(new PrivatePostgresOptions(deep), Cancel);
        (await QueryAsync(server, "SELECT 'alive'")).ShouldBe("alive");
        server.ConnectionString.ShouldContain($"Host={Path.GetTempPath()}revenuebot-");
    }

    [Fact]
    public async Task Start_BelowAFolderOnlyItsOwnerMayEnter_Works()
    {
        var closed = Directory.CreateDirectory(Path.Combine(_root, "closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using var server = await PrivatePostgres.StartAsync(new PrivatePostgresOptions(Path.Combine(closed.FullName, "data")), Cancel);
        (await QueryAsync(server, "SELECT 'alive'")).ShouldBe("alive");
    }

    private Task<PrivatePostgres> StartAsync() => PrivatePostgres.StartAsync(new PrivatePostgresOptions(_root), Cancel);

    private static async Task<string?> QueryAsync(PrivatePostgres server, string sql)
    {
        await using var connection = new NpgsqlConnection($"{server.ConnectionString};Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync(Cancel)) as string;
    }

    private static void Kill(int pid)
    {
        using var kill = Process.Start("kill", ["-9", pid.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
