namespace RevenueBot.Alerts.Dispatch;

/// <summary>Where something goes: <c>slack:C0CSALERTS</c>.</summary>
public readonly record struct Destination(string Platform, string Address)
{
    /// <summary>Reads <c>platform:address</c>; false for anything else.</summary>
    public static bool TryParse(string? text, out Destination destination)
    {
        var isOne = text?.Split(':', 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } platform, { Length: > 0 } address] parts
            && platform.All(char.IsAsciiLetterLower) && address.Length <= 200 && !address.Any(char.IsControl) && parts.Length == 2;
        destination = isOne ? new(text!.Split(':')[0].Trim(), text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()) : default;
        return isOne;
    }

    public override string ToString() => $"{Platform}:{Address}";
}
