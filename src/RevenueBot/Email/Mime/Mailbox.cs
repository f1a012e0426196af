using RevenueBot.Reports.Scheduling;

namespace RevenueBot.Email.Mime;

/// <summary>Who a mail is from or to.</summary>
/// <param name="Name">May be empty; typed by people.</param>
internal sealed record Mailbox(string Name, string Address)
{
    /// <summary>The part after the @.</summary>
    public string Host => Address[(Address.IndexOf('@', StringComparison.Ordinal) + 1)..];

    /// <summary>Reads <c>RevenueBot &lt;revenuebot@larkspur.example&gt;</c> or an address alone; null for anything else.</summary>
    public static Mailbox? Read(string? text)
    {
        if (text is null) return null;
        var open = text.LastIndexOf('<');
        var address = MailAddressText.Read(open < 0 ? text : text.TrimEnd() is [.., '>'] ended ? ended[(open + 1)..^1] : null);
        return address is null ? null : new(open < 0 ? "" : text[..open].Trim().Trim('"').Trim(), address);
    }
}
