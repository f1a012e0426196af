using System.Globalization;
using RevenueBot.Configuration;
using RevenueBot.Ingest.AppDatabase;
using RevenueBot.Ingest.Files;
using RevenueBot.Ingest.Stripe;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Settings;

/// <summary>Where facts come from: how far each source has been read, how often it should be, and what is wrong with it.</summary>
internal sealed class SourcesPanel(Inbox inbox, StripeOptions stripe, AskOptions ask, Company company, TimeProvider clock, AppDatabaseOptions? application = null)
{
    private const string Id = "sources", Sentence = "Figures end where their sources end; what is late is said above every answer too.";

    /// <summary>Rates come with every bank day; the longest holidays are shorter than this.</summary>
    private const int OldestRate = 7;

    private sealed record Source(string Name, string How, string Expected, SourceState? State, string? More = null);

    public async Task<TablePanel> ReadAsync(PageRequest request, LedgerSnapshot ledger, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        IReadOnlyList<Cell>[] rows = [.. (await SourcesAsync(ledger.Sources, cancel)).Select(source => Row(source, now)), .. Rates(ledger, now)];
        var isAdministrator = request.Viewer.Has(Rights.Administer);
        DataTable table = new()
        {
            Id = Id, Caption = "Sources", AsCards = true, Columns = [new("Source"), new("State"), new("Data through"), new("Expected"), new("What to know")], Rows = rows,
            Empty = new("No source is connected yet", isAdministrator ? "Connect Stripe, your own database or files: it takes a few minutes." : "An administrator of the bot connects one under /welcome.", isAdministrator ? "Connect the first" : null, "/welcome"),
        };
        return new("Sources", Sentence, table, AnswerParts.Links(request, null, Id) with { More = isAdministrator ? "/welcome" : null, MoreText = "Connect another" },
            "Set by Stripe:ApiKey and Stripe:WebhookSecrets (docs/stripe.md), by AppDatabase:ConnectionString, and by ./run import FILE or the HTTP interface (docs/api.md).");
    }

    private async Task<IReadOnlyList<Source>> SourcesAsync(IReadOnlyList<SourceState> states, CancellationToken cancel)
    {
        List<Source> sources = [];
        var rest = states.ToList();
        if (Take(StripeStore.ShownName) is var billing && (billing is not null || stripe.ApiKey is not null || stripe.WebhookSecrets.Count > 0))
            sources.Add(new(StripeStore.ShownName, stripe.WebhookSecrets.Count > 0 ? "webhooks and the list of events" : "the list of events", "as events arrive", billing, Waiting(await inbox.CountAsync(StripeStore.Source, cancel))));
        if (Take(Watermarks.Source) is var own && (own is not null || application is not null))
            sources.Add(new("App database", "read only", application is { Every: var every } ? $"every {every.TotalMinutes.ToString("0", CultureInfo.InvariantCulture)} minutes" : "not connected any more", own));
        if (Take(FileImport.Source) is { } files) sources.Add(new("Files", "import and HTTP", "when somebody imports them", files));
        return [.. sources, .. rest.Select(state => new Source(Format.Capital(Provenance.Name(state.Source)), "", "", state))];

        SourceState? Take(string name)
        {
            var found = rest.FirstOrDefault(state => state.Source == name);
            if (found is not null) rest.Remove(found);
            return found;
        }
    }

    private static string? Waiting(InboxCount count) => count switch
    {
        { Dead: > 0 } => $"{Format.Counted(count.Dead, "event")} could not be applied: run “./run backfill stripe” to try again.",
        { Error: { } error } => $"{Format.Counted(count.Waiting, "event")} {(count.Waiting == 1 ? "waits" : "wait")}. {error}",
        { Waiting: > 0 } => $"{Format.Counted(count.Waiting, "event")} {(count.Waiting == 1 ? "waits" : "wait")}.",
        _ => null,
    };

    private IReadOnlyList<Cell> Row(Source source, DateTimeOffset now)
    {
        var name = new Cell(source.Name, null, source.How.Length > 0 ? source.How : null);
        if (source.State is not { } state) return [name, TagOf("Not read yet", Judgement.Warn), Format.Undefined, source.Expected, source.More ?? "Read the whole past once: “./run backfill stripe”, or look at ./run doctor."];
        var silent = source.Expected.Length == 0 || state.Source == FileImport.Source ? TimeSpan.Zero : now - state.DataThrough;
        var tag = state.Problem is not null ? TagOf("Not readable", Judgement.Bad) : silent > ask.StaleAfter ? TagOf($"Late by {Hours(silent)}", Judgement.Warn) : TagOf("Current", Judgement.Good);
        var late = silent > ask.StaleAfter ? "Nothing has arrived since: look at ./run doctor, it says why." : null;
        return
        [
            name, tag, new Cell(Days.Moment(state.DataThrough, company.Calendar), null, Compared(state)) { Raw = Iso.Instant(state.DataThrough) }, source.Expected,
            string.Join(' ', ((string?[])[state.Problem ?? late, source.More]).OfType<string>()) is { Length: > 0 } said ? said : "Nothing is wrong.",
        ];
    }

    private string? Compared(SourceState state) => state.Reconciled is not { } last ? null
        : $"compared {Days.Moment(last.At, company.Calendar)}: {(last.Differing == 0 ? "equal" : $"{Format.Counted(last.Differing, "customer")} differ")}";

    private IEnumerable<IReadOnlyList<Cell>> Rates(LedgerSnapshot ledger, DateTimeOffset now)
    {
        if (ledger.FxRates.Where(rate => rate.Currency != company.Currency).Select(rate => (DateOnly?)LastOf(rate)).Max() is not { } newest) yield break;
        var age = company.Calendar.DayOf(now).DayNumber - newest.DayNumber;
        yield return
        [
            new Cell("Exchange rates", null, "import and HTTP"), age > OldestRate ? TagOf($"Late by {age} d", Judgement.Warn) : TagOf("Current", Judgement.Good), new Cell(Days.WithYear(newest)) { Raw = Iso.Day(newest) }, "every bank day, or every month",
            age > OldestRate ? "Amounts of later days in other currencies are left out: import a newer file of rates." : "Nothing is wrong.",
        ];
    }

    /// <summary>The last day that a rate is of: one of a month counts until its end.</summary>
    private static DateOnly LastOf(FxRate rate) => rate.WholeMonth ? Month.Of(rate.Day).LastDay : rate.Day;

    private static Cell TagOf(string word, Judgement judgement) => new("") { Tag = new Tag(word, judgement), Raw = word };

    private static string Hours(TimeSpan silent) => silent.TotalHours < 48 ? $"{Math.Floor(silent.TotalHours):0} h" : $"{Math.Floor(silent.TotalDays):0} d";
}
