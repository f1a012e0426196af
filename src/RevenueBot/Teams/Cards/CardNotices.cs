using RevenueBot.Access;

namespace RevenueBot.Teams.Cards;

/// <summary>Cards without figures: refusals, failures, confirmations, the first words.</summary>
internal static class CardNotices
{
    public const string TryAgainShortly = "The answer did not arrive: the database does not reply. Nothing was changed. Try again in a minute.";
    public const string TooMany = "You have asked many questions within a minute. Wait a minute, then ask again.";
    public const string SentToYou = "Sent to you alone.";
    public const string Gone = "This button is too old, or not one of mine. Ask the question again.";
    private const int MaxText = 1_000;

    /// <summary>For the asker alone, as every answer is: there is no other place to offer.</summary>
    public static CardMessage Refusal(RefusalWords words) => CardParts.Message($"{words.Finding} {words.Then}", words.Finding,
        [CardParts.Finding(words.Finding), CardParts.Sentence(words.Then, MaxText), .. CardParts.Foot(["Only you can see this. Nothing was posted."])], []);

    /// <param name="code">Leads an administrator to the log.</param>
    /// <param name="moment">When, as shown to people.</param>
    /// <param name="question">The sealed question for "Try again"; null: the button that was clicked is still there.</param>
    public static CardMessage Failure(string code, string moment, string? question)
    {
        const string finding = "The answer did not arrive.", what = "Something in reading the figures failed. Nothing was changed.";
        var then = $"Try again in a minute. If it fails again, give your administrator the code {code}.";
        return CardParts.Message($"{finding} {what} {then}", finding, [CardParts.Finding(finding), CardParts.Sentence(what, MaxText), CardParts.Sentence(then, MaxText), .. CardParts.Foot([$"{moment}."])],
            question is null ? [] : [CardButton.Acts("Try again", CardVerbs.Retry, question)]);
    }

    /// <summary>One or two plain sentences.</summary>
    public static CardMessage Plain(string text) => CardParts.Message(text, text, [RichTextBlock.Of(new TextRun(CardText.Inert(text, MaxText)))], []);

    /// <summary>Once, to whoever installed it: private by default, three steps, something to try.</summary>
    /// <param name="by">Who added it, as Teams says; null: not known.</param>
    /// <param name="seal">Seals the questions to try.</param>
    public static CardMessage Welcome(string? by, Sealing seal)
    {
        const string finding = "RevenueBot is installed. Nobody sees figures yet.";
        var added = by is { Length: > 0 } name ? $"{CardText.Inert(name, 40)} added me. " : "";
        (string What, string How)[] steps =
        [
            ("1. Connect billing. ", "A read-only Stripe key, or import files."), ("2. Say who may see what. ", "Totals or single customers, by person and by channel: Access:Teams in the configuration."),
            ("3. Choose where alerts go. ", "I post nothing until you do: Alerts:Channels."),
        ];
        return CardParts.Message($"{finding} Three steps: connect billing, say who may see what, choose where alerts go.", finding,
        [
            CardParts.Finding(finding), CardParts.Sentence($"{added}Three steps, about 10 minutes:", MaxText),
            .. steps.Select((step, i) => RichTextBlock.Of(TextRun.Bold(step.What), new TextRun(step.How)) with { Spacing = i == 0 ? "Medium" : "Small" }),
            .. CardParts.Foot(["Ask in your own words, such as “why did MRR change last week”."]),
        ], [CardButton.Acts("MRR now", CardVerbs.Ask, seal("/mrr")), CardButton.Acts("What I can answer", CardVerbs.Ask, seal("help"))]);
    }
}
