using RevenueBot.Support;
using RevenueBot.Tests.Ingest;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Cli;

public sealed class ImportVerbTests
{
    [Fact]
    public async Task Import_tells_what_was_stored_and_fails_when_something_was_not()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var ledger = await Ledger.CreateAsync(cancel);
        using var home = new TempFolder();
        string[] settings = ["--set", $"Database:ConnectionString={ledger.ConnectionString}", "--set", $"DataDirectory={home.Path}/data"];
        await File.WriteAllTextAsync(home.File("aliases.csv"), "alias_id,customer_id\na,b\n", cancel);
        await File.WriteAllTextAsync(home.File("nps.csv"), "customer_id,score,responded_at\na,11,2026-11-24T00:00:00Z\n", cancel);

        var good = await Terminal.RunAsync(["import", home.File("aliases.csv"), .. settings]);
        var mixed = await Terminal.RunAsync(["import", home.Path, .. settings]);
        var misused = await Terminal.RunAsync("import");

        (good.ExitCode, good.Output, good.Errors).ShouldBe((0, "aliases.csv: 1 row, 1 new, 0 known already.\n", ""));
        mixed.ExitCode.ShouldBe(1);
        mixed.Output.ShouldBe("aliases.csv: 1 row, 0 new, 1 known already.\n");
        mixed.Errors.ShouldBe("nps.csv, line 2, score: must be from 0 to 10.\nnps.csv: nothing of it was stored.\n");
        misused.ExitCode.ShouldBe(2);
    }
}
