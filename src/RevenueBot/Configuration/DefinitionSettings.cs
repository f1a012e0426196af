using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Profiles;

namespace RevenueBot.Configuration;

/// <summary>Reads <c>Definitions</c>: a named profile, and any single rule over it.</summary>
internal static class DefinitionSettings
{
    private static readonly Dictionary<string, DefinitionProfile> _profiles = VendorProfiles.All.ToDictionary(profile => profile.Name, StringComparer.OrdinalIgnoreCase);

    /// <param name="problems">Takes a sentence for each value that makes no sense.</param>
    public static DefinitionProfile Read(IConfigurationSection section, List<string> problems)
    {
        var profile = Profile(section, problems);
        return profile with
        {
            WeekFactor = Factor(section, nameof(profile.WeekFactor), profile.WeekFactor, problems),
            DayFactor = Factor(section, nameof(profile.DayFactor), profile.DayFactor, problems),
            PastDueDays = Days(section, nameof(profile.PastDueDays), profile.PastDueDays, problems),
            PausedChurnDays = Days(section, nameof(profile.PausedChurnDays), profile.PausedChurnDays, problems),
            Paused = OneOf(section, nameof(profile.Paused), profile.Paused, problems),
            PayingTrial = OneOf(section, nameof(profile.PayingTrial), profile.PayingTrial, problems),
            OnceDiscount = OneOf(section, nameof(profile.OnceDiscount), profile.OnceDiscount, problems),
            FreePlan = OneOf(section, nameof(profile.FreePlan), profile.FreePlan, problems),
            ChurnAt = OneOf(section, nameof(profile.ChurnAt), profile.ChurnAt, problems),
            Rounding = OneOf(section, nameof(profile.Rounding), profile.Rounding, problems),
        };
    }

    /// <summary>
    /// Gross margin as a fraction. It is no rule of the ledger: it scales what a customer is worth, and a change needs no rebuild.
    /// </summary>
    public static decimal GrossMargin(IConfigurationSection section, List<string> problems)
    {
        if (section["GrossMarginPercent"] is not { } text) return 1;
        if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100) return percent / 100;
        problems.Add($"Definitions:GrossMarginPercent is \"{text}\": use a number above 0 and at most 100.");
        return 1;
    }

    private static DefinitionProfile Profile(IConfigurationSection section, List<string> problems)
    {
        var name = section["Profile"] ?? "default";
        if (_profiles.TryGetValue(name, out var profile)) return profile;
        problems.Add($"Definitions:Profile is \"{name}\": use {Listed(_profiles.Keys)}.");
        return DefinitionProfile.Default;
    }

    /// <summary>A factor as a fraction ("52/12") or a number ("4.33").</summary>
    private static Ratio Factor(IConfigurationSection section, string key, Ratio otherwise, List<string> problems)
    {
        if (section[key] is not { } text) return otherwise;
        decimal[] parts = [.. text.Split('/').Select(part => decimal.TryParse(part, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : 0)];
        if (parts is [> 0] or [> 0, > 0]) return new Ratio(parts[0], parts.Length == 2 ? parts[1] : 1);
        problems.Add($"Definitions:{key} is \"{text}\": use a number such as 4.33 or a fraction such as 52/12.");
        return otherwise;
    }

    private static int Days(IConfigurationSection section, string key, int otherwise, List<string> problems)
    {
        if (section[key] is not { } text) return otherwise;
        if (int.TryParse(text, CultureInfo.InvariantCulture, out var days) && days is >= 0 and <= 3660) return days;
        problems.Add($"Definitions:{key} is \"{text}\": use a number of days, or 0 for no limit.");
        return otherwise;
    }

    private static T OneOf<T>(IConfigurationSection section, string key, T otherwise, List<string> problems)
        where T : struct, Enum
    {
        if (section[key] is not { } text) return otherwise;
        var index = Array.FindIndex(Enum.GetNames<T>(), name => Spelling(name).Equals(text, StringComparison.OrdinalIgnoreCase));
        if (index >= 0) return Enum.GetValues<T>()[index];
        problems.Add($"Definitions:{key} is \"{text}\": use {Listed(Enum.GetNames<T>().Select(Spelling))}.");
        return otherwise;
    }

    /// <summary>FirstPeriod → first_period.</summary>
    private static string Spelling(string name) =>
        string.Concat(name.Select((letter, i) => i > 0 && char.IsUpper(letter) ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    private static string Listed(IEnumerable<string> values) => string.Join(" or ", values);
}
