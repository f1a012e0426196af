using System.Net;
using System.Text.Json;
using RevenueBot.Alerts;
using RevenueBot.Chat;

namespace RevenueBot.Teams.Connector;

/// <summary>The bot's own token, or why there is none.</summary>
internal readonly record struct TokenReply(string? Token, DeliveryOutcome? Trouble);

/// <summary>
/// The bot's own token (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow): asked for by one caller at
/// a time, kept until five minutes before its end. The login of the bot's home tenant gives it, whichever tenant it is used in. While a
/// secret is being replaced, the one before is tried where the new one is refused.
/// </summary>
internal sealed class ConnectorToken(HttpClient http, TeamsOptions options, TimeProvider clock, ILogger<ConnectorToken> logger) : IDisposable
{
    private const string NoAnswer = "login_unreachable";
    private const string Advice = "Check Teams:AppId, Teams:AppPassword (its value, not its id; it may have expired) and Teams:TenantId, then run doctor.";
    private static readonly TimeSpan _margin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _afterTrouble = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _one = new(1);
    private TokenReply _kept = new(null, null);
    private DateTimeOffset _until = DateTimeOffset.MinValue;
    private bool _isRefused;

    public async Task<TokenReply> GetAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (clock.GetUtcNow() < _until) return _kept;
            (_kept, var lasts) = await AskAsync(options.AppPassword, cancel);
            if (_kept.Trouble is DeliveryOutcome.Permanent && options.PreviousAppPassword.Length > 0 && await AskAsync(options.PreviousAppPassword, cancel) is ({ Trouble: null } token, var life)) (_kept, lasts) = (token, life);
            _until = clock.GetUtcNow() + lasts;
            return _kept;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Forgets a token that was not accepted, unless another has taken its place.</summary>
    public async Task ForgetAsync(string token, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        if (_kept.Token == token) _until = DateTimeOffset.MinValue;
        _one.Release();
    }

    public void Dispose() => _one.Dispose();

    private async Task<(TokenReply, TimeSpan Lasts)> AskAsync(string secret, CancellationToken cancel)
    {
        try
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials", ["client_id"] = options.AppId, ["client_secret"] = secret, ["scope"] = options.Values.Scope,
            });
            using var response = await http.PostAsync(options.Token, form, cancel);
            return Read(response.StatusCode, Parse(await response.Content.ReadAsByteArrayAsync(cancel)));
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return (new(null, new DeliveryOutcome.RetryAfter(NoAnswer)), _afterTrouble);
        }
    }

    private (TokenReply, TimeSpan) Read(HttpStatusCode status, JsonElement body)
    {
        if (body.Text("access_token") is { Length: > 0 } token && status == HttpStatusCode.OK)
        {
            _isRefused = false;
            return (new(token, null), Lifetime(body.Child("expires_in")) - _margin);
        }

        if ((int)status is >= 500 or 429 or 408) return (new(null, new DeliveryOutcome.RetryAfter(NoAnswer)), _afterTrouble);
        var reason = body.Text("error") is { Length: > 0 and <= 40 } word ? $"login_{word}" : $"login_http_{(int)status}";
        if (!_isRefused) logger.LoginRefused(reason, Advice);
        _isRefused = true;
        return (new(null, new DeliveryOutcome.Permanent(reason, Advice)), _afterTrouble);
    }

    /// <summary>Seconds, as a number or (older logins) as text.</summary>
    private static TimeSpan Lifetime(JsonElement seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds.ValueKind switch
    {
        JsonValueKind.Number when seconds.TryGetInt32(out var number) => number,
        JsonValueKind.String when int.TryParse(seconds.GetString(), out var number) => number,
        _ => 0,
    }, 0, 24 * 3600));

    private static JsonElement Parse(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(body);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
