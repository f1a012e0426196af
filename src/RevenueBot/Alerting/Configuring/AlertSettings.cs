using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Configuration;

namespace RevenueBot.Alerting.Configuring;

/// <summary><c>Alerts</c>: what is worth a message, who hears of it, when, and how often.</summary>
internal sealed record AlertSettings(IReadOnlyList<AlertRule> Rules, Policy Policy)
{
    public const string Section = "Alerts";

    /// <summary>Rules that are asked; the others close what they had open.</summary>
    public IReadOnlyList<AlertRule> Asked { get; } = [.. Rules.Where(rule => rule.Enabled)];

    /// <summary>The rule of a status. One that is configured no more is known by what remains of it.</summary>
    public AlertRule RuleOf(string id) => Rules.FirstOrDefault(rule => rule.Id == id) ?? DefaultRules.All.FirstOrDefault(rule => rule.Id == id)
        ?? new AlertRule { Id = id, Signal = Signal.Health, Title = "Former rule", Level = AlertLevel.Notice, FiresBelow = true, FireAt = 0, ResolveAt = 0, Enabled = false };

    /// <exception cref="RefusalException">Something makes no sense; a sentence for every problem.</exception>
    public static AlertSettings Read(IConfiguration configuration, Company company)
    {
        List<string> problems = [];
        var section = configuration.GetSection(Section);
        AlertSettings settings = new(RuleSettings.Read(section.GetSection("Rules"), problems), PolicySettings.Read(section, company.Calendar, problems));
        problems.AddRange(RuleCheck.Problems(settings.Rules));
        return problems.Count == 0 ? settings : throw new RefusalException(string.Join('\n', problems));
    }

    /// <summary>Every destination that is named, once.</summary>
    public IEnumerable<string> Destinations()
    {
        var routes = Policy.Routes;
        return new[] { routes.Default, routes.Operators }.Concat(routes.Owners.Values.Select(owner => owner.Channel)).Concat(routes.Segments.Values).OfType<string>().Distinct();
    }
}
