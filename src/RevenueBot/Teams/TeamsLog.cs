using RevenueBot.Teams.Places;
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

    [LoggerMessage(LogLevel.Warning, EventName = "TeamsNotStored", Message = "A request from Teams could not be stored: the database does not answer ({Problem}).")]
    public static partial void NotStored(this ILogger logger, string problem);

    [LoggerMessage(LogLevel.Warning, EventName = "TeamsDropped", Message = "A Teams {Kind} was dropped: it waited {Minutes} minutes.")]
    public static partial void Dropped(this ILogger logger, TeamsRequestKind kind, int minutes);

    [LoggerMessage(LogLevel.Error, EventName = "TeamsFailed", Message = "A Teams {Kind} failed; the asker was given the code {Code}. {Problem}")]
    public static partial void Failed(this ILogger logger, TeamsRequestKind kind, string code, string problem);

    [LoggerMessage(LogLevel.Warning, EventName = "TeamsRemoved", Message = "The bot was removed from a place in Teams ({Kind}). Nothing is sent there any more.")]
    public static partial void Removed(this ILogger logger, TeamsPlaceKind kind);
}
