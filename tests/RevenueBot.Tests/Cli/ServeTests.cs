using System.Diagnostics;
using System.Globalization;
using System.Net;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Cli;

/// <summary>The served program on its private database, from the outside.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("revenuebot-serve-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task Serve_IsReady_AndEndsCleanlyOnInterrupt()
    {
        var (process, address) = await ServeAsync();
        using (process)
        {
            using var client = new HttpClient();
            (await client.GetAsync(new Uri(address, "/healthz"), Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await client.GetAsync(new Uri(address, "/readyz"), Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
            Signal("INT", process.Id);
            await process.WaitForExitAsync(Cancel);
            process.ExitCode.ShouldBe(0);
            PostmasterOf(_home).ShouldBeNull();
        }
    }

    [Fact]
    public async Task Serve_AfterTheProgramWasKilled_TakesOverTheRunningServer()
    {
        var (first, _) = await ServeAsync();
        Signal("KILL", first.Id);
        await first.WaitForExitAsync(Cancel);
        first.Dispose();
        var left = PostmasterOf(_home).ShouldNotBeNull();

        var (second, _) = await ServeAsync();
        PostmasterOf(_home).ShouldBe(left);
        Signal("TERM", second.Id);
        await second.WaitForExitAsync(Cancel);
        second.Dispose();
        PostmasterOf(_home).ShouldBeNull();
    }

    [Fact]
    public async Task Serve_DatabaseKilled_BecomesReadyAgain()
    {
        var (process, address) = await ServeAsync();
        using (process)
        {
            Signal("KILL", PostmasterOf(_home)!.Value);
            using var client = new HttpClient { BaseAddress = address };
            var seen = new List<HttpStatusCode>();
            while (seen is not [.., HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK])
            {
                seen.Add((await client.GetAsync(new Uri("/readyz", UriKind.Relative), Cancel)).StatusCode);
            }

            Signal("TERM", process.Id);
            await process.WaitForExitAsync(Cancel);
        }
    }

    [Fact]
    public async Task Serve_PortTaken_SaysSoBeforeStartingADatabase()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var result = await new BotProgram(_home).RunAsync("serve", "--port", port.ToString(CultureInfo.InvariantCulture));
        result.ExitCode.ShouldBe(1);
        result.Errors.ShouldContain($"Port {port} of 127.0.0.1 cannot be used");
        Directory.Exists(Path.Combine(_home, "data")).ShouldBeFalse();
    }

    private async Task<(Process Process, Uri Address)> ServeAsync()
    {
        var process = new BotProgram(_home).Start("serve", "--port", "0");
        var line = await process.StandardOutput.ReadLineAsync(Cancel);
        var words = line.ShouldNotBeNull().Split(' ');
        return (process, new Uri(words[2]));
    }

    private static int? PostmasterOf(string home)
    {
        var file = Path.Combine(home, "data", "postgres", "postmaster.pid");
        return File.Exists(file) ? int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture) : null;
    }

    private static void Signal(string name, int pid)
    {
        using var kill = Process.Start("kill", [$"-{name}", pid.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
