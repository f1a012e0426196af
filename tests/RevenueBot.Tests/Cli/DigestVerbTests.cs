using System.Text;
using RevenueBot.Ingest.Sample;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Cli;

/// <summary><c>digest … --out</c>: the board report in every form.</summary>
public sealed class DigestVerbTests : VerbTests
{
    private static readonly string[] _always = ["monthly.html", "monthly.pdf", "monthly.slack.json", "monthly.teams.json", "monthly.txt"];

    [Fact]
    public async Task A_month_is_written_in_every_form()
    {
        await new FactStore(Database.DataSource, LedgerRules.Default, TimeProvider.System).ApplyAsync(SampleCompany.Build(new(2026, 11, 20)), ct: TestContext.Current.CancellationToken);
        var folder = Path.Combine(Home, "board");
        var result = await RunAsync("digest", "monthly", "--at", "2026-11-02", "--out", folder);
        result.ExitCode.ShouldBe(0, result.Errors);
        var names = Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToList();
        names.Where(name => !name.EndsWith(".png", StringComparison.Ordinal)).ShouldBe(_always);
        names.ShouldContain(name => name.EndsWith(".png", StringComparison.Ordinal));
        result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ShouldBe(names);
        Encoding.ASCII.GetString(await File.ReadAllBytesAsync(Path.Combine(folder, "monthly.pdf"), TestContext.Current.CancellationToken), 0, 5).ShouldBe("%PDF-");
        foreach (var name in names) new FileInfo(Path.Combine(folder, name)).Length.ShouldBeInRange(100, 2_000_000, name);
        (await File.ReadAllTextAsync(Path.Combine(folder, "monthly.txt"), TestContext.Current.CancellationToken)).ReplaceLineEndings(" ").ShouldContain("The whole report is attached: Board report October 2026.pdf.");
    }
}
