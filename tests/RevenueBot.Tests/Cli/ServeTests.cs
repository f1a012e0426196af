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
        await using var bot = await ServeAsync();
        (await bot.Http.GetAsync(new Uri("/healthz", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await bot.Http.GetAsync(new Uri("/readyz", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await bot.EndAsync("INT")).ExitCode.ShouldBe(0);
        PostmasterOf(_home).ShouldBeNull();
    }

    [Fact]
    public async Task Serve_AfterTheProgramWasKilled_TakesOverTheRunningServer()
    {
        await using var first = await ServeAsync();
        await first.EndAsync("KILL");
        var left = PostmasterOf(_home).ShouldNotBeNull();

        await using var second = await ServeAsync();
        PostmasterOf(_home).ShouldBe(left);
        await second.EndAsync();
        PostmasterOf(_home).ShouldBeNull();
    }

    [Fact]
    public async Task Serve_DatabaseKilled_BecomesReadyAgain()
    {
        await using var bot = await ServeAsync();
        using (Process.Start("kill", ["-KILL", PostmasterOf(_home)!.Value.ToString(CultureInfo.InvariantCulture)]))
        {
            var seen = new List<HttpStatusCode>();
            while (seen is not [.., HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK])
            {
                seen.Add((await bot.Http.GetAsync(new Uri("/readyz", UriKind.Relative), Cancel)).StatusCode);
            }
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

    private Task<RunningBot> ServeAsync() => RunningBot.StartAsync(new BotProgram(_home), Cancel);

    private static int? PostmasterOf(string home)
    {
        var file = Path.Combine(home, "data", "postgres", "postmaster.pid");
        return File.Exists(file) ? int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture) : null;
    }
}
