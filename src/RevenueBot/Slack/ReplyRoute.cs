namespace RevenueBot.Slack;

/// <summary>Where an answer goes.</summary>
internal abstract record ReplyRoute
{
    private ReplyRoute() { }

    /// <summary>Whose token sends it.</summary>
    public required string Installation { get; init; }

    /// <summary>Everybody in the channel reads it.</summary>
    public virtual bool IsPublic => false;

    /// <summary>A message sent here can be replaced by a later one.</summary>
    public virtual bool CanReplace => true;

    /// <summary>Where a command or click was made.</summary>
    public sealed record ByAddress(Uri Url, bool ToAll = false) : ReplyRoute
    {
        public override bool IsPublic => ToAll;
        public override bool CanReplace => !ToAll;
    }

    /// <summary>Beside the mention, for the asker alone.</summary>
    public sealed record InThread(string Channel, string User, string? ThreadTs) : ReplyRoute
    {
        public override bool CanReplace => false; // chat.update knows no ephemeral messages
    }

    /// <summary>In the thread of a mention, for everybody in the channel.</summary>
    public sealed record Open(string Channel, string ThreadTs) : ReplyRoute
    {
        public override bool IsPublic => true;
    }

    /// <summary>The direct message of a person.</summary>
    public sealed record Direct(string Channel, string? ThreadTs = null) : ReplyRoute
    {
        // Only the conversation's own id can be edited, not the person's.
        public override bool CanReplace => Channel.StartsWith('D');
    }

    public static ReplyRoute Of(SlackRequest request) => request switch
    {
        { ResponseUrl: { } url } => new ByAddress(url) { Installation = request.Installation },
        { IsDirect: true } => new Direct(request.Channel, request.ThreadTs) { Installation = request.Installation },
        _ => new InThread(request.Channel, request.User, request.ThreadTs) { Installation = request.Installation },
    };
}
