using System.Text.Json;

namespace RevenueBot.Ingest.Stripe;

/// <summary>A notification that carries a snapshot of the changed object.</summary>
/// <param name="Kind">The object's own <c>object</c> value.</param>
internal sealed record StripeEvent(string Id, string Type, DateTimeOffset Created, bool IsLive, string Kind, JsonElement Object)
{
    /// <summary>Order among states of one second.</summary>
    public StripeOrder Order => Type switch
    {
        "customer.subscription.created" => StripeOrder.Created,
        "customer.subscription.deleted" => StripeOrder.Deleted,
        _ => StripeOrder.Updated,
    };

    /// <summary>Null for what is no such event: thin events of the newer API, or something incomplete.</summary>
    public static StripeEvent? Read(JsonElement json) =>
        json.Text("object") == "event" && json.Text("id") is { Length: > 0 } id && json.Text("type") is { } type && json.Time("created") is { } created
        && json.At("data", "object") is { ValueKind: JsonValueKind.Object } item
            ? new StripeEvent(id, type, created, json.Flag("livemode"), item.Text("object") ?? "", item)
            : null;
}
