using System.Globalization;
using RevenueBot.Configuration;
using RevenueBot.Doctor;
using RevenueBot.Intel;
using RevenueBot.Intel.Feeds;
using RevenueBot.Metrics;
using RevenueBot.Reports;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Intel.Feeds;

/// <summary>Feeds over hours and days, on a real database and a real server.</summary>
public sealed class FeedReadingTests : IAsyncLifetime
{
    private static readonly DateTimeOffset _monday = new(2026, 11, 9, 12, 5, 0, TimeSpan.Zero);
    private static readonly Company _company = new("Larkspur", new CompanyCalendar(TimeZoneInfo.FindSystemTimeZoneById("America/New_York")), Currency.Parse("USD"));
    private TestDatabase _database = null!;
    private FeedServer _server = null!;
    private EntryStore _store = null!;
    private HttpClient _http = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (_database, _server, _http) = (await TestDatabase.CreateAsync(), await FeedServer.StartAsync(), FeedConnection.Client(_ => true));
        _store = new EntryStore(_database.DataSource);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task TheFirstReadingReportsTheLastSevenDaysAndLaterOnesWhatIsNew()
    {
        _server.Say("/a", Rss(("Old", -300), ("Undated", null), ("Recent", -30)));
        await ReadAsync(0);
        (await TitlesAsync()).ShouldBe(["Recent"]);
        _server.Say("/a", Rss(("Old", -300), ("Undated", null), ("Recent", -30), ("New", 1), ("Undated too", null)));
        await ReadAsync(1);
        await ReadAsync(2);
        (await TitlesAsync()).ShouldBe(["New", "Undated too", "Recent"], ignoreOrder: true);
        (await QuotesAsync()).Single(quote => quote.Text == "Recent").ShouldBe(new DigestQuote("Recent", "Feed “Oriel blog”", new(2026, 11, 8), new Uri("https://oriel.example/Recent")));
    }

    [Fact]
    public async Task NewIdsForTheSameEntriesAreNoNews()
    {
        _server.Say("/a", Rss(("Kept", -5)));
        await ReadAsync(0);
        _server.Say("/a", Rss(("Kept", -5)).Replace("<guid>", "<guid>https://new.example/", StringComparison.Ordinal));
        await ReadAsync(1);
        (await TitlesAsync()).ShouldBe(["Kept"]);
    }

    [Fact]
    public async Task WhatDidNotChangeIsAskedForAndNotSent()
    {
        _server.Say("/a", Rss(("One", -1)), etag: "\"v1\"");
        await ReadAsync(0);
        await ReadAsync(1);
        _server.Asked.Where(asked => asked.Path == "/a").Select(asked => asked.IfNoneMatch).ShouldBe([null, "\"v1\""]);
        (await _store.StatesAsync(Cancel))[_server.At("/a").AbsoluteUri].ReadAt.ShouldBe(_monday.AddHours(1));
    }

    [Fact]
    public async Task ABrokenFeedIsSaidByTheDoctorAndHoldsBackNoOther()
    {
        _server.Say("/a", "<rss><channel>");
        _server.Say("/b", Rss(("Good", -1)));
        await ReadAsync(0);
        (await TitlesAsync()).ShouldBe(["Good"]);
        (await ChecksAsync(0)).ShouldBe(
        [
            DoctorCheck.Warn("Feed Oriel blog", "It is no well-formed XML (line 1): tell who publishes it. It could never be read."),
            DoctorCheck.Ok("Feed Kappa", "Last read Mon 9 Nov, 07:05. 1 new entry in the last 7 days."),
        ]);
        _server.Say("/a", Rss(("Mended", 0)));
        await ReadAsync(1);
        (await ChecksAsync(1))[0].ShouldBe(DoctorCheck.Ok("Feed Oriel blog", "Last read Mon 9 Nov, 08:05. 1 new entry in the last 7 days."));
        _server.Status("/a", 503);
        await ReadAsync(2);
        (await ChecksAsync(2))[0].ShouldBe(DoctorCheck.Warn("Feed Oriel blog", "Its server answers with 503: it has a fault of its own. Last read Mon 9 Nov, 08:05."));
        (await ChecksAsync(9))[1].ShouldBe(DoctorCheck.Warn("Feed Kappa", "Last read Mon 9 Nov, 09:05. It is read every hour while the bot runs: start it."));
    }

    [Fact]
    public async Task WhatIsGoneForGoodIsAskedOnceADay()
    {
        _server.Status("/a", 410);
        foreach (var hour in (int[])[0, 1, 2, 23]) await ReadAsync(hour);
        _server.Asked.Count(asked => asked.Path == "/a").ShouldBe(2);
        (await ChecksAsync(23))[0].Sentence.ShouldBe("Its server says that it is gone for good (410): take it out of Intel:Feeds. It could never be read.");
    }

    [Fact]
    public async Task AFeedThatWasNotReadYetIsSaidSo() =>
        (await ChecksAsync(0)).ShouldAllBe(check => check.Outcome == Outcome.Ok && check.Sentence.StartsWith("Has not been read yet"));

    [Fact]
    public async Task ASpanHasNotesFirstThenFeedsTheNewestOfEachFirst()
    {
        NoteStore notes = new(_database.DataSource);
        _server.Say("/a", Rss(("Feed early", -40), ("Feed late", -2)));
        await ReadAsync(0);
        foreach (var (text, hours) in ((string, int)[])[("Note before", -200), ("Note early", -30), ("Note late", -1)])
            await notes.AddAsync(new(0, "slack/T0/U0", "Priya Nair", text, "https://kappa.example/pricing", _monday.AddHours(hours)), Cancel);
        var quotes = await QuotesAsync();
        quotes.Select(quote => quote.Text).ShouldBe(["Note late", "Note early", "Feed late", "Feed early"]);
        quotes[0].ShouldBe(new DigestQuote("Note late", "Priya Nair", new(2026, 11, 9), new Uri("https://kappa.example/pricing")));
        (await new MarketNotes(notes, _store, _company).ReadAsync(new(2026, 11, 9), new(2026, 11, 9), Cancel)).Select(quote => quote.Text).ShouldBe(["Note late", "Feed late"]);
    }

    [Theory]
    [InlineData(0, null, 0, null)]
    [InlineData(1, "1 new market note. Each has its author and source.", 1, null)]
    [InlineData(8, "8 new market notes. Each has its author and source.", 8, null)]
    [InlineData(30, "30 new market notes. Each has its author and source.", 8, "22 others not shown here: type /intel.")]
    public void TheSectionShowsEightAndCountsTheOthers(int count, string? headline, int shown, string? others)
    {
        var section = MarketSection.Of([.. Enumerable.Range(0, count).Select(i => new DigestQuote($"{i}", "Priya Nair", new(2026, 11, 9), null))]);
        (section?.Headline, section?.Quotes.Count ?? 0, section?.Sentences.SingleOrDefault()).ShouldBe((headline, shown, others));
    }

    private Task ReadAsync(int hour) => new FeedReading(Options(), new FeedClient(_http, new FeedLimits()), _store, new FeedLimits()).RunAsync(_monday.AddHours(hour), Cancel);

    private async Task<IReadOnlyList<DoctorCheck>> ChecksAsync(int hour) => await new FeedChecks(Options(), _store, _company, new At(_monday.AddHours(hour))).RunAsync(Cancel);

    private IntelOptions Options() => new([new("Oriel blog", _server.At("/a")), new("Kappa", _server.At("/b"))], AllowsPrivateAddresses: true);

    private Task<IReadOnlyList<DigestQuote>> QuotesAsync() => new MarketNotes(new NoteStore(_database.DataSource), _store, _company).ReadAsync(new(2026, 11, 2), new(2026, 11, 10), Cancel);

    private async Task<IReadOnlyList<string>> TitlesAsync() => [.. (await QuotesAsync()).Select(quote => quote.Text)];

    private static string Rss(params (string Title, int? Hours)[] items) => $"<rss version=\"2.0\"><channel><title>x</title>{string.Concat(items.Select(item =>
        $"<item><title>{item.Title}</title><link>https://oriel.example/{item.Title.Replace(' ', '-')}</link><guid>{item.Title}</guid>{(item.Hours is { } hours ? $"<pubDate>{_monday.AddHours(hours).ToString("r", CultureInfo.InvariantCulture)}</pubDate>" : "")}</item>"))}</channel></rss>";

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
