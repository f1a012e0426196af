using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.House;

/// <summary>The pure parts stay pure: they compute from arguments, and touch no database, network, log or clock.</summary>
public sealed partial class WallsTests
{
    private static readonly string _source = Path.Combine(Repository(), "src");

    /// <summary>Folders of these projects that store, draw pixels or send.</summary>
    private static readonly string[] _edges = ["Metrics/Storage/", "Charts/Png/", "Alerts/Storage/", "Alerts/Dispatch/", "Alerts/RetryLoop.cs"];

    [Fact]
    public void PureFiles_TouchNothingOutside() =>
        Files("Metrics").Concat(Files("Charts")).Concat(Files("Alerts")).Where(file => !_edges.Any(file.StartsWith))
            .SelectMany(file => Outside().Matches(File.ReadAllText(Path.Combine(_source, file))).Select(match => $"{file}: {match.Value}"))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("Metrics")]
    [InlineData("Charts")]
    public void Foundation_ReferencesNoOtherProject(string project) =>
        File.ReadAllText(Path.Combine(_source, project, $"{project}.csproj")).ShouldNotContain("ProjectReference");

    [Fact]
    public void Host_IsReferencedByNoOtherProject()
    {
        foreach (var project in Directory.EnumerateFiles(_source, "*.csproj", SearchOption.AllDirectories))
            File.ReadAllText(project).ShouldNotContain("RevenueBot.csproj", customMessage: project);
    }

    [Fact]
    public void Namespaces_FollowFolders()
    {
        foreach (var file in Files("Metrics").Concat(Files("RevenueBot")).Where(file => Path.GetFileName(file) != "Program.cs"))
        {
            var folder = Path.GetDirectoryName(file)!.Replace('/', '.');
            var expected = folder.StartsWith("RevenueBot", StringComparison.Ordinal) ? folder : $"RevenueBot.{folder}";
            File.ReadAllText(Path.Combine(_source, file)).ShouldContain($"namespace {expected};", customMessage: file);
        }
    }

    private static IEnumerable<string> Files(string project) =>
        Directory.EnumerateFiles(Path.Combine(_source, project), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_source, file));

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RevenueBot.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"\bNpgsql\w*|\bDapper\b|\bHttpClient\b|\bSystem\.Net\b|\bILogger\b|\bTimeProvider\.System\b|\bStopwatch\b|\bRandom\.Shared\b|\bGuid\.NewGuid\b|\bConsole\.|\bEnvironment\.")]
    private static partial Regex Outside();
}
