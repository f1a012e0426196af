using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Cli;

/// <summary>Exit codes and sentences, through the real executable.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("revenuebot-cli-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task Help_ListsTheVerbs()
    {
        var result = await RunAsync("--help");
        result.ExitCode.ShouldBe(0);
        result.Output.ShouldContain("serve");
        result.Output.ShouldContain("doctor");
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("serve", "--port", "many")]
    [InlineData("doctor", "--set", "NoEqualsSign")]
    public async Task WrongUsage_IsOneSentenceAndExitCode2(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        result.ExitCode.ShouldBe(2);
        result.Output.ShouldBeEmpty();
        result.Errors.TrimEnd().Split('\n').Length.ShouldBe(1);
    }

    [Fact]
    public async Task BadTimeZone_FromTheEnvironment_IsOneSentenceAndExitCode1()
    {
        var program = new BotProgram(_home) { Environment = { ["REVENUEBOT__Company__TimeZone"] = "Mars/Olympus" } };
        var result = await program.RunAsync("serve");
        result.ExitCode.ShouldBe(1);
        result.Errors.ShouldBe("Company:TimeZone is \"Mars/Olympus\", which is no time zone here: use an IANA name such as Europe/Berlin.\n");
    }

    [Fact]
    public async Task Set_WinsOverEnvironmentOverFile()
    {
        await File.WriteAllTextAsync(Path.Combine(_home, "appsettings.json"), """{"Company":{"TimeZone":"from-file","Currency":"from-file","WeekStart":"from-file"}}""", TestContext.Current.CancellationToken);
        var program = new BotProgram(_home) { Environment = { ["REVENUEBOT__Company__TimeZone"] = "from-environment", ["REVENUEBOT__Company__Currency"] = "from-environment" } };
        var result = await program.RunAsync("serve", "--set", "Company:TimeZone=from-set");
        result.Errors.ShouldContain("Company:TimeZone is \"from-set\"");
        result.Errors.ShouldContain("Company:Currency is \"from-environment\"");
        result.Errors.ShouldContain("Company:WeekStart is \"from-file\"");
    }

    [Fact]
    public async Task SecretsFolder_AFilePerKey_IsRead()
    {
        await File.WriteAllTextAsync(Path.Combine(_home, "Company__Currency"), "from-secret\n", TestContext.Current.CancellationToken);
        var program = new BotProgram(_home) { Environment = { ["REVENUEBOT_SECRETS"] = _home } };
        (await program.RunAsync("serve")).Errors.ShouldContain("Company:Currency is \"from-secret\"");
    }

    [Fact]
    public async Task BrokenSettingsFile_NamesTheFile()
    {
        await File.WriteAllTextAsync(Path.Combine(_home, "appsettings.json"), "{ nonsense", TestContext.Current.CancellationToken);
        var result = await RunAsync("serve");
        result.ExitCode.ShouldBe(1);
        result.Errors.ShouldContain("appsettings.json");
        result.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task UnreachableDatabase_IsOneSentenceWithoutThePassword()
    {
        var result = await RunAsync("serve", "--set", "Database:ConnectionString=Host=127.0.0.1;Port=1;Username=u;Password=hush");
        result.ExitCode.ShouldBe(1);
        result.Errors.ShouldContain("Database:ConnectionString does not answer");
        result.Errors.ShouldNotContain("hush");
        result.Errors.TrimEnd().Split('\n').Length.ShouldBe(1);
    }

    [Fact]
    public async Task Doctor_WithoutDatabase_StillLooksAtTheRestAndFails()
    {
        var result = await RunAsync("doctor", "--set", "Database:ConnectionString=Host=127.0.0.1;Port=1", "--set", "Stripe:ApiKey=pk_live_hush");
        result.ExitCode.ShouldBe(1);
        result.Output.ShouldContain("FAIL  Database");
        result.Output.ShouldContain("FAIL  Stripe key");
        result.Output.ShouldNotContain("pk_live_hush");
    }

    private Task<ProgramResult> RunAsync(params string[] arguments) => new BotProgram(_home).RunAsync(arguments);
}
