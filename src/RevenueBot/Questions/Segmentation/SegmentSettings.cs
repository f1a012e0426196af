using System.Security.Cryptography;
using System.Text;
using RevenueBot.Configuration;
using RevenueBot.Metrics.Segmentation;

namespace RevenueBot.Questions.Segmentation;

/// <summary><c>Segments:0:{Name,When,Action}</c> and so on: the rules of the grid, the first that matches wins; none: the usual four segments.</summary>
internal sealed record SegmentSettings(IReadOnlyList<SegmentRule> Rules)
{
    private const int LongestName = 40;
    private const int HashLength = 8;

    public static SegmentSettings Usual { get; } = new(SegmentRule.Defaults);

    /// <summary>Changes with every change of a rule: figures of other rules are not found under it.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Rules.Select(rule => $"{rule} → {rule.Action}")))))[..HashLength];

    /// <exception cref="RefusalException">A rule makes no sense; the message has a sentence for every mistake, a line each.</exception>
    public static SegmentSettings Read(IConfiguration configuration)
    {
        List<string> problems = [];
        List<SegmentRule> rules = [.. configuration.GetSection("Segments").GetChildren().OrderBy(Position).Select(section => Rule(section, problems)).OfType<SegmentRule>()];
        if (problems.Count > 0) throw new RefusalException(string.Join('\n', problems));
        return rules.Count == 0 ? Usual : new SegmentSettings(rules);
    }

    private static int Position(IConfigurationSection section) => int.TryParse(section.Key, out var position) ? position : int.MaxValue;

    private static SegmentRule? Rule(IConfigurationSection section, List<string> problems)
    {
        var count = problems.Count;
        if (section["Name"]?.Trim() is not { Length: > 0 and <= LongestName } name)
        {
            problems.Add($"{section.Path}:Name is missing or longer than {LongestName} characters: give the segment a name such as Growing Teams.");
            return null;
        }

        var conditions = (section["When"] ?? "").Split(" and ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => Condition.Parse(text) ?? Wrong(section, text, problems)).OfType<Condition>().ToList();
        if (conditions.Count == 0 && problems.Count == count && name != SegmentRule.Other)
            problems.Add($"{section.Path}:When is missing: say who belongs to {name}, such as \"active_users >= 2 and growth >= 0.05\".");
        return problems.Count > count ? null : new SegmentRule(name, conditions, section["Action"]?.Trim() is { Length: > 0 } action ? action : SegmentRule.OtherAction);
    }

    private static Condition? Wrong(IConfigurationSection section, string text, List<string> problems)
    {
        problems.Add($"{section.Path}:When has \"{text}\": use one of {string.Join(", ", Condition.Names)}, then >=, <=, >, <, = or !=, then a value.");
        return null;
    }
}
