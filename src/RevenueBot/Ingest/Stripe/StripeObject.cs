using System.Text.Json;

namespace RevenueBot.Ingest.Stripe;

/// <summary>An object as last seen, reduced to what revenue depends on.</summary>
/// <param name="CustomerId">Its customer; empty for the catalogue, and for what no customer is known for.</param>
/// <param name="Body">JSON.</param>
internal sealed record StripeObject(string Kind, string Id, string CustomerId, string Body, DateTimeOffset FetchedAt)
{
    /// <summary>The kept object; null where it has no id.</summary>
    public static StripeObject? Of(StripeKind kind, JsonElement json, string? customerId, DateTimeOffset fetchedAt)
    {
        if (json.Text("id") is not { Length: > 0 } id) return null;
        var owner = kind == StripeKind.Customer ? id : json.Id("customer") ?? customerId ?? "";
        return new StripeObject(kind.Name, id, kind.IsCatalogue ? "" : owner, Reduce(json, kind.Fields), fetchedAt);
    }

    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Body);
        return document.RootElement.Clone();
    }

    /// <summary>PostgreSQL text holds no NUL; JSON may hold one only in its escaped form, which stays.</summary>
    private static string Reduce(JsonElement json, IReadOnlySet<string> fields)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var property in json.EnumerateObject().Where(property => fields.Contains(property.Name) && property.Value.ValueKind != JsonValueKind.Null))
                property.WriteTo(writer);
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
