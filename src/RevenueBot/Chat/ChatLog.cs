using System.Security.Cryptography;
using System.Text;

namespace RevenueBot.Chat;

/// <summary>What every chat platform logs: never a body, an address, a token, a question or a figure; people and places as hashes.</summary>
internal static partial class ChatLog
{
    private static readonly char[] _codeLetters = [.. "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"];

    /// <summary>Stands for an id in the log: the same id gives the same eight digits.</summary>
    public static string Hash(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 4));

    /// <summary>What a person can give an administrator, who finds it in the log.</summary>
    public static string NewCode() => "E-" + RandomNumberGenerator.GetString(_codeLetters, 4);

    [LoggerMessage(LogLevel.Information, EventName = "ChatDelivered", Message = "{Platform} {Kind} answered in {Milliseconds} ms: {Outcome}.")]
    public static partial void Delivered(this ILogger logger, string platform, string kind, long milliseconds, string outcome);

    [LoggerMessage(LogLevel.Error, EventName = "ChatWorkerTroubled", Message = "The {Platform} worker met {Problem} and will try again.")]
    public static partial void WorkerTroubled(this ILogger logger, string platform, string problem);
}
