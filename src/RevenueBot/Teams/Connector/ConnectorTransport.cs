using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using RevenueBot.Alerts;
using RevenueBot.Teams.Trust;

namespace RevenueBot.Teams.Connector;

/// <summary>One call to the connector as it is to be made.</summary>
/// <param name="Route">After the service's base, its ids escaped.</param>
/// <param name="IsHarmlessTwice">Repeating it changes nothing more than once.</param>
internal sealed record ConnectorCall(HttpMethod Method, ConnectorAddress To, string Route, CallKind Kind, bool IsHarmlessTwice)
{
    public object? Body { get; init; }
}

/// <summary>
/// Makes one call: only to hosts of the list, within the limits, with the bot's token, and says what became of it. Never logs an address
/// or a body.
/// </summary>
internal sealed class ConnectorTransport(HttpClient http, ConnectorToken tokens, ConnectorLimits limits, ServiceHosts hosts, TeamsOptions options)
{
    /// <summary>Bytes; no genuine reply comes near.</summary>
    internal const int MaxReply = 1024 * 1024;
    private const string ForeignHost = "ServiceHostNotAllowed";

    /// <summary>Tenants that the public host has sent to another one.</summary>
    private readonly ConcurrentDictionary<string, string> _moved = new(StringComparer.Ordinal);

    public async Task<ConnectorReply<T>> CallAsync<T>(ConnectorCall call, CancellationToken cancel) where T : class
    {
        var reply = await CallAsync<T>(call, Moved(call.To), cancel);
        if (reply.Outcome is not DeliveryOutcome.Permanent { Reason: ConnectorErrors.WrongHost } || options.Gcc is not { } gcc || Moved(call.To) == gcc) return reply;
        _moved[call.To.Tenant] = gcc;
        return await CallAsync<T>(call, gcc, cancel);
    }

    private string Moved(ConnectorAddress to) => _moved.GetValueOrDefault(to.Tenant, to.ServiceUrl);

    private async Task<ConnectorReply<T>> CallAsync<T>(ConnectorCall call, string service, CancellationToken cancel) where T : class
    {
        if (hosts.Read(service) is not { } address)
            return new(new DeliveryOutcome.Permanent(ForeignHost, "The conversation's address is none of Teams:AllowedServiceHosts: nothing is sent there."), null);
        var body = call.Body is null ? null : JsonSerializer.SerializeToUtf8Bytes(call.Body, call.Body.GetType(), OutgoingActivity.Json);
        if (body is not null && System.Text.Encoding.UTF8.GetCharCount(body) > OutgoingActivity.MostUnits) return new(ConnectorErrors.Classify(HttpStatusCode.RequestEntityTooLarge, null, null), null);
        if (limits.Take(call.To, call.Kind) is { } wait) return new(new DeliveryOutcome.RetryAfter("ThrottledHere", wait), null);
        var token = options.AllowUnauthenticated && options.AppPassword.Length == 0 ? new TokenReply(null, null) : await tokens.GetAsync(cancel);
        if (token.Trouble is { } trouble) return new(trouble, null);
        using HttpRequestMessage request = new(call.Method, new Uri(address, call.Route));
        if (token.Token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        if (body is not null) request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") { CharSet = "utf-8" } } };
        var reply = await SendAsync<T>(call, request, cancel);
        if (reply.Outcome is DeliveryOutcome.Permanent { Reason: ConnectorErrors.Unauthorized } && token.Token is not null) await tokens.ForgetAsync(token.Token, cancel);
        return reply;
    }

    private async Task<ConnectorReply<T>> SendAsync<T>(ConnectorCall call, HttpRequestMessage request, CancellationToken cancel) where T : class
    {
        try
        {
            using var response = await http.SendAsync(request, cancel);
            return Read<T>(call, response, await response.Content.ReadAsByteArrayAsync(cancel));
        }
        catch (HttpRequestException failure)
        {
            return new(NotSent(failure) ? new DeliveryOutcome.RetryAfter("unreachable") : ConnectorErrors.MaybeDone("connection_lost", call.IsHarmlessTwice), null);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(ConnectorErrors.MaybeDone("timeout", call.IsHarmlessTwice), null);
        }
    }

    private ConnectorReply<T> Read<T>(ConnectorCall call, HttpResponseMessage response, byte[] body) where T : class
    {
        var outcome = ConnectorErrors.Classify(response.StatusCode, response.IsSuccessStatusCode ? null : ConnectorErrors.CodeOf(body), RetryAfter(response));
        if (response.StatusCode == HttpStatusCode.TooManyRequests) limits.Pause(call.To, call.Kind, RetryAfter(response));
        return new(outcome, outcome.IsSent ? Parse<T>(body) : null);
    }

    /// <summary>Some replies are empty, or no objects: what was asked has been done all the same.</summary>
    private static T? Parse<T>(byte[] body) where T : class
    {
        try
        {
            return body.Length == 0 ? null : JsonSerializer.Deserialize<T>(body, OutgoingActivity.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta;

    /// <summary>True where the request cannot have reached Teams.</summary>
    private static bool NotSent(HttpRequestException failure) => failure.HttpRequestError
        is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError;
}
