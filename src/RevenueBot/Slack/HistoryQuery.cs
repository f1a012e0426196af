using System.Globalization;

namespace RevenueBot.Slack;

/// <summary>A page of a conversation's messages (https://docs.slack.dev/reference/methods/conversations.history).</summary>
/// <param name="ThreadTs">Only the replies to this message; null: the conversation itself.</param>
/// <param name="Since">Nothing older.</param>
internal sealed record HistoryQuery(string Channel, string? ThreadTs, DateTimeOffset Since)
{
    /// <summary>Few, so that a reply of long messages stays within what the transport takes.</summary>
    private const int PageSize = 40;

    /// <summary>Null: the first page.</summary>
    public string? Cursor { get; init; }

    public Dictionary<string, string> Form()
    {
        Dictionary<string, string> form = new()
        {
            ["channel"] = Channel, ["oldest"] = string.Create(CultureInfo.InvariantCulture, $"{Since.ToUnixTimeSeconds()}.000000"),
            ["limit"] = PageSize.ToString(CultureInfo.InvariantCulture), ["include_all_metadata"] = "true",
        };
        if (ThreadTs is not null) form["ts"] = ThreadTs;
        if (Cursor is not null) form["cursor"] = Cursor;
        return form;
    }
}
