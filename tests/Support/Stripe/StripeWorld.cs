using System.Text.Json.Nodes;

namespace RevenueBot.Support.Stripe;

/// <summary>
/// Everything one Stripe account holds, as JSON with every reference expanded; the server folds up what a request did not
/// ask for. Objects are added by simulated customers, or by hand.
/// </summary>
public sealed class StripeWorld(ApiShape shape = ApiShape.Dahlia)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, OrderedDictionary<string, (JsonObject Item, long Created)>> _objects = [];
    private int _ids;

    public ApiShape Shape { get; } = shape;

    public Dictionary<string, SimTruth> Truth { get; } = [];

    /// <summary>Unique and of equal length, so that ids sort by age.</summary>
    public string NewId(string prefix) => $"{prefix}_{Interlocked.Increment(ref _ids):D8}";

    public void Put(string kind, JsonObject item)
    {
        lock (_lock)
        {
            var list = _objects.TryGetValue(kind, out var known) ? known : _objects[kind] = [];
            list[(string)item["id"]!] = (item, (long?)item["created"] ?? 0);
        }
    }

    /// <summary>Newest first, as Stripe lists. Not to be changed: put a new one instead.</summary>
    public IReadOnlyList<JsonObject> All(string kind)
    {
        lock (_lock)
        {
            return _objects.TryGetValue(kind, out var list) ? [.. list.Values.Reverse().OrderByDescending(o => o.Created).Select(o => o.Item)] : [];
        }
    }

    public JsonObject? Find(string kind, string id)
    {
        lock (_lock) return _objects.TryGetValue(kind, out var list) && list.TryGetValue(id, out var found) ? found.Item : null;
    }

    public string AddCustomer(DateTimeOffset at, string name, string country = "US")
    {
        var id = NewId("cus");
        Put("customers", new JsonObject
        {
            ["id"] = id, ["object"] = "customer", ["created"] = at.ToUnixTimeSeconds(), ["name"] = name, ["email"] = $"{id}@example.com",
            ["address"] = new JsonObject { ["country"] = country }, ["livemode"] = false, ["metadata"] = new JsonObject(),
        });
        Raise("customer.created", Find("customers", id)!, at);
        return id;
    }

    /// <summary>Records an event with a snapshot as webhooks carry it: references folded up.</summary>
    public JsonObject Raise(string type, JsonObject snapshot, DateTimeOffset at, JsonObject? previous = null)
    {
        var data = new JsonObject { ["object"] = StripeExpansion.Fold(snapshot, []) };
        if (previous is not null) data["previous_attributes"] = previous;
        var raised = new JsonObject
        {
            ["id"] = NewId("evt"), ["object"] = "event", ["api_version"] = Shape == ApiShape.Old ? "2022-11-15" : "2026-07-29.dahlia",
            ["created"] = at.ToUnixTimeSeconds(), ["livemode"] = false, ["type"] = type, ["data"] = data, ["pending_webhooks"] = 1,
        };
        Put("events", raised);
        return raised;
    }
}
