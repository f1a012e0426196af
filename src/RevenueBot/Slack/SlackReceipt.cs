using RevenueBot.Questions;
using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack;

/// <summary>The receipt of an answer as a form: its formula with the figures put in, and the lines that add up to it.</summary>
internal static class SlackReceipt
{
    private const string CallbackId = "receipt";

    /// <summary>Stands while the ledger is read.</summary>
    public static ModalView Loading => View([Section("finding", "Reading the ledger …")]);

    /// <param name="sealedId">The answer of which it is, sealed: for its rows as a file.</param>
    public static ModalView Render(Answer receipt, string? sealedId = null)
    {
        List<Block> blocks = [Section("finding", string.Join('\n', [$"*{Mrkdwn.Escape(receipt.Headline)}*", .. receipt.Sentences.Select(Mrkdwn.Escape)]))];
        if (receipt.Table is { Columns.Count: > 1 } table) blocks.Add(RichTextBlock.Table("rows", TextTable.Render(table)));
        if (sealedId is not null && receipt.Table is not null) blocks.Add(new ActionsBlock("next", [SlackActions.ReceiptCsvButton(sealedId)]));
        if (receipt.Footer.Length > 0)
            blocks.Add(new ContextBlock("foot", [TextObject.Marked(Mrkdwn.Escape(receipt.Footer), SectionBlock.MaxText)]));
        return View(blocks);
    }

    private static ModalView View(IReadOnlyList<Block> blocks) =>
        new(CallbackId, TextObject.Plain("Receipt", ModalView.MaxTitle), TextObject.Plain("Close", ModalView.MaxTitle), blocks);

    private static SectionBlock Section(string id, string text) => new(id, TextObject.Marked(text, SectionBlock.MaxText));
}
