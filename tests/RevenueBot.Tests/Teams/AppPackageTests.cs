using System.IO.Compression;
using System.Text.Json;
using RevenueBot.Configuration;
using RevenueBot.Support.Teams;
using RevenueBot.Teams.Packaging;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Teams;

/// <summary>The app package: what Teams and its store ask of it (https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema).</summary>
public sealed class AppPackageTests
{
    private static readonly string _folder = Path.Combine(Root(), "manifests", "teams");

    [Fact]
    public void The_same_input_gives_the_same_bytes() =>
        AppPackage.Build(_folder, FakeTeams.AppId, "revenue.larkspur.example").ShouldBe(AppPackage.Build(_folder, FakeTeams.AppId, "revenue.larkspur.example"));

    [Fact]
    public void It_holds_a_filled_in_manifest_and_two_icons_of_the_right_size()
    {
        var manifest = Manifest(out var files);
        files.Keys.ShouldBe(["manifest.json", "color.png", "outline.png"]);
        (Side(files["color.png"]), Side(files["outline.png"])).ShouldBe(((192, 192), (32, 32)));
        manifest.GetProperty("id").GetString().ShouldBe(FakeTeams.AppId);
        manifest.GetProperty("bots")[0].GetProperty("botId").GetString().ShouldBe(FakeTeams.AppId);
        manifest.GetProperty("validDomains")[0].GetString().ShouldBe("revenue.larkspur.example");
        manifest.GetRawText().ShouldNotContain("HOST");
        manifest.GetRawText().ShouldNotContain("APP-ID");
    }

    [Fact]
    public void It_stays_within_the_limits_of_every_version()
    {
        var manifest = Manifest(out _);
        manifest.GetProperty("name").GetProperty("short").GetString()!.Length.ShouldBeLessThanOrEqualTo(30);
        manifest.GetProperty("description").GetProperty("short").GetString()!.Length.ShouldBeLessThanOrEqualTo(80);
        var bot = manifest.GetProperty("bots")[0];
        bot.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()).ShouldBe(["personal", "team", "groupChat"]);
        var commands = bot.GetProperty("commandLists")[0].GetProperty("commands").EnumerateArray().ToList();
        commands.Count.ShouldBeLessThanOrEqualTo(10);
        commands.ShouldAllBe(command => command.GetProperty("title").GetString()!.Length <= 32 && command.GetProperty("description").GetString()!.Length <= 128);
    }

    [Theory]
    [InlineData(null, "revenue.example.com", "--app-id")]
    [InlineData("x", "revenue.example.com", "--app-id")]
    [InlineData(FakeTeams.AppId, null, "--host")]
    [InlineData(FakeTeams.AppId, "localhost", "--host")]
    [InlineData(FakeTeams.AppId, "https://revenue.example.com/", "--host")]
    public void What_is_missing_is_said_in_a_sentence(string? appId, string? host, string named) =>
        Should.Throw<RefusalException>(() => AppPackage.Build(_folder, appId, host)).Message.ShouldContain(named);

    private static JsonElement Manifest(out Dictionary<string, byte[]> files)
    {
        using ZipArchive zip = new(new MemoryStream(AppPackage.Build(_folder, FakeTeams.AppId, "Revenue.Larkspur.example")));
        files = zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using MemoryStream bytes = new();
            using var content = entry.Open();
            content.CopyTo(bytes);
            return bytes.ToArray();
        });
        return JsonSerializer.Deserialize<JsonElement>(files["manifest.json"]);
    }

    private static (int, int) Side(byte[] png) => (System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "RevenueBot.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
