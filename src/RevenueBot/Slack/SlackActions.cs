using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack;

/// <summary>What a button does. Its value is a sealed question; who may do it, and where, is decided at the click.</summary>
internal static class SlackActions
{
    public const string Receipt = "answer.receipt";
    public const string Share = "answer.share";
    public const string Retry = "answer.retry";
    public const string Direct = "answer.dm";
    public const string Csv = "answer.csv";
    public const string ReceiptCsv = "receipt.csv";

    /// <summary>Opens a page: nothing is left to do at the click.</summary>
    public const string OpenDashboard = "dash.open";

    private const string AskPrefix = "answer.ask.";
    private const string SuggestPrefix = "suggest.";

    public static string Ask(int number) => $"{AskPrefix}{number}";

    public static string Suggest(int number) => $"{SuggestPrefix}{number}";

    /// <summary>True for the buttons that ask the question behind their number.</summary>
    public static bool IsQuestion(string actionId) =>
        actionId.StartsWith(AskPrefix, StringComparison.Ordinal) || actionId.StartsWith(SuggestPrefix, StringComparison.Ordinal);

    public static Button ReceiptButton(string value) => Button.Of("Show receipt", Receipt, value) with
    {
        AccessibilityLabel = "Show what adds up to this figure",
    };

    public static Button ShareButton(string value) => Button.Of("Post to channel", Share, value) with
    {
        Confirm = new Confirm(
            TextObject.Plain("Post this to the channel?", 100),
            TextObject.Plain("Everyone in this channel will see the figures.", 300),
            TextObject.Plain("Post", 30),
            TextObject.Plain("Keep private", 30)),
    };

    public static Button CsvButton(string value) => Button.Of("Download CSV", Csv, value);

    public static Button ReceiptCsvButton(string value) => Button.Of("All rows as CSV", ReceiptCsv, value);

    public static Button RetryButton(string value) => Button.Of("Try again", Retry, value);

    public static Button DirectButton(string value) => Button.Of("Send it to me", Direct, value) with { Style = "primary" };
}
