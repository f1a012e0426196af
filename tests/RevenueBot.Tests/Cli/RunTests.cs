using System.Diagnostics;
using System.Globalization;
using System.Net;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Cli;

/// <summary>The first look: no verb, no configuration, no data.</summary>
public sealed class RunTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("revenuebot-run-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task NoVerb_ShowsTheSampleCompanysAnswer_ItsChartAndAWorkingLink()
    {
        var program = new BotProgram(_home) { Environment = { ["REVENUEBOT__Listen__Port"] = "0" } };
        using var process = program.Start();
        var lines = await ReadUntilAsync(process, "Serving until Ctrl-C.");

        lines[0].ShouldContain("sample company");
        lines.ShouldContain(line => line.StartsWith("MRR is $", StringComparison.Ordinal));
        File.Exists(After(lines, "Chart: ")).ShouldBeTrue();
        await SignInAsync(new Uri(After(lines, "Dashboard: ")));

        var other = await new BotProgram(_home).RunAsync("serve", "--port", "0", "--set", "Company:TimeZone=Asia/Tokyo");
        other.ExitCode.ShouldBe(1);
        other.Errors.ShouldContain("run the verb rebuild");
        var rebuild = await new BotProgram(_home).RunAsync("rebuild");
        rebuild.Output.ShouldContain("It equals the ledger it replaced");

        using var interrupt = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(Cancel).WaitAsync(TimeSpan.FromMinutes(1), Cancel);
        process.ExitCode.ShouldBe(0);
    }

    private static async Task SignInAsync(Uri link)
    {
        using var client = new HttpClient();
        var offer = await client.GetStringAsync(link, Cancel);
        using var form = new FormUrlEncodedContent([new("secret", link.Segments[^1]), new("__form", offer.Split("name=\"__form\" value=\"")[1].Split('"')[0])]);
        var page = await client.PostAsync(new Uri(link, "/signin"), form, Cancel);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await page.Content.ReadAsStringAsync(Cancel)).ShouldContain("<h1>Overview</h1>");
    }

    private static async Task<List<string>> ReadUntilAsync(Process process, string last)
    {
        List<string> lines = [];
        while (await process.StandardOutput.ReadLineAsync(Cancel) is { } line)
        {
            lines.Add(line);
            if (line == last) return lines;
        }

        throw new InvalidOperationException($"The program ended: {await process.StandardError.ReadToEndAsync(Cancel)}");
    }

    private static string After(List<string> lines, string prefix) =>
        lines.Single(line => line.StartsWith(prefix, StringComparison.Ordinal))[prefix.Length..];
}
