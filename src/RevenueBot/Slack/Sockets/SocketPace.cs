namespace RevenueBot.Slack.Sockets;

/// <summary>How sockets are kept.</summary>
internal sealed record SocketPace
{
    /// <summary>So often the link is tried by a ping of our own.</summary>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A link that does not answer for so long is dead.</summary>
    public TimeSpan PongWithin { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan HelloWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A socket that Slack is about to close is read to its end, so long at most.</summary>
    public TimeSpan DrainsFor { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The wait after the first failure; it doubles with each further one.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <param name="failures">At least one.</param>
    /// <param name="random">From 0 to 1: replicas that fell together do not rise together.</param>
    public TimeSpan Wait(int failures, double random)
    {
        var wait = TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Min(failures - 1, 16)));
        return wait * (0.5 + (random / 2));
    }
}
