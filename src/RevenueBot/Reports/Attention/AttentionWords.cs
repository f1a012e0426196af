using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports.Attention;

/// <summary>What is said about the items of a report as a whole.</summary>
internal static class AttentionWords
{
    private static readonly TimeSpan _mayBeOld = TimeSpan.FromHours(2);

    public static IReadOnlyList<DigestItem> Items(AttentionFigures figures) => [.. figures.Shown.Select(concern => AttentionItem.Of(concern, figures))];

    /// <summary>"Nothing needs you. No alert of high or medium level is open." Null where something does.</summary>
    public static string? Nothing(AttentionFigures figures)
    {
        if (figures.All.Count > 0) return null;
        if (figures.LookedAt is not { } at) return "No alert rule has been asked yet, so it is not known what needs you.";
        var snoozed = figures.Snoozed == 0 ? "" : $" {Format.Capital(Format.CountWord(figures.Snoozed))} {(figures.Snoozed == 1 ? "is" : "are")} snoozed.";
        return figures.Context.At - at > _mayBeOld
            ? $"Nothing needed you {Days.Moment(at, figures.Context.Calendar)}, when alert rules were last asked.{snoozed}"
            : $"Nothing needs you. No alert of high or medium level is open.{snoozed}";
    }

    /// <summary>"Three items need attention."</summary>
    public static string? Teaser(AttentionFigures figures)
    {
        var count = figures.Shown.Count;
        return count == 0 ? figures.LookedAt is null ? null : "Nothing needs you." : $"{Format.Capital(Format.CountWord(count))} {(count == 1 ? "item needs" : "items need")} attention.";
    }

    /// <summary>
    /// "Brightwater Clinics is in items 2 and 3." So that nobody adds up what is one. "Two smaller items are not shown: ask /alerts." Null where
    /// neither is the case.
    /// </summary>
    public static DigestRemark? Note(AttentionFigures figures)
    {
        var shared = Overlaps(figures.Shown).ToList();
        var more = figures.All.Count - figures.Shown.Count;
        string[] rest = more == 0 ? [] : [$"{Format.Capital(Format.CountWord(more))} smaller {(more == 1 ? "item is" : "items are")} not shown: ask /alerts."];
        if (shared.Count + rest.Length == 0) return null;
        return new(string.Join(' ', [.. shared.Select(one => one.Text), .. rest]), string.Join(' ', [.. shared.Select(one => one.Unnamed), .. rest])) { NamesCustomers = shared.Exists(one => one.Text != one.Unnamed) };
    }

    /// <summary>For customers in the same two or three items one sentence; up to two of them by name.</summary>
    private static IEnumerable<DigestRemark> Overlaps(IReadOnlyList<Concern> shown)
    {
        var places = shown.SelectMany((concern, i) => concern.Customers.Where(_ => concern.IsAboutCustomers).Select(alert => (alert, Item: i + 1))).GroupBy(place => place.alert.Status.Subject)
            .Where(places => places.Count() > 1).Select(places => (places.First().alert.Facts.Name, Items: places.Select(place => place.Item).ToList()));
        foreach (var same in places.GroupBy(place => string.Join(',', place.Items)))
        {
            var (names, items) = (same.Select(place => place.Name).ToList(), same.First().Items);
            var where = items.Count == 2 ? $"items {items[0]} and {items[1]}" : "all three items";
            var unnamed = $"{Format.Capital(Format.CountWord(names.Count))} {(names.Count == 1 ? "customer is" : "customers are")} in {where}.";
            yield return new(names.Count > 2 ? unnamed : $"{string.Join(" and ", names)} {(names.Count == 1 ? "is" : "are")} in {where}.", unnamed);
        }
    }
}
