using RevenueBot.Configuration;
using RevenueBot.Intel.Feeds;
using RevenueBot.Metrics;
using RevenueBot.Reports;

namespace RevenueBot.Intel;

/// <summary>What people noted and feeds published, for reports: as it was written, with author, day and source. Nothing is added to it.</summary>
internal sealed class MarketNotes(NoteStore notes, EntryStore entries, Company company)
{
    /// <summary>More of a week than anybody reads.</summary>
    private const int Most = 500;

    /// <summary>What came in between two local days, both included: notes first, then entries of feeds, the newest of each first.</summary>
    public async Task<IReadOnlyList<DigestQuote>> ReadAsync(DateOnly first, DateOnly last, CancellationToken cancel)
    {
        var (from, to) = (company.Calendar.StartOf(first), company.Calendar.StartOf(last.AddDays(1)));
        return [.. (await notes.ReadAsync(from, to, Most, cancel)).Select(note => QuoteOf(note, company.Calendar)), .. await FeedsAsync(first, last, Most, cancel)];
    }

    /// <summary>The entries of feeds alone.</summary>
    public async Task<IReadOnlyList<DigestQuote>> FeedsAsync(DateOnly first, DateOnly last, int most, CancellationToken cancel) =>
        [.. (await entries.ReadAsync(company.Calendar.StartOf(first), company.Calendar.StartOf(last.AddDays(1)), most, cancel)).Select(entry => QuoteOf(entry, company.Calendar))];

    public static DigestQuote QuoteOf(IntelNote note, CompanyCalendar calendar) => new(note.Text, note.AuthorName, calendar.DayOf(note.At), Link(note.Link));

    /// <summary>Its day is the one on which it was published, where the feed says so.</summary>
    private static DigestQuote QuoteOf(ListedEntry entry, CompanyCalendar calendar) => new(entry.Title, $"Feed “{entry.FeedName}”", calendar.DayOf(entry.PublishedAt ?? entry.ListedAt), Link(entry.Link));

    private static Uri? Link(string? link) => link is null ? null : new Uri(link, UriKind.Absolute);
}
