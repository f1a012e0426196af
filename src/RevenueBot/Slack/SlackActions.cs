using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack;

/// <summary>What a button does. Its value is an opaque id; who may do it, and where, is decided at the click.</summary>
internal static class SlackActions
{
    public const string Receipt = "answer.receipt";
    public const string Share = "answer.share";
    public const string Retry = "answer.retry";
    public const string Direct = "answer.dm";
    private const string AskPrefix = "answer.ask.";
    private const string SuggestPrefix = "suggest.";

    public static string Ask(int number) => $"{AskPrefix}{number}";

    public static string Suggest(int number) => $"{SuggestPrefix}{number}";

    /// <summary>True for the buttons that ask the question behind their number.</summary>
    public static bool IsQuestion(string actionId) =>
        actionId.StartsWith(AskPrefix, StringComparison.Ordinal) || actionId.StartsWith(SuggestPrefix, StringComparison.Ordinal);

    public static Button ReceiptButton(string answerId) => Button.Of("Show receipt", Receipt, answerId) with
    {
        AccessibilityLabel = "Show the ledger rows that add up to this MRR",
    };

    public static Button ShareButton(string answerId) => Button.Of("Post to channel", Share, answerId) with
    {
        Confirm = new Confirm(
            TextObject.Plain("Post this to the channel?", 100),
            TextObject.Plain("Everyone in this channel will see the figures.", 300),
            TextObject.Plain("Post", 30),
            TextObject.Plain("Keep private", 30)),
    };

    public static Button RetryButton(string answerId) => Button.Of("Try again", Retry, answerId);

    public static Button DirectButton(string answerId) => Button.Of("Send it to me", Direct, answerId) with { Style = "primary" };
}
