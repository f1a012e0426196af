using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RevenueBot.Ingest.Stripe;

/// <summary>One page of a list, newest first.</summary>
/// <param name="Last">Where the next page begins; null: this was the last one.</param>
internal sealed record StripePage(IReadOnlyList<JsonElement> Items, string? Last);

/// <summary>A list to read.</summary>
/// <param name="Parameters">Filters and expansions, already in Stripe's spelling; names may repeat.</param>
internal sealed record StripeList(string Path, params IReadOnlyList<(string Name, string Value)> Parameters);

/// <summary>
/// Reads from the Stripe API, throttled and with retries. Never writes, and never logs a key or a body.
/// </summary>
internal sealed partial class StripeClient(HttpClient http, StripeThrottle throttle, TimeProvider time)
{
    /// <summary>The version whose shapes are read; webhooks may come in another (https://docs.stripe.com/api/versioning).</summary>
    internal const string ApiVersion = "2026-07-29.dahlia";

    private const string PageSize = "100";
    private const string NoAnswer = "Stripe could not be reached: check the network and Stripe:ApiBaseUrl.";
    private readonly StripeSilence _silence = new(time);

    /// <summary>The page that follows <paramref name="after"/>, or the first.</summary>
    /// <exception cref="StripeException">Stripe refused, or did not answer.</exception>
    public async Task<StripePage> PageAsync(StripeList list, string? after, CancellationToken ct)
    {
        var parameters = list.Parameters.Append(("limit", PageSize));
        if (after is not null) parameters = parameters.Append(("starting_after", after));
        var page = await SendAsync(list.Path, parameters, StripeRetry.MaxTries, ct) ?? throw new StripeRefusedException($"Stripe has no list {list.Path}.");
        JsonElement[] items = [.. page.List("data")];
        return new StripePage(items, page.Flag("has_more") && items.Length > 0 ? items[^1].Text("id") : null);
    }

    /// <summary>All further elements of a list that came shortened inside another object.</summary>
    public async Task<IReadOnlyList<JsonElement>> RestAsync(StripeList list, string? after, CancellationToken ct)
    {
        var items = new List<JsonElement>();
        do
        {
            var page = await PageAsync(list, after, ct);
            items.AddRange(page.Items);
            after = page.Last;
        }
        while (after is not null);
        return items;
    }

    /// <summary>One object; null where Stripe has none of that id.</summary>
    /// <exception cref="StripeException">Stripe refused, or did not answer: just now, or within the last minute.</exception>
    public Task<JsonElement?> GetAsync(string path, IEnumerable<string> expand, CancellationToken ct) => _silence.TriesNow() is var tries and > 0
        ? SendAsync(path, expand.Select(field => ("expand[]", field)), tries, ct)
        : throw new StripeUnreachableException(NoAnswer);

    private async Task<JsonElement?> SendAsync(string path, IEnumerable<(string Name, string Value)> parameters, int maxTries, CancellationToken ct)
    {
        try
        {
            var answer = await TryAsync(path, parameters, maxTries, ct);
            _silence.Ended();
            return answer;
        }
        catch (StripeRefusedException)
        {
            _silence.Ended();
            throw;
        }
        catch (StripeUnreachableException)
        {
            _silence.Began();
            throw;
        }
    }

    private async Task<JsonElement?> TryAsync(string path, IEnumerable<(string Name, string Value)> parameters, int maxTries, CancellationToken ct)
    {
        var query = string.Join('&', parameters.Select(p => $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(p.Value)}"));
        for (var tries = 1; ; tries++)
        {
            await throttle.WaitAsync(ct);
            HttpResponseMessage? response = null;
            try
            {
                response = await http.GetAsync(new Uri($"{path}?{query}", UriKind.Relative), ct);
                if (response.IsSuccessStatusCode) return await ReadAsync(response, ct);
                if (response.StatusCode == HttpStatusCode.NotFound) return null;
                if (!StripeRetry.IsWorthwhile(response)) throw new StripeRefusedException(await RefusalAsync(path, response, ct));
                if (tries == maxTries) throw new StripeUnreachableException($"Stripe answered {(int)response.StatusCode} {tries} times: the import goes on from here when it is started again.");
            }
            catch (Exception e) when (IsConnection(e, ct))
            {
                if (tries == maxTries) throw new StripeUnreachableException(NoAnswer, e);
            }

            using (response) await Task.Delay(StripeRetry.WaitAfter(tries, response), time, ct);
        }
    }

    // A time-out of HttpClient is a cancellation that nobody asked for; a connection that drops within the body is an IOException.
    private static bool IsConnection(Exception e, CancellationToken ct) =>
        e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested);

    private static async Task<JsonElement?> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        using var owned = response;
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        try
        {
            using var document = await JsonDocument.ParseAsync(body, cancellationToken: ct);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new HttpRequestException("Stripe's answer was cut off.", e);
        }
    }

    private static async Task<string> RefusalAsync(string path, HttpResponseMessage response, CancellationToken ct)
    {
        var what = (path.Split('/') is [_, var name, ..] ? name : path).Replace('_', ' ');
        switch (response.StatusCode)
        {
            case HttpStatusCode.Unauthorized:
                return "Stripe does not accept the API key: create a restricted key with read permissions and set Stripe:ApiKey.";
            case HttpStatusCode.Forbidden:
                var permission = Permission().Match(await response.Content.ReadAsStringAsync(ct));
                return $"The Stripe key may not read {what}: give it {(permission.Success ? $"the permission {permission.Value}" : $"read permission for {what}")}.";
            default:
                return $"Stripe refused to list {what} with status {(int)response.StatusCode}.";
        }
    }

    [GeneratedRegex("rak_[a-z_]{1,60}")]
    private static partial Regex Permission();
}
