namespace RevenueBot.Slack;

/// <summary>
/// Everything the Slack side logs: words of Slack and of ours, counts and codes. Never a body, an
/// address, a token, a question or a figure.
/// </summary>
internal static partial class SlackLog
{
    [LoggerMessage(EventName = "SlackRefused", Message = "A request to a Slack route was refused: {Verdict}. OutOfTime means a replay, or that this machine's clock is wrong.")]
    public static partial void Refused(this ILogger logger, SignatureVerdict verdict, LogLevel level);

    [LoggerMessage(LogLevel.Warning, EventName = "SlackUnreadable", Message = "A signed request from Slack could not be read and was refused.")]
    public static partial void Unreadable(this ILogger logger);

    [LoggerMessage(LogLevel.Warning, EventName = "SlackNotStored", Message = "A request from Slack could not be stored: the database does not answer ({Problem}).")]
    public static partial void NotStored(this ILogger logger, string problem);

    [LoggerMessage(LogLevel.Warning, EventName = "SlackDropped", Message = "A Slack {Kind} was dropped: it waited {Minutes} minutes, and Slack takes no answer after 30.")]
    public static partial void Dropped(this ILogger logger, SlackRequestKind kind, int minutes);

    [LoggerMessage(LogLevel.Error, EventName = "SlackFailed", Message = "A Slack {Kind} failed; the asker was given the code {Code}. {Problem}")]
    public static partial void Failed(this ILogger logger, SlackRequestKind kind, string code, string problem);

    [LoggerMessage(LogLevel.Warning, EventName = "SlackNoPicture", Message = "An answer went without its picture: {Problem}.")]
    public static partial void NoPicture(this ILogger logger, string problem);

    [LoggerMessage(LogLevel.Critical, EventName = "SlackInstallationEnded", Message = "Slack installation {Installation} has ended ({Reason}). {Advice}")]
    public static partial void InstallationEnded(this ILogger logger, string installation, string reason, string advice);

    [LoggerMessage(LogLevel.Warning, EventName = "SlackNotInstalled", Message = "A Slack {Kind} of a workspace where the app is not installed was dropped ({Reason}).")]
    public static partial void NotInstalled(this ILogger logger, SlackRequestKind kind, string reason);

    [LoggerMessage(LogLevel.Debug, EventName = "SlackSocketOver", Message = "A socket to Slack ended: {Problem}.")]
    public static partial void SocketOver(this ILogger logger, string problem);

    [LoggerMessage(LogLevel.Warning, EventName = "SlackSocketLost", Message = "A socket to Slack is gone ({Problem}); the next is opened in {Seconds} s.")]
    public static partial void SocketLost(this ILogger logger, string problem, int seconds);

    [LoggerMessage(LogLevel.Critical, EventName = "SlackSocketsStopped", Message = "Nothing comes from Slack any more ({Problem}). {Advice}")]
    public static partial void SocketsStopped(this ILogger logger, string problem, string advice);
}
