using System.Text.Json;
using static RevenueBot.Tests.Ingest.Sample.NaiveBooks;

namespace RevenueBot.Tests.Ingest.Sample;

/// <summary>Who is ready to grow by counting rows of the files. Customers of the sample company have one item each.</summary>
internal sealed class NaiveExpansion(NaiveBooks books, DateTimeOffset at)
{
    private readonly DateOnly _first = NaiveBooks.Day(at).AddDays(-29);

    public sealed record Found(string Reasons, decimal? Gain, string Held);

    public Dictionary<string, Found> All()
    {
        var paying = books.Customers.Where(customer => books.PaysAt(customer, at)).Select(customer => (Id: customer, Item: books.ItemsAt(customer, at).Single())).ToList();
        Dictionary<string, Found> found = [];
        foreach (var (id, item) in paying)
        {
            var next = Next(item);
            var peers = paying.Where(other => other.Item["plan_id"] == item["plan_id"]).ToList();
            List<string> reasons = [];
            if (Tasks(id, Cycle(item)) > 0.8m * JsonSerializer.Deserialize<Dictionary<string, decimal>>(books.Plans[item["plan_id"]]["limits"])!["tasks"]) reasons.Add("limit");
            if (next is not null && books.UsageOf[id].Where(use => use.At <= at && use.On >= _first).Select(use => use.User).Distinct().Count() > 1) reasons.Add("team");
            if (next is not null && books.Plans[item["plan_id"]]["tier"] == "1" && peers.Count > 10 && IsAmongTenth(id, peers)) reasons.Add("power_use");
            var gain = next is null ? (decimal?)null : Gain(item, next);
            if (reasons.Count > 0 && gain is null or > 0) found[id] = new(string.Join(' ', reasons), gain, Held(id, item));
        }

        return found;
    }

    private bool IsAmongTenth(string id, List<(string Id, Dictionary<string, string> Item)> peers) =>
        Lately(id) > 0 && peers.Count(peer => Lately(peer.Id) >= Lately(id)) * 10 <= peers.Count;

    private decimal Lately(string id) => books.UsageOf[id].Where(use => use.Metric == "tasks" && use.At <= at && use.On >= _first).Sum(use => use.Quantity);

    private decimal Tasks(string id, DateTimeOffset since) => books.UsageOf[id].Where(use => use.Metric == "tasks" && use.At <= at && use.At >= since).Sum(use => use.Quantity);

    private DateTimeOffset Cycle(Dictionary<string, string> item)
    {
        var start = Time(item, "current_period_end") ?? Time(item, "effective_at")!.Value;
        for (var count = -60; ; count++)
        {
            DateTimeOffset Shifted(int by) => item["interval"] switch { "week" => start.AddDays(7 * by), "year" => start.AddYears(by), _ => start.AddMonths(by) };
            if (Shifted(count) <= at && Shifted(count + 1) > at) return Shifted(count);
        }
    }

    private Dictionary<string, string>? Next(Dictionary<string, string> item)
    {
        var tier = int.Parse(books.Plans[item["plan_id"]]["tier"], null);
        var higher = books.Plans.Values.Where(plan => int.Parse(plan["tier"], null) == tier + 1).ToList();
        return higher.Count == 0 ? null : higher.FirstOrDefault(plan => plan["interval"] == item["interval"]) ?? higher.Single(plan => plan["interval"] == "month");
    }

    private decimal Gain(Dictionary<string, string> item, Dictionary<string, string> next)
    {
        var price = Number(next, "unit_amount_minor") * Number(item, "quantity");
        var isSame = next["currency"] == item["currency"] && next["interval"] == item["interval"];
        var discounted = Discounted(isSame ? item : new(item) { ["discount_amount_minor"] = "" }, price, at);
        return (Monthly(discounted, next) * books.RateOf(next["currency"], NaiveBooks.Day(at))) - (Monthly(Price(item, at), item) * books.RateOf(item["currency"], NaiveBooks.Day(at)));
    }

    private static decimal Monthly(decimal minor, Dictionary<string, string> priced) => minor / (priced["currency"] == "JPY" ? 1 : 100) / MonthsOf(priced["interval"]);

    private string Held(string id, Dictionary<string, string> item)
    {
        var tried = books.Payments[id].Where(payment => payment["subscription_id"] == item["subscription_id"] && Time(payment, "occurred_at") <= at && payment["status"] is "succeeded" or "failed").OrderBy(payment => Time(payment, "occurred_at"));
        if (item["status"] == "past_due" || tried.LastOrDefault() is { } last && last["status"] == "failed") return "FailingPayment";
        if (books.Tickets[id].Any(ticket => ticket["severity"] is "high" or "critical" && Time(ticket, "opened_at") <= at && !(Time(ticket, "closed_at") <= at))) return "SevereTicket";
        return item["cancel_at_period_end"] == "true" ? "ScheduledCancel" : "Nothing";
    }
}
