using System.Net;
using System.Text.Json;
using RevenueBot.Alerts;
using RevenueBot.Chat;

namespace RevenueBot.Teams.Connector;

/// <summary>
/// What the connector's refusals mean and what to do
/// (https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis).
/// </summary>
internal static class ConnectorErrors
{
    public const string TooBig = "MessageSizeTooBig", WrongHost = "InvalidBotApiHost", NotInstalled = "BotNotInConversationRoster", Unauthorized = "Unauthorized";
    private const string NoConversation = "ConversationNotFound", NoActivity = "ActivityNotFoundInConversation", Blocked = "MessageWritesBlocked";
    private const string Install = "Install the app for the person, chat or team (Teams, Apps), then replay the message.";
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<string, string> _advice = new(StringComparer.Ordinal)
    {
        [Unauthorized] = "Teams does not accept the bot's token: check Teams:AppId, Teams:AppPassword and Teams:TenantId (the tenant in which the app is registered), then run doctor.",
        ["BotNotRegistered"] = "The bot is not registered: check Teams:AppId, and that the bot's Teams channel is on in Azure.",
        ["BotDisabledByAdmin"] = "An administrator of Teams has disabled the app: ask them to allow it. Nothing is sent until somebody writes to it again.",
        [NotInstalled] = Install, ["ForbiddenOperationException"] = Install, ["ConversationBlockedByUser"] = "The person has blocked the bot: nothing is sent until they write to it.",
        [Blocked] = "The person has blocked the bot, or left: nothing is sent until they write to it.", [NoConversation] = Install,
        [TooBig] = "The message was larger than Teams takes, even shortened: report this.",
        [WrongHost] = "The tenant is served by another host of Microsoft's: set Teams:Cloud, or add the host to Teams:AllowedServiceHosts.",
        ["BadSyntax"] = "Report this: the message was built wrongly.",
    };

    /// <summary>Refusals after which nothing is sent there until somebody there acts.</summary>
    public static bool IsBroken(DeliveryOutcome outcome) => outcome is DeliveryOutcome.Permanent { Reason: NotInstalled or Blocked or "BotDisabledByAdmin" or "ConversationBlockedByUser" or "ForbiddenOperationException" };

    /// <summary>The conversation itself is not there any more: what is known of it is of no use.</summary>
    public static bool IsNowhere(DeliveryOutcome outcome) => outcome is DeliveryOutcome.Gone { Reason: NoConversation };

    /// <summary>Whether a smaller message may be taken.</summary>
    public static bool IsTooBig(DeliveryOutcome outcome) => outcome is DeliveryOutcome.Permanent { Reason: TooBig };

    /// <summary>Whether Teams refused the form of a message.</summary>
    public static bool IsBadMessage(DeliveryOutcome outcome) => outcome is DeliveryOutcome.Permanent { Reason: "BadSyntax" or "BadArgument" or "MissingProperty" };

    /// <summary>The meaning of a reply.</summary>
    /// <param name="code">The connector's word; null where it gives none.</param>
    public static DeliveryOutcome Classify(HttpStatusCode status, string? code, TimeSpan? retryAfter) => ((int)status, code) switch
    {
        ( < 300, _) => new DeliveryOutcome.Sent(),
        (429, _) => new DeliveryOutcome.RetryAfter("TooManyRequests", retryAfter),
        (412, _) => new DeliveryOutcome.RetryAfter(code ?? "PreconditionFailed", retryAfter ?? _soon),
        (502 or 503 or 504, _) => new DeliveryOutcome.RetryAfter(code ?? $"http_{(int)status}", retryAfter),
        (404, NoConversation or NoActivity) => new DeliveryOutcome.Gone(code),
        (413, _) => Refusal(TooBig),
        (401, "BotNotRegistered") => Refusal(code),
        (401, _) => Refusal(Unauthorized),
        _ => Refusal(code ?? $"http_{(int)status}"),
    };

    /// <summary>No reply, or half of one: the call may have been carried out all the same.</summary>
    public static DeliveryOutcome MaybeDone(string reason, bool isHarmlessTwice) =>
        isHarmlessTwice ? new DeliveryOutcome.RetryAfter(reason) : new DeliveryOutcome.Unknown(reason);

    /// <summary>The word of an error's body, in either of its two shapes; the finer one where there are two.</summary>
    public static string? CodeOf(ReadOnlyMemory<byte> body)
    {
        if (Parse(body) is not { ValueKind: JsonValueKind.Object } reply) return null;
        var error = reply.Child("error") is { ValueKind: JsonValueKind.Object } inner ? inner : reply;
        var (code, finer) = (error.Text("code"), Parse(System.Text.Encoding.UTF8.GetBytes(error.Text("message")))?.Text("subCode") ?? "");
        return finer.Length > 0 ? Word(finer) : Word(code);
    }

    /// <summary>A refusal for good, with what to do.</summary>
    public static DeliveryOutcome.Permanent Refusal(string code) =>
        new(code, _advice.GetValueOrDefault(code, "Look the word up in Microsoft's list of status codes for bots, and run the verb doctor."));

    /// <summary>Goes into logs: a word, or nothing.</summary>
    private static string? Word(string text) => text.Length is > 0 and <= 60 && text.All(char.IsAsciiLetterOrDigit) ? text : null;

    private static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return body.Span is [(byte)'{', ..] ? JsonSerializer.Deserialize<JsonElement>(body.Span) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
