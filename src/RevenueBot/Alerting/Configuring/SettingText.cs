using System.Globalization;
using RevenueBot.Alerts.Dispatch;

namespace RevenueBot.Alerting.Configuring;

/// <summary>Reads single settings; what cannot be read is a problem, in one sentence, and counts as not set.</summary>
internal sealed class SettingText(List<string> problems)
{
    /// <summary><c>90m</c>, <c>2h</c>, <c>3d</c>, <c>0</c>.</summary>
    public TimeSpan? Duration(IConfigurationSection setting)
    {
        if (setting.Value is not { } text) return null;
        if (text.Trim() == "0") return TimeSpan.Zero;
        var unit = text.Length == 0 ? ' ' : char.ToLowerInvariant(text.Trim()[^1]);
        if (unit is 'm' or 'h' or 'd' && decimal.TryParse(text.Trim()[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count <= 10_000)
            return TimeSpan.FromMinutes((double)count * unit switch { 'm' => 1, 'h' => 60, _ => 24 * 60 });
        return Problem<TimeSpan>(setting, "a length of time such as 90m, 2h or 3d");
    }

    /// <summary><c>30</c>, <c>0.4</c>, <c>40%</c>.</summary>
    public decimal? Number(IConfigurationSection setting)
    {
        if (setting.Value is not { } text) return null;
        var isPercent = text.TrimEnd().EndsWith('%');
        return decimal.TryParse(text.Trim().TrimEnd('%').Replace('−', '-'), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? isPercent ? number / 100 : number
            : Problem<decimal>(setting, "a number such as 30 or 40%");
    }

    public int? Count(IConfigurationSection setting) => setting.Value is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : Problem<int>(setting, "a whole number");

    public bool? Flag(IConfigurationSection setting) => setting.Value is not { } text ? null : bool.TryParse(text, out var flag) ? flag : Problem<bool>(setting, "true or false");

    public T? Word<T>(IConfigurationSection setting)
        where T : struct, Enum
    {
        if (setting.Value is not { } text) return null;
        return Enum.TryParse<T>(text, ignoreCase: true, out var word) && Enum.IsDefined(word) && !char.IsDigit(text[0])
            ? word : Problem<T>(setting, $"one of {string.Join(", ", Enum.GetNames<T>())}");
    }

    /// <summary><c>slack:C0CSALERTS</c></summary>
    public string? Address(IConfigurationSection setting)
    {
        if (setting.Value is not { Length: > 0 } text) return null;
        if (Destination.TryParse(text, out var destination)) return destination.ToString();
        problems.Add($"{setting.Path} is \"{text}\": write the platform and the address, such as slack:C0CSALERTS.");
        return null;
    }

    /// <summary>Names every key of a section that means nothing, so that a slip is no setting that is silently ignored.</summary>
    public void Only(IConfigurationSection section, params string[] keys)
    {
        foreach (var child in section.GetChildren().Where(child => !keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
            problems.Add($"{child.Path} is no setting: use {string.Join(", ", keys)}.");
    }

    private T? Problem<T>(IConfigurationSection setting, string expected)
        where T : struct
    {
        problems.Add($"{setting.Path} is \"{setting.Value}\": use {expected}.");
        return null;
    }
}
