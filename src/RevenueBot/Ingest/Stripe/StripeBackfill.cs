using System.Text.Json;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Ingest.Stripe;

/// <summary>How far a backfill has come.</summary>
/// <param name="Phase">What is being done: the plural of an object, or <c>facts</c>, or <c>events</c>.</param>
internal readonly record struct BackfillProgress(string Phase, long Count);

/// <summary>What a backfill did.</summary>
internal sealed record BackfillResult(long Objects, long Facts, long Events, int Problems);

/// <summary>
/// Reads everything from Stripe. Objects are kept page by page together with the position in their list, so that a run that
/// ends anywhere goes on from there; facts are made of all of them at once; last come the events since the start, because
/// objects may have changed while the lists were read.
/// </summary>
internal sealed class StripeBackfill(
    StripeClient client, StripeStore store, StripeRebuild rebuild, FactStore facts, StripeReplay replay, TimeProvider time)
{
    /// <summary>The row of the cursors that says when the run began.</summary>
    internal const string RunKind = "run";

    /// <exception cref="StripeException">Stripe refused, or did not answer; the run can be started again.</exception>
    public async Task<BackfillResult> RunAsync(IProgress<BackfillProgress>? progress, CancellationToken ct)
    {
        try
        {
            var (started, objects) = (await StartAsync(ct), 0L);
            foreach (var kind in StripeKind.All) objects += await ReadListAsync(kind, progress, ct);
            await store.ForgetProblemsAsync(ct);
            List<StripeProblem> problems = [];
            var counter = progress is null ? null : new Progress<long>(count => progress.Report(new BackfillProgress("facts", count)));
            var applied = await facts.ImportAsync(rebuild.ReadAsync(problems, ct), counter, ct);
            foreach (var problem in problems.DistinctBy(p => p.ObjectId)) await ReportAsync(problem.ObjectId, problem.Sentence, ct);
            await replay.ReviveAsync(ct);
            var events = await replay.SinceAsync(started - StripeReplay.Overlap, progress, ct);
            await facts.SetDataThroughAsync(new SourceState(StripeStore.ShownName, started), ct);
            await store.ForgetCursorsAsync(ct);
            return new BackfillResult(objects, applied.Added, events, problems.Count);
        }
        catch (StripeRefusedException e)
        {
            await ReportAsync("key", e.Message, ct);
            throw;
        }
    }

    /// <summary>When the run began: now, or where an unfinished one did.</summary>
    private async Task<DateTimeOffset> StartAsync(CancellationToken ct)
    {
        if ((await store.CursorsAsync(ct)).TryGetValue(RunKind, out var run)) return DateTimeOffset.FromUnixTimeSeconds(run.Objects);
        var now = time.GetUtcNow();
        await store.PutAsync([], new BackfillCursor(RunKind, null, false, now.ToUnixTimeSeconds()), ct);
        return now;
    }

    private async Task<long> ReadListAsync(StripeKind kind, IProgress<BackfillProgress>? progress, CancellationToken ct)
    {
        var cursor = (await store.CursorsAsync(ct)).GetValueOrDefault(kind.Name) ?? new BackfillCursor(kind.Name, null, false, 0);
        while (!cursor.Done)
        {
            var page = await client.PageAsync(kind.List, cursor.After, ct);
            cursor = new BackfillCursor(kind.Name, page.Last, page.Last is null, cursor.Objects + page.Items.Count);
            await store.PutAsync(await KeptAsync(kind, page.Items, ct), cursor, ct);
            progress?.Report(new BackfillProgress(kind.Name, cursor.Objects));
        }

        return cursor.Objects;
    }

    private async Task<IReadOnlyList<StripeObject>> KeptAsync(StripeKind kind, IReadOnlyList<JsonElement> items, CancellationToken ct)
    {
        var (now, kept) = (time.GetUtcNow(), new List<StripeObject>());
        var owners = await OwnersAsync(kind, items, ct);
        foreach (var item in items)
        {
            var whole = await CompleteAsync(kind, item, ct);
            if (StripeObject.Of(kind, whole, owners.GetValueOrDefault(whole.Id("charge") ?? ""), now) is { } read && (kind.IsCatalogue || read.CustomerId.Length > 0)) kept.Add(read);
            if (kind == StripeKind.Subscription || kind == StripeKind.Invoice) kept.AddRange(StripeResolver.DiscountsIn(whole, now));
        }

        return kept;
    }

    /// <summary>Refunds and disputes name only their charge; its customer is theirs.</summary>
    private async Task<Dictionary<string, string>> OwnersAsync(StripeKind kind, IReadOnlyList<JsonElement> items, CancellationToken ct)
    {
        if (kind != StripeKind.Refund && kind != StripeKind.Dispute) return [];
        var charges = await store.FindAllAsync(StripeKind.Charge, items.Select(item => item.Id("charge")).OfType<string>(), ct);
        return charges.DistinctBy(charge => charge.Id).ToDictionary(charge => charge.Id, charge => charge.CustomerId);
    }

    /// <summary>Lists inside objects hold ten elements; the rest is read.</summary>
    private async Task<JsonElement> CompleteAsync(StripeKind kind, JsonElement item, CancellationToken ct)
    {
        if (kind == StripeKind.Subscription && item.Flag("items", "has_more"))
            return WithRest(item, "items", await client.RestAsync(new StripeList("v1/subscription_items", ("subscription", item.Text("id")!)), LastOf(item, "items"), ct));
        if (kind == StripeKind.Invoice && item.Flag("lines", "has_more"))
            return WithRest(item, "lines", await client.RestAsync(new StripeList($"v1/invoices/{item.Text("id")}/lines"), LastOf(item, "lines"), ct));
        return item;
    }

    private static string? LastOf(JsonElement item, string list) => item.List(list).Select(element => element.Text("id")).LastOrDefault();

    private static JsonElement WithRest(JsonElement item, string list, IReadOnlyList<JsonElement> rest)
    {
        var fields = item.EnumerateObject().ToDictionary(field => field.Name, field => field.Value);
        fields[list] = JsonSerializer.SerializeToElement(new { data = item.List(list).Concat(rest) });
        return JsonSerializer.SerializeToElement(fields);
    }

    private Task ReportAsync(string reference, string sentence, CancellationToken ct) =>
        facts.AddProblemAsync(new DataProblem(StripeStore.Source, reference, sentence, time.GetUtcNow()), ct);
}
