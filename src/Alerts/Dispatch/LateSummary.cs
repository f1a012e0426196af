using RevenueBot.Alerts.Cards;

namespace RevenueBot.Alerts.Dispatch;

/// <summary>One card for several that could not be posted in time.</summary>
public static class LateSummary
{
    private const int MostShown = 10;

    /// <param name="cards">At least two, oldest first.</param>
    public static AlertCard Of(IReadOnlyList<AlertCard> cards)
    {
        var open = cards.Where(card => !card.IsClosed).ToList();
        var lines = open.Take(MostShown).Select(card => card.Subject.Length > 0 ? $"{card.State}: {card.Subject}" : card.State).ToList();
        if (open.Count > MostShown) lines.Add($"{open.Count - MostShown} others");
        var finding = $"{cards.Count} messages could not be posted for more than an hour.";
        var still = open.Count == cards.Count ? "All are still open." : $"{open.Count} of them are still open.";
        return new()
        {
            Mark = open.Any(card => card.Mark == CardMark.High) ? CardMark.High : CardMark.Medium, State = "Late", Subject = $"{cards.Count} messages", Finding = finding,
            Summary = string.Join(' ', [finding, still, .. lines.Select(line => line + ".")]), Details = [still, .. lines],
            NamesCustomers = cards.Any(card => card.NamesCustomers), Footer = "Posted late · /alerts shows each with its reasons",
        };
    }
}
