using RevenueBot.Alerts.Speaking;
using RevenueBot.Metrics;

namespace RevenueBot.Alerting.Configuring;

/// <summary><c>Alerts:Channels</c>, <c>QuietHours</c>, <c>Budget</c>, <c>Grouping</c> and <c>EscalateAfter</c>.</summary>
internal static class PolicySettings
{
    private const int LeastBudget = 2, MostBudget = 500, LeastGroup = 2;

    public static Policy Read(IConfigurationSection section, CompanyCalendar calendar, List<string> problems)
    {
        SettingText text = new(problems);
        text.Only(section, "Channels", "QuietHours", "Budget", "Grouping", "EscalateAfter", "Rules");
        var escalate = section.GetSection("EscalateAfter");
        return new Policy
        {
            Routes = Channels(section.GetSection("Channels"), text),
            QuietHours = Quiet(section.GetSection("QuietHours"), calendar, text, problems),
            Budget = Spend(section.GetSection("Budget"), text, problems),
            Grouping = Group(section.GetSection("Grouping"), text, problems),
            EscalateAfter = "never".Equals(escalate.Value, StringComparison.OrdinalIgnoreCase) ? null : text.Duration(escalate) ?? new Policy().EscalateAfter,
        };
    }

    private static Routes Channels(IConfigurationSection section, SettingText text)
    {
        text.Only(section, "Default", "Operators", "Escalation", "Owners", "Segments");
        Dictionary<string, OwnerRoute> owners = new(StringComparer.OrdinalIgnoreCase);
        foreach (var owner in section.GetSection("Owners").GetChildren())
        {
            text.Only(owner, "Channel", "Person");
            owners[owner.Key] = new(text.Address(owner.GetSection("Channel")), text.Address(owner.GetSection("Person")));
        }

        Dictionary<string, string> segments = new(StringComparer.OrdinalIgnoreCase);
        foreach (var segment in section.GetSection("Segments").GetChildren())
            if (text.Address(segment) is { } channel) segments[segment.Key] = channel;
        return new Routes
        {
            Default = text.Address(section.GetSection("Default")), Operators = text.Address(section.GetSection("Operators")),
            Escalation = text.Address(section.GetSection("Escalation")), Owners = owners, Segments = segments,
        };
    }

    private static QuietHours? Quiet(IConfigurationSection section, CompanyCalendar calendar, SettingText text, List<string> problems)
    {
        text.Only(section, "Hours", "Weekends");
        var hours = section["Hours"] ?? section.Value;
        if (string.IsNullOrWhiteSpace(hours)) return null;
        if (QuietHours.Parse(hours) is var (from, to)) return new(from, to, text.Flag(section.GetSection("Weekends")) ?? false, calendar);
        problems.Add($"{section.Path} is \"{hours}\": write two different times of the day such as 20:00-08:00.");
        return null;
    }

    private static Budget Spend(IConfigurationSection section, SettingText text, List<string> problems)
    {
        text.Only(section, "PerDay", "KeptForHigh");
        var perDay = text.Count(section.GetSection("PerDay")) ?? Budget.Default.PerDay;
        var kept = text.Count(section.GetSection("KeptForHigh")) ?? Math.Min(Budget.Default.KeptForHigh, Math.Max(0, perDay - LeastBudget));
        if (perDay is < LeastBudget or > MostBudget) problems.Add($"{section.Path}:PerDay is {perDay}: use {LeastBudget} to {MostBudget} messages a day and channel.");
        else if (kept > perDay - LeastBudget) problems.Add($"{section.Path}:KeptForHigh is {kept} of {perDay}: leave at least {LeastBudget} for the others and the roll-up.");
        return new(perDay, kept);
    }

    private static Grouping Group(IConfigurationSection section, SettingText text, List<string> problems)
    {
        text.Only(section, "From", "Window", "BySegment");
        var from = text.Count(section.GetSection("From")) ?? Grouping.Default.From;
        if (from < LeastGroup) problems.Add($"{section.Path}:From is {from}: a group begins with {LeastGroup} alerts.");
        return new(from, text.Duration(section.GetSection("Window")) ?? Grouping.Default.Window, text.Flag(section.GetSection("BySegment")) ?? Grouping.Default.BySegment);
    }
}
