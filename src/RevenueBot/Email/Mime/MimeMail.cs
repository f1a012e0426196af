namespace RevenueBot.Email.Mime;

/// <summary>A picture that the HTML shows by its content id.</summary>
/// <param name="Id">Without brackets.</param>
internal sealed record InlinePicture(string Id, byte[] Png);

/// <summary>A file beside the text.</summary>
internal sealed record MailFile(string Name, string MediaType, byte[] Bytes);

/// <summary>A mail before it is written.</summary>
internal sealed record MimeMail(Mailbox From, Mailbox To, string Subject, DateTimeOffset At)
{
    /// <summary>Without brackets; the same on every attempt.</summary>
    public required string MessageId { get; init; }

    /// <summary>The mail that it answers; null: none.</summary>
    public string? InReplyTo { get; init; }

    public required string Plain { get; init; }

    public required string Html { get; init; }

    public IReadOnlyList<InlinePicture> Pictures { get; init; } = [];

    public IReadOnlyList<MailFile> Files { get; init; } = [];

    /// <summary>The list it belongs to; null: it is sent to one person for a reason of its own.</summary>
    public MailList? List { get; init; }
}

/// <summary>A list that somebody is on, and how to leave it with one click (RFC 2919, 2369, 8058).</summary>
/// <param name="Id">A name under the sender's host: <c>daily.revenuebot.larkspur.example</c>.</param>
/// <param name="Leave">The page of one click; null where the bot cannot be reached from outside.</param>
/// <param name="LeaveToken">What a mail to the sender names, for who leaves by mail.</param>
internal sealed record MailList(string Name, string Id, Uri? Leave, string LeaveToken);
