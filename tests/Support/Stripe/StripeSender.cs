using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace RevenueBot.Support.Stripe;

/// <summary>Signs webhooks as Stripe does and sends them to a bot.</summary>
public sealed class StripeSender(HttpClient http, Uri endpoint, string secret, TimeProvider time)
{
    public const string Secret = "whsec_fakeCanarySecret";

    public async Task<HttpStatusCode> SendAsync(JsonNode message) => await SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()));

    public async Task<HttpStatusCode> SendAsync(byte[] body, DateTimeOffset? signedAt = null, string? header = null)
    {
        using var content = new ByteArrayContent(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = content };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", header ?? Sign(body, signedAt ?? time.GetUtcNow()));
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>The same change under another event id, as Stripe now and then sends it.</summary>
    public static JsonObject Twin(JsonObject message)
    {
        var twin = (JsonObject)message.DeepClone();
        twin["id"] = $"{message["id"]}_twin";
        return twin;
    }

    private string Sign(byte[] body, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds();
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{seconds}."), .. body];
        return $"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }
}
