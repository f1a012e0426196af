using Microsoft.Extensions.Configuration;
using RevenueBot.Configuration;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Configuration;

public sealed class SecretsTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("revenuebot-secrets-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void Complete_FileRelativeToHome_IsReadWithoutItsLineEnd()
    {
        File.WriteAllText(Path.Combine(_home, "token"), "xoxb-1\n");
        Complete(("Slack:BotTokenFile", "token")).ShouldContainKeyAndValue("Slack:BotToken", "xoxb-1");
    }

    [Fact]
    public void Complete_ListFile_GivesAValuePerLine()
    {
        File.WriteAllText(Path.Combine(_home, "secrets"), "one\ntwo\n\n");
        var found = Complete(("Slack:SigningSecretsFile", "secrets"));
        found.ShouldContainKeyAndValue("Slack:SigningSecrets:0", "one");
        found.ShouldContainKeyAndValue("Slack:SigningSecrets:1", "two");
        found.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("Slack:SigningSecret")]
    [InlineData("Slack:SigningSecrets")]
    public void Complete_SingleValueForAList_IsItsOnlyElement(string key) =>
        Complete((key, "one")).ShouldContainKeyAndValue("Slack:SigningSecrets:0", "one");

    [Fact]
    public void Complete_ValueAndFile_ValueWins()
    {
        File.WriteAllText(Path.Combine(_home, "key"), "from-file");
        Complete(("Stripe:ApiKey", "direct"), ("Stripe:ApiKeyFile", "key")).ShouldContainKeyAndValue("Stripe:ApiKey", "direct");
    }

    [Fact]
    public void Complete_MissingFile_NamesTheSettingAndTheFile()
    {
        var refusal = Should.Throw<RefusalException>(() => Complete(("Smtp:PasswordFile", "/nowhere/password")));
        refusal.Message.ShouldContain("Smtp:PasswordFile names /nowhere/password");
    }

    private Dictionary<string, string?> Complete(params (string Key, string Value)[] values) =>
        Secrets.Complete(new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(v => new KeyValuePair<string, string?>(v.Key, v.Value))).Build(), _home);
}
