using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Configuration;
using RevenueBot.Teams;
using RevenueBot.Teams.Trust;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Teams;

public sealed class TeamsSettingsTests
{
    private const string AppId = "8f6c1c2e-5a2f-4c55-9d53-0a5a3f6f0b11";

    [Theory]
    [InlineData(true, "127.0.0.1", true)]
    [InlineData(true, null, true)]
    [InlineData(true, "::1", true)]
    [InlineData(true, "0.0.0.0", false)]
    [InlineData(true, "10.0.0.5", false)]
    [InlineData(false, "127.0.0.1", false)]
    [InlineData(false, null, false)]
    public void TheOffSwitchWorksInDevelopmentOnLoopbackOnly(bool isDevelopment, string? address, bool works)
    {
        var start = () => new ServiceCollection().AddTeams(Settings(("Teams:AllowUnauthenticated", "true"), ("Listen:Address", address)), isDevelopment);
        if (works) start.ShouldNotThrow();
        else start.ShouldThrow<RefusalException>().Message.ShouldContain("Teams:AllowUnauthenticated");
    }

    [Theory]
    [InlineData("Teams:AppPassword", "", "Teams:AppPassword is empty")]
    [InlineData("Teams:AppId", "my bot", "Teams:AppId is no application id")]
    [InlineData("Teams:TenantId", "", "Teams:TenantId is empty")]
    [InlineData("Teams:Cloud", "Moon", "Teams:Cloud is \"Moon\"")]
    [InlineData("Teams:OpenIdMetadataUrl", "http://evil.example/keys", "Teams:OpenIdMetadataUrl is not an https address")]
    [InlineData("Teams:TokenEndpoint", "ftp://127.0.0.1/token", "Teams:TokenEndpoint is not an https address")]
    [InlineData("Teams:CaCertificateFile", "/nowhere.pem", "Teams:CaCertificateFile names a file that is not there")]
    public void HalfASettingRefusesToStart(string key, string value, string sentence)
    {
        var start = () => new ServiceCollection().AddTeams(Settings(("Teams:AppId", AppId), ("Teams:AppPassword", "secret"), ("Teams:TenantId", "t"), (key, value)), isDevelopment: false);
        start.ShouldThrow<RefusalException>().Message.ShouldContain(sentence);
    }

    [Fact]
    public void WhileASecretIsReplacedTheButtonsOfTheOneBeforeOpen()
    {
        var (before, during, after) = (Seal("one"), Seal("two", "one"), Seal("two"));
        var old = before.Close("/mrr", "t");
        during.Open(old, "t")!.Value.Question.ShouldBe("/mrr");
        after.Open(during.Close("/mrr", "t"), "t")!.Value.Question.ShouldBe("/mrr");
        after.Open(old, "t").ShouldBeNull();

        static TeamsSeal Seal(string secret, string previous = "") => new(new TeamsOptions { AppPassword = secret, PreviousAppPassword = previous });
    }

    [Theory]
    [InlineData("Public", "https://smba.trafficmanager.net/amer/", true)]
    [InlineData("Public", "https://SMBA.trafficmanager.net/amer", true)]
    [InlineData("Public", "https://smba.infra.gcc.teams.microsoft.com/gcc", true)]
    [InlineData("Public", "https://smba.trafficmanager.net:8443/", false)]
    [InlineData("Public", "http://smba.trafficmanager.net/", false)]
    [InlineData("Public", "https://smba.trafficmanager.net.evil.example/", false)]
    [InlineData("Public", "https://evilsmba.trafficmanager.net/", false)]
    [InlineData("Public", "https://evil.trafficmanager.net/", false)]
    [InlineData("Public", "https://infra.gcc.teams.microsoft.com/", false)]
    [InlineData("Public", "https://xbotframework.com/", false)]
    [InlineData("Public", "https://u:p@smba.trafficmanager.net/", false)]
    [InlineData("Public", "http://127.0.0.1:5100/", false)]
    [InlineData("Public", "https://smba.infra.gov.teams.microsoft.us/gcch", false)]
    [InlineData("UsGov", "https://smba.infra.gov.teams.microsoft.us/gcch", true)]
    [InlineData("UsGov", "https://smba.trafficmanager.net/amer/", false)]
    public void AnswersGoToHostsOfTheListOnly(string cloud, string address, bool isAllowed) =>
        (new ServiceHosts(new TeamsOptions { Cloud = cloud }).Read(address) is not null).ShouldBe(isAllowed);

    [Fact]
    public void AStandInMustBeNamed()
    {
        ServiceHosts hosts = new(new TeamsOptions { AllowedServiceHosts = ["127.0.0.1:5100"] });
        hosts.Read("http://127.0.0.1:5100/amer")!.AbsoluteUri.ShouldBe("http://127.0.0.1:5100/amer/");
        hosts.Read("http://127.0.0.1:5101/amer").ShouldBeNull();
        hosts.Read("https://smba.trafficmanager.net/amer/").ShouldBeNull();
    }

    private static IConfigurationRoot Settings(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.GroupBy(setting => setting.Key).ToDictionary(one => one.Key, one => one.Last().Value)).Build();
}
