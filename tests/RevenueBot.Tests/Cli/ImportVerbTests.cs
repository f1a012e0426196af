using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Cli;

public sealed class ImportVerbTests : VerbTests
{
    [Fact]
    public async Task Import_tells_what_was_stored_and_fails_when_something_was_not()
    {
        var cancel = TestContext.Current.CancellationToken;
        var aliases = Path.Combine(Home, "aliases.csv");
        await File.WriteAllTextAsync(aliases, "alias_id,customer_id\na,b\n", cancel);
        await File.WriteAllTextAsync(Path.Combine(Home, "nps.csv"), "customer_id,score,responded_at\na,11,2026-11-24T00:00:00Z\n", cancel);

        var good = await RunAsync("import", aliases);
        var mixed = await RunAsync("import", Home);
        var misused = await RunAsync("import");

        (good.ExitCode, good.Output, good.Errors).ShouldBe((0, "aliases.csv: 1 row, 1 new, 0 known already.\n", ""));
        mixed.ExitCode.ShouldBe(1);
        mixed.Output.ShouldBe("aliases.csv: 1 row, 0 new, 1 known already.\n");
        mixed.Errors.ShouldBe("nps.csv, line 2, score: must be from 0 to 10.\nnps.csv: nothing of it was stored.\n");
        misused.ExitCode.ShouldBe(2);
    }
}
