using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using RevenueBot.Alerts;

namespace RevenueBot.Slack;

/// <summary>
/// One call to Slack: sends it, honours pauses that Slack asked for, and says what became of it. Never logs an address or a
/// body: a response_url is a password, and bodies hold figures.
/// </summary>
internal sealed class SlackTransport(HttpClient http, SlackOptions options, TimeProvider clock)
{
    /// <summary>Bytes; no genuine reply comes near.</summary>
    internal const int MaxReply = 1024 * 1024;
    private static readonly TimeSpan _defaultPause = TimeSpan.FromSeconds(5);

    private const int MostPauses = 10_000;

    /// <summary>Slack limits each method of each installation for itself: until when each of them pauses.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> _pauses = new();

    /// <summary>Calls a Web API method.</summary>
    /// <param name="isHarmlessTwice">Repeating the call changes nothing more than once.</param>
    public Task<SlackReply<T>> CallAsync<T>(Caller caller, string method, HttpContent content, bool isHarmlessTwice, CancellationToken cancel) where T : class
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.ApiBase, method)) { Content = content };
        request.Headers.Authorization = caller.Authorization;
        return SendAsync<T>($"{caller.Scope} {method}", request, isHarmlessTwice, cancel);
    }

    /// <summary>Sends something without a token: to a response_url or an upload address.</summary>
    public Task<SlackReply<T>> PostAsync<T>(Caller caller, string name, Uri address, HttpContent content, CancellationToken cancel) where T : class =>
        SendAsync<T>($"{caller.Scope} {name}", new HttpRequestMessage(HttpMethod.Post, address) { Content = content }, isHarmlessTwice: false, cancel);

    private async Task<SlackReply<T>> SendAsync<T>(string name, HttpRequestMessage request, bool isHarmlessTwice, CancellationToken cancel) where T : class
    {
        using (request)
        {
            if (Pause(name) is { } pause) return SlackReply<T>.Without(new DeliveryOutcome.RetryAfter("ratelimited", pause));
            try
            {
                using var response = await http.SendAsync(request, cancel);
                return await ReadAsync<T>(name, response, isHarmlessTwice, cancel);
            }
            catch (HttpRequestException failure)
            {
                return SlackReply<T>.Without(NotSent(failure) ? new DeliveryOutcome.RetryAfter("unreachable") : SlackErrors.MaybeDone("connection_lost", isHarmlessTwice));
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                return SlackReply<T>.Without(SlackErrors.MaybeDone("timeout", isHarmlessTwice));
            }
        }
    }

    private async Task<SlackReply<T>> ReadAsync<T>(string name, HttpResponseMessage response, bool isHarmlessTwice, CancellationToken cancel) where T : class
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancel);
        var reply = Parse(body);
        var outcome = SlackErrors.Classify(response.StatusCode, Error(reply), RetryAfter(response), isHarmlessTwice);
        if (response.StatusCode == HttpStatusCode.TooManyRequests && outcome is DeliveryOutcome.RetryAfter limited)
        {
            if (_pauses.Count >= MostPauses) _pauses.Clear();
            _pauses[name] = clock.GetUtcNow() + (limited.Delay ?? _defaultPause);
        }

        var value = outcome.IsSent && reply is { ValueKind: JsonValueKind.Object } ? reply.Value.Deserialize<T>(SlackJson.Options) : null;
        return new SlackReply<T>(outcome, value, Scopes(response));
    }

    private TimeSpan? Pause(string name) =>
        _pauses.TryGetValue(name, out var until) && until - clock.GetUtcNow() is { Ticks: > 0 } left ? left : null;

    /// <summary>A response_url and an upload answer in plain text; only an object can carry an error.</summary>
    private static JsonElement? Parse(byte[] body)
    {
        if (body is not [(byte)'{', ..]) return null;
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Error(JsonElement? reply) =>
        reply is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("error", out var error) ? error.GetString() : null;

    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta;

    private static string[] Scopes(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-oauth-scopes", out var lines)
            ? string.Join(',', lines).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];

    /// <summary>True where the request cannot have reached Slack.</summary>
    private static bool NotSent(HttpRequestException failure) => failure.HttpRequestError
        is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError;
}
