namespace RevenueBot.Teams.Cards;

/// <summary>What a button under an answer does. Its value is a sealed question; who may do it, and where, is decided at the click.</summary>
internal static class CardVerbs
{
    public const string Ask = "answer.ask", Receipt = "answer.receipt", Share = "answer.share", Retry = "answer.retry";

    /// <summary>True for every button of an answer, and of what stands in the place of one.</summary>
    public static bool IsOne(string? verb) => verb is Ask or Receipt or Share or Retry;
}
