using RevenueBot.Teams.Trust;

namespace RevenueBot.Teams;

/// <summary>
/// Everything the Teams side logs: words of Microsoft's and of ours, counts, codes, and people and places as hashes. Never a body, an
/// address, a token, a question or a figure.
/// </summary>
internal static partial class TeamsLog
{
    [LoggerMessage(LogLevel.Information, EventName = "TeamsRefused", Message = "A request to the Teams route was refused: {Verdict}. OutOfTime means an old request, or that this machine's clock is wrong.")]
    public static partial void Refused(this ILogger logger, TokenVerdict verdict);

    [LoggerMessage(LogLevel.Warning, EventName = "TeamsUnreadable", Message = "A request from Teams could not be read and was refused.")]
    public static partial void Unreadable(this ILogger logger);

    [LoggerMessage(LogLevel.Warning, EventName = "TeamsKeysNotRead", Message = "The keys of the Bot Framework could not be read ({Problem}); those known stay in use. Check that this machine reaches Microsoft's login.")]
    public static partial void KeysNotRead(this ILogger logger, string problem);

    [LoggerMessage(LogLevel.Critical, EventName = "TeamsLoginRefused", Message = "Microsoft's login gives the bot no token ({Problem}). {Advice}")]
    public static partial void LoginRefused(this ILogger logger, string problem, string advice);
}
