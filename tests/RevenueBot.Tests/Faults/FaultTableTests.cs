using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Faults;

/// <summary>docs/faults.md names tests: every one of them exists.</summary>
public sealed partial class FaultTableTests
{
    private static readonly string _root = Repository();

    [Fact]
    public void EveryFaultHasARowAndEveryTestThatIsNamedExists()
    {
        var rows = File.ReadLines(Path.Combine(_root, "docs", "faults.md")).Where(line => Row().IsMatch(line)).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();
        rows.Select(row => row[1]).ShouldBe(Enumerable.Range(1, 55).Select(number => $"{number}"));
        rows.ShouldAllBe(row => row[3] == "yes" || row[3] == "no");
        var sources = Directory.EnumerateFiles(Path.Combine(_root, "tests"), "*Tests.cs", SearchOption.AllDirectories).ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);
        foreach (var row in rows)
        {
            var named = Test().Matches(row[4]).Select(match => (Class: match.Groups["class"].Value, Method: match.Groups["method"].Value)).ToList();
            (named.Count > 0 || (row[3] == "no" && row[4].Contains("later issue", StringComparison.Ordinal))).ShouldBeTrue(row[1]);
            foreach (var (type, method) in named) sources[type].ShouldContain(source => method.Length == 0 || source.Contains($" {method}(", StringComparison.Ordinal), $"{row[1]}: {type}.{method}");
        }
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "RevenueBot.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex(@"^\| \d+ \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<class>\w+Tests)(\.(?<method>\w+))?`")]
    private static partial Regex Test();
}
