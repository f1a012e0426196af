using RevenueBot.Slack;
using RevenueBot.Tests.Browsing;
using Shouldly;
using Xunit;
using YamlDotNet.Serialization;

namespace RevenueBot.Tests.Slack.Manifest;

/// <summary>The manifest against the limits of Slack's schema, and against what the code needs.</summary>
public sealed class SlackManifestTests
{
    private static readonly string[] _topKeys = ["_metadata", "display_information", "features", "oauth_config", "settings"];
    private readonly Dictionary<object, object> _manifest = Read();

    [Fact]
    public void HasOnlyKeysThatSlackKnows()
    {
        _manifest.Keys.ShouldBe(_topKeys, ignoreOrder: true);
        Map("features").Keys.ShouldBeSubsetOf(["bot_user", "app_home", "slash_commands", "shortcuts", "unfurl_domains"]);
        Map("settings").Keys.ShouldBeSubsetOf(["event_subscriptions", "interactivity", "org_deploy_enabled", "socket_mode_enabled", "token_rotation_enabled", "allowed_ip_address_ranges"]);
    }

    [Fact]
    public async Task IsOneBySlacksOwnTypes()
    {
        NodePackages.SkipWithout();
        var source = Path.Combine(NodePackages.Root, "tests", "RevenueBot.Tests", "Slack", "Manifest");
        await NodePackages.RunAsync(await NodePackages.InstallAsync("manifest", source), "node", Path.Combine(source, "check.mjs"), Path.Combine(NodePackages.Root, "manifests", "slack.yaml"));
    }

    [Fact]
    public void StaysWithinTheLimits()
    {
        var display = Map("display_information");
        Text(display, "name").Length.ShouldBeInRange(1, 35);
        Text(display, "description").Length.ShouldBeInRange(1, 140);
        Text(Map(Map("features"), "bot_user"), "display_name").Length.ShouldBeInRange(1, 80);
        Commands().Count.ShouldBeInRange(1, 50);
        foreach (var command in Commands())
        {
            Text(command, "command").ShouldMatch("^/[a-z][a-z-]{0,30}$");
            Text(command, "description").Length.ShouldBeInRange(1, 2000);
            Text(command, "usage_hint").Length.ShouldBeInRange(1, 1000);
        }
    }

    [Fact]
    public void PointsAtTheRoutesOfTheBot()
    {
        Commands().ShouldAllBe(c => Text(c, "url") == "https://HOST/slack/commands" && Text(c, "should_escape") == "true");
        Commands().Select(c => Text(c, "command")).ShouldBe([.. SlackPayload.Commands, "/revenue"], ignoreOrder: true);
        Text(Map(Map("settings"), "interactivity"), "request_url").ShouldBe("https://HOST/slack/interactions");
        Text(Map(Map("settings"), "event_subscriptions"), "request_url").ShouldBe("https://HOST/slack/events");
        List(Map("oauth_config"), "redirect_urls").ShouldBe(["https://HOST/slack/oauth"]);
    }

    [Fact]
    public void AsksForTheScopesThatDoctorChecks() =>
        List(Map(Map("oauth_config"), "scopes"), "bot").ShouldBe(SlackScopes.All, ignoreOrder: true);

    private static Dictionary<object, object> Read()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "RevenueBot.sln"))) folder = Path.GetDirectoryName(folder)!;
        return new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(File.ReadAllText(Path.Combine(folder, "manifests", "slack.yaml")));
    }

    private List<Dictionary<object, object>> Commands() => [.. ((List<object>)Map("features")["slash_commands"]).Cast<Dictionary<object, object>>()];

    private Dictionary<object, object> Map(string key) => Map(_manifest, key);

    private static Dictionary<object, object> Map(Dictionary<object, object> map, string key) => (Dictionary<object, object>)map[key];

    private static IEnumerable<string> List(Dictionary<object, object> map, string key) => ((List<object>)map[key]).Cast<string>();

    private static string Text(Dictionary<object, object> map, string key) => (string)map[key];
}
