using System.Globalization;
using Npgsql;
using RevenueBot.Doctor;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Ingest.Stripe;

/// <summary>Looks at Stripe: may the key read everything, could all of it be counted, and is anything stuck in the inbox.</summary>
internal sealed class StripeDoctor(StripeClient client, Inbox inbox, StripeStore store, StripeOptions options)
{
    private const string Access = "Stripe access";

    // Somebody sits in front of it.
    private static readonly TimeSpan MayTake = TimeSpan.FromSeconds(10);

    /// <summary>Nothing where Stripe is not connected; the form of the key is looked at with the settings.</summary>
    public async Task<IReadOnlyList<DoctorCheck>> DoctorChecksAsync(CancellationToken ct)
    {
        if (options.ApiKey is null && options.WebhookSecrets.Count == 0) return [];
        var mayAsk = options.ApiKey is { } key && (key.StartsWith("rk_", StringComparison.Ordinal) || key.StartsWith("sk_", StringComparison.Ordinal));
        return [.. mayAsk ? await AccessAsync(ct) : [], .. await StoredAsync(ct)];
    }

    private async Task<IReadOnlyList<DoctorCheck>> AccessAsync(CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(MayTake);
        try
        {
            var refusals = await RefusalsAsync(deadline.Token);
            return refusals.Count > 0
                ? [.. refusals.Select(sentence => DoctorCheck.Fail(Access, sentence))]
                : [DoctorCheck.Ok(Access, "The key may read everything that is needed.")];
        }
        catch (StripeUnreachableException e)
        {
            return [DoctorCheck.Fail(Access, e.Message)];
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return [DoctorCheck.Fail(Access, "Stripe did not answer within 10 seconds: check the network and Stripe:ApiBaseUrl.")];
        }
    }

    /// <summary>One sentence per list the key may not read.</summary>
    private async Task<IReadOnlyList<string>> RefusalsAsync(CancellationToken ct)
    {
        List<string> refusals = [];
        foreach (var list in StripeKind.All.Select(kind => kind.List).Append(new StripeList("v1/events")))
        {
            try
            {
                await client.PageAsync(list, null, ct);
            }
            catch (StripeRefusedException e)
            {
                if (refusals.Contains(e.Message)) return refusals; // the key as such, not a permission
                refusals.Add(e.Message);
            }
        }

        return refusals;
    }

    private async Task<IReadOnlyList<DoctorCheck>> StoredAsync(CancellationToken ct)
    {
        try
        {
            var problems = (await store.ProblemsAsync(ct)).Select(problem => DoctorCheck.Warn("Stripe data", $"{problem.ObjectId}: {problem.Sentence}"));
            return [.. problems, Waiting(await inbox.CountAsync(StripeStore.Source, ct))];
        }
        catch (NpgsqlException)
        {
            return []; // the database has a check of its own
        }
    }

    private static DoctorCheck Waiting(InboxCount count)
    {
        const string Name = "Stripe events";
        if (count.Dead > 0) return DoctorCheck.Warn(Name, $"{Events(count.Dead)} could not be applied: run \"backfill stripe\" to try again and to read the present state.");
        if (count is { FailingSince: { } since, Error: { } error })
            return DoctorCheck.Warn(Name, string.Create(CultureInfo.InvariantCulture, $"Waiting: {Events(count.Waiting)}, the first since {since:yyyy-MM-dd HH:mm} UTC. {error}"));
        return DoctorCheck.Ok(Name, count.Waiting == 0 ? "All events are applied." : $"Waiting: {Events(count.Waiting)}.");
    }

    private static string Events(long count) => count == 1 ? "1 event" : $"{count} events";
}
