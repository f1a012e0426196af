using System.Text.Json.Nodes;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Cli;

/// <summary><c>train</c> and <c>score</c> as the real program, on a company of three months with one churn.</summary>
public sealed class ChurnVerbTests : IDisposable
{
    private const string Events =
        """
        event_id,customer_id,subscription_id,plan_id,quantity,unit_amount_minor,currency,interval,interval_count,status,cancel_at_period_end,effective_at
        e1,ada,s1,pro,1,9900,USD,month,1,active,false,2026-01-05T12:00:00Z
        e2,bo,s2,pro,2,9900,USD,month,1,active,false,2026-01-06T12:00:00Z
        e3,cy,s3,pro,1,4900,USD,month,1,active,false,2026-01-07T12:00:00Z
        e4,cy,s3,pro,1,4900,USD,month,1,canceled,false,2026-02-20T12:00:00Z
        """;

    private readonly string _home = Directory.CreateTempSubdirectory("revenuebot-train-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task They_say_what_was_learnt_from_and_who_may_leave()
    {
        await using var database = await TestDatabase.CreateAsync();
        BotProgram program = new(_home) { Environment = { ["REVENUEBOT__Database__ConnectionString"] = database.ConnectionString } };
        await File.WriteAllTextAsync(Path.Combine(_home, "subscription_events.csv"), Events, TestContext.Current.CancellationToken);
        (await program.RunAsync("import", Path.Combine(_home, "subscription_events.csv"))).ExitCode.ShouldBe(0);

        var trained = await program.RunAsync("train");
        trained.ExitCode.ShouldBe(0, trained.Errors);
        trained.Output.ShouldContain("1 churn within 30 days");
        trained.Output.ShouldContain("Fewer than 50 churns are too few to learn from: a rule of thumb tells the risk");
        trained.Output.ShouldContain("Kept as model 1.");

        var scored = await program.RunAsync("score", "--json");
        scored.ExitCode.ShouldBe(0, scored.Errors);
        var scores = JsonNode.Parse(scored.Output)!;
        scores["entries"]!.AsArray().Select(entry => entry!["id"]!.GetValue<string>()).ShouldBe(["ada", "bo"]);
        scores["entries"]![0]!["churn_risk"]!["basis"]!.GetValue<string>().ShouldBe("rule_of_thumb");
        var text = await program.RunAsync("score");
        text.Output.ShouldContain("2 customers with $297 MRR scored by a rule of thumb, 1 churn so far: ");
        JsonNode.Parse((await program.RunAsync("train", "--json")).Output)!["model"]!.GetValue<long>().ShouldBe(2);
    }
}
