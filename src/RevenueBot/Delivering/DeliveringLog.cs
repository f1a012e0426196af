namespace RevenueBot.Delivering;

internal static partial class DeliveringLog
{
    [LoggerMessage(LogLevel.Error, EventName = "DispatchTroubled", Message = "The dispatcher of messages met {Problem} and will try again.")]
    public static partial void DispatchTroubled(this ILogger logger, string problem);
}
