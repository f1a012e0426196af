using System.Text.RegularExpressions;

namespace RevenueBot.Reports.Scheduling;

/// <summary>Addresses of mails as they are compared: in small letters, and in a form that can stand in any header and any command.</summary>
internal static partial class MailAddressText
{
    public const string Platform = "mail";
    private const int Longest = 160;

    /// <summary>Null for what is no plain address: no name beside it, no quotes, no letters beyond ASCII.</summary>
    public static string? Read(string? text) => text?.Trim() is { Length: > 0 and <= Longest } address && Address().IsMatch(address) ? address.ToLowerInvariant() : null;

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)*[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\z")]
    private static partial Regex Address();
}
