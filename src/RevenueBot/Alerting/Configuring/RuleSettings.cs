using RevenueBot.Alerts.Rules;

namespace RevenueBot.Alerting.Configuring;

/// <summary><c>Alerts:Rules</c>: changes of default rules by their id, and rules of one's own beside them.</summary>
internal static class RuleSettings
{
    private static readonly string[] _keys = ["Signal", "Title", "Level", "Below", "Fire", "Resolve", "For", "KeepFiringFor", "WorseBy", "DoNext", "Enabled"];

    public static IReadOnlyList<AlertRule> Read(IConfigurationSection section, List<string> problems)
    {
        var own = section.GetChildren().ToList();
        SettingText text = new(problems);
        var defaults = DefaultRules.All.Select(rule => own.FirstOrDefault(setting => setting.Key.Equals(rule.Id, StringComparison.OrdinalIgnoreCase)) is { } setting ? Read(setting, rule, text) : rule);
        var more = own.Where(setting => !DefaultRules.All.Any(rule => rule.Id.Equals(setting.Key, StringComparison.OrdinalIgnoreCase)));
        return [.. defaults, .. more.Select(setting => New(setting, text, problems)).OfType<AlertRule>()];
    }

    private static AlertRule? New(IConfigurationSection setting, SettingText text, List<string> problems)
    {
        if (text.Word<Signal>(setting.GetSection("Signal")) is not { } signal || setting["Fire"] is null)
        {
            problems.Add($"{setting.Path} is none of the rules {string.Join(", ", DefaultRules.All.Select(rule => rule.Id))}: correct its name, or give the new rule a Signal and Fire.");
            return null;
        }

        var like = DefaultRules.All.First(rule => rule.Signal == signal);
        return Read(setting, like with { Id = setting.Key, Title = setting["Title"] ?? like.Title }, text);
    }

    /// <summary>Where only the threshold is set, what recovers follows it: it keeps its distance.</summary>
    private static AlertRule Read(IConfigurationSection setting, AlertRule rule, SettingText text)
    {
        text.Only(setting, _keys);
        var fire = text.Number(setting.GetSection("Fire")) ?? rule.FireAt;
        return rule with
        {
            Signal = text.Word<Signal>(setting.GetSection("Signal")) ?? rule.Signal,
            Title = setting["Title"] ?? rule.Title,
            Level = text.Word<AlertLevel>(setting.GetSection("Level")) ?? rule.Level,
            FiresBelow = text.Flag(setting.GetSection("Below")) ?? rule.FiresBelow,
            FireAt = fire,
            ResolveAt = text.Number(setting.GetSection("Resolve")) ?? fire + (rule.ResolveAt - rule.FireAt),
            For = text.Duration(setting.GetSection("For")) ?? rule.For,
            KeepFiringFor = text.Duration(setting.GetSection("KeepFiringFor")) ?? rule.KeepFiringFor,
            WorseBy = text.Number(setting.GetSection("WorseBy")) ?? rule.WorseBy,
            DoNext = setting["DoNext"] ?? rule.DoNext,
            Enabled = text.Flag(setting.GetSection("Enabled")) ?? rule.Enabled,
        };
    }
}
