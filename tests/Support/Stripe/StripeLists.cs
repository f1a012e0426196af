using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace RevenueBot.Support.Stripe;

/// <summary>Stripe's paging over a list that is newest first.</summary>
internal static class StripeLists
{
    public static (int Status, JsonObject Body) Page(IReadOnlyList<JsonObject> items, IQueryCollection query, Func<JsonObject, JsonObject> show)
    {
        var limit = query.TryGetValue("limit", out var asked) ? int.Parse(asked!, CultureInfo.InvariantCulture) : 10;
        if (limit is < 1 or > 100) return FakeStripe.Error(400, "invalid_request_error", "This value must be between 1 and 100.");
        var start = 0;
        if (query.TryGetValue("starting_after", out var after))
        {
            start = IndexOf(items, after!) + 1;
            if (start == 0) return FakeStripe.Error(400, "invalid_request_error", $"No such object: '{after}'");
        }

        var page = items.Skip(start).Take(limit).Select(item => (JsonNode)show(item)).ToArray();
        return (200, new JsonObject { ["object"] = "list", ["has_more"] = start + page.Length < items.Count, ["data"] = new JsonArray(page) });
    }

    private static int IndexOf(IReadOnlyList<JsonObject> items, string id)
    {
        for (var i = 0; i < items.Count; i++)
            if ((string?)items[i]["id"] == id) return i;
        return -1;
    }
}
