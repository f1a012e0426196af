using System.Text.Json;
using static RevenueBot.Tests.Ingest.Sample.NaiveBooks;

namespace RevenueBot.Tests.Ingest.Sample;

/// <summary>Health by counting rows of the files, as docs/health.md says it, without any code of the product.</summary>
internal sealed class NaiveHealth(NaiveBooks books, DateTimeOffset at)
{
    private readonly DateOnly _through = books.Usage.Where(use => use.At <= at).Max(use => use.On) is var last && last < NaiveBooks.Day(at) ? last : NaiveBooks.Day(at).AddDays(-1);
    private readonly HashSet<string> _metrics = [.. books.Usage.Where(use => use.At <= at && use.At >= at.AddDays(-126)).Select(use => use.Metric)];

    /// <summary>Null: it has no running score.</summary>
    public (decimal? Score, decimal Coverage)? Of(string customer)
    {
        if (books.PaidSince(customer, at) is not { } since || NaiveBooks.Day(at).DayNumber - since.DayNumber < 14) return null;
        var items = books.ItemsAt(customer, at);
        var usage = Usage(customer, since, out var people);
        (decimal? Points, int Max)[] parts = [(usage, 30), (usage is null ? null : Adoption(customer, items), 25), (Support(customer, people), 20), (Payments(customer, items), 25)];
        var known = parts.Where(part => part.Points is not null).ToList();
        var max = known.Sum(part => part.Max);
        return (max < 50 ? null : known.Sum(part => part.Points) * 100 / max, max / 100m);
    }

    private decimal? Usage(string customer, DateOnly since, out int people)
    {
        var window = Math.Min(_through.DayNumber - since.DayNumber + 1, 28) / 7 * 7;
        var past = Math.Min(_through.DayNumber - since.DayNumber + 1 - window, 84) is var days && days < 28 ? 0 : days;
        var uses = books.UsageOf[customer].Where(use => use.On <= _through && use.On > _through.AddDays(-126)).Select(use => (use.User, Age: _through.DayNumber - use.On.DayNumber)).Distinct().ToList();
        var registered = books.Users[customer].Count(user => user.GetValueOrDefault("is_bot") != "true" && Time(user, "created_at") <= at);
        people = Math.Max(registered, uses.Select(use => use.User).Distinct().Count());
        if (people == 0 || window < 7) return null;
        var regularity = Enumerable.Range(0, window / 7).Average(week => Math.Min(1, uses.Where(use => use.Age / 7 == week).Select(use => use.Age).Distinct().Count() / 3m));
        var team = uses.Where(use => use.Age < window).Select(use => use.User).Distinct().Count() / (decimal)people / 0.7m;
        if (past == 0) return 15 * (regularity + Math.Min(1, team));
        var (now, before) = (uses.Count(use => use.Age < window), uses.Count(use => use.Age >= window && use.Age < window + past));
        var trend = before == 0 ? (now > 0 ? 1 : 0) : (((decimal)now * past / (before * window)) - 0.25m) / 0.65m;
        return 10 * (regularity + Math.Min(1, team) + Math.Clamp(trend, 0, 1));
    }

    private decimal? Adoption(string customer, List<Dictionary<string, string>> items)
    {
        var plans = items.Select(item => (Item: item, Plan: books.Plans[item["plan_id"]])).ToList();
        var features = plans.SelectMany(plan => JsonSerializer.Deserialize<string[]>(plan.Plan["features"])!).Distinct().Where(_metrics.Contains).ToList();
        var inUse = features.Count(feature => books.UsageOf[customer].Where(use => use.Metric == feature && use.On <= _through && use.On > _through.AddDays(-56)).Select(use => use.On).Distinct().Count() >= 2);
        var tasks = books.UsageOf[customer].Where(use => use.Metric == "tasks" && use.On <= _through && use.On > _through.AddDays(-28)).Sum(use => use.Quantity);
        var allowed = plans.Sum(plan => JsonSerializer.Deserialize<Dictionary<string, decimal>>(plan.Plan["limits"])!["tasks"] * 28 / DaysOf(plan.Item));
        return (15 * Math.Min(1, (decimal)inUse / features.Count / 0.6m)) + (10 * Math.Min(1, tasks / allowed / 0.5m));
    }

    private decimal? Support(string customer, int people)
    {
        var tickets = books.Tickets[customer].Where(ticket => Time(ticket, "opened_at") <= at).ToList();
        var open = tickets.Where(ticket => !(Time(ticket, "closed_at") <= at)).Sum(ticket => (ticket["severity"] switch { "low" => 1, "normal" => 2, "high" => 5, _ => 8 }) * (1 + Math.Clamp(((at - Time(ticket, "opened_at")!.Value).Days - 3) / 11m, 0, 1)));
        var lately = tickets.Count(ticket => Time(ticket, "opened_at") > at.AddDays(-28));
        var volume = Math.Clamp(lately - Math.Max(2, people / 5), 0, 4);
        var rated = tickets.Where(ticket => Time(ticket, "closed_at") <= at && Time(ticket, "closed_at") > at.AddDays(-90) && ticket["satisfaction"] != "").Select(ticket => Number(ticket, "satisfaction")).ToList();
        var unhappy = rated.Count == 0 ? 0 : Math.Max(0, 4 - rated.Average()) * 3 / (rated.Count == 1 ? 2 : 1);
        return Math.Max(0, 20 - open - volume - unhappy);
    }

    private decimal? Payments(string customer, List<Dictionary<string, string>> items)
    {
        var known = books.Payments[customer].Where(payment => Time(payment, "occurred_at") <= at && Time(payment, "occurred_at") >= at.AddDays(-408)).OrderBy(payment => Time(payment, "occurred_at")).ToList();
        var tried = known.Where(payment => payment["status"] is "succeeded" or "failed").ToList();
        if (tried.Count == 0) return null;
        var failing = tried.GroupBy(payment => payment["subscription_id"]).Where(group => items.Any(item => item["subscription_id"] == group.Key)).SelectMany(group => group.Reverse().TakeWhile(payment => payment["status"] == "failed")).ToList();
        var since = failing.Select(payment => Time(payment, "occurred_at")).Concat(items.Select(item => books.PastDueSince(customer, item, at))).Min();
        var lost = since is { } day ? 10 + Math.Clamp(failing.Count - 1, 0, 3) + ((at - day).Days * 0.4m) : 0;
        var paid = tried.LastOrDefault(payment => payment["status"] == "succeeded");
        var allowed = 10 + items.Min(item => (int)Math.Ceiling(DaysOf(item)) + (item["interval"] == "year" ? int.Parse(item["interval_count"], null) : 0));
        if (since is null && paid is not null && (at - Time(paid, "occurred_at")!.Value).Days > allowed) lost += 8;
        int Disputes(int from, int to) => known.Count(payment => payment["status"] == "disputed" && Time(payment, "occurred_at") > at.AddDays(-from) && Time(payment, "occurred_at") <= at.AddDays(-to));
        lost += Math.Min(20, (10 * Disputes(90, 0)) + (4 * Disputes(365, 90)));
        bool IsRecent(Dictionary<string, string> payment) => Time(payment, "occurred_at") > at.AddDays(-180);
        lost += Math.Min(6, 2 * (tried.Count(payment => payment["status"] == "failed" && IsRecent(payment)) - failing.Count(IsRecent)));
        return Math.Max(0, 25 - lost);
    }
}
