using System.Globalization;
using RevenueBot.Ingest.Sample;

namespace RevenueBot.Tests.Ingest.Sample;

/// <summary>The sample company's CSV files, read without any code of the product, and what a slow count makes of them at an instant (New York days).</summary>
internal sealed class NaiveBooks
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    private NaiveBooks(string folder)
    {
        Events = Read(folder, "subscription_events").ToLookup(row => row["customer_id"]);
        Usage = Read(folder, "usage").Where(row => decimal.Parse(row["quantity"], CultureInfo.InvariantCulture) > 0).Select(row => new Use(row["customer_id"], row["user_id"], row["metric"], Number(row, "quantity"), Time(row, "recorded_at")!.Value)).ToList();
        Users = Read(folder, "users").ToLookup(row => row["customer_id"]);
        Tickets = Read(folder, "tickets").ToLookup(row => row["customer_id"]);
        Payments = Read(folder, "payments").ToLookup(row => row["customer_id"]);
        Plans = Read(folder, "plans").ToDictionary(row => row["plan_id"]);
        Rates = Read(folder, "fx").ToList();
        var bots = Users.SelectMany(customer => customer).Where(user => user.GetValueOrDefault("is_bot") is "true").Select(user => user["user_id"]).ToHashSet();
        UsageOf = Usage.Where(use => !bots.Contains(use.User)).ToLookup(use => use.Customer);
    }

    public ILookup<string, Dictionary<string, string>> Events { get; }
    public IReadOnlyList<Use> Usage { get; }
    public ILookup<string, Use> UsageOf { get; }
    public ILookup<string, Dictionary<string, string>> Users { get; }
    public ILookup<string, Dictionary<string, string>> Tickets { get; }
    public ILookup<string, Dictionary<string, string>> Payments { get; }
    public IReadOnlyDictionary<string, Dictionary<string, string>> Plans { get; }
    public IReadOnlyList<Dictionary<string, string>> Rates { get; }
    public IEnumerable<string> Customers => Events.Select(customer => customer.Key);

    public static async Task<NaiveBooks> OfAsync(DateOnly asOf)
    {
        var folder = Directory.CreateTempSubdirectory("naive-books").FullName;
        try
        {
            await SampleCompany.WriteAsync(folder, asOf, TimeZoneInfo.Utc, CancellationToken.None);
            return new NaiveBooks(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>The last state of each recurring item that runs at an instant.</summary>
    public List<Dictionary<string, string>> ItemsAt(string customer, DateTimeOffset at) =>
    [
        .. Events[customer].Where(row => Time(row, "effective_at") <= at && row["kind"] != "one_off").GroupBy(row => (row["subscription_id"], row["item_id"]))
            .Select(item => item.OrderBy(row => Time(row, "effective_at")).ThenBy(row => long.Parse(row["sequence"], null)).ThenBy(row => row["event_id"], StringComparer.Ordinal).Last())
            .Where(row => row["status"] is "active" or "past_due" or "trialing" && !(row["cancel_at_period_end"] == "true" && Time(row, "current_period_end") <= at)),
    ];

    /// <summary>Since when an item has been past due without a break; null: it is not.</summary>
    public DateTimeOffset? PastDueSince(string customer, Dictionary<string, string> item, DateTimeOffset at)
    {
        DateTimeOffset? since = null;
        foreach (var row in Events[customer].Where(row => row["subscription_id"] == item["subscription_id"] && row["item_id"] == item["item_id"] && Time(row, "effective_at") <= at).OrderBy(row => Time(row, "effective_at")).ThenBy(row => long.Parse(row["sequence"], null)))
            since = row["status"] == "past_due" ? since ?? Time(row, "effective_at") : null;
        return since;
    }

    public bool PaysAt(string customer, DateTimeOffset at) => ItemsAt(customer, at).Any(item => item["status"] == "active" ? Price(item, at) > 0 : PastDueSince(customer, item, at) is { } since && since.AddDays(30) > at && Price(item, at) > 0);

    /// <summary>The first day of the unbroken run of days that closed with the customer paying; null where it does not pay.</summary>
    public DateOnly? PaidSince(string customer, DateTimeOffset at)
    {
        if (!PaysAt(customer, at)) return null;
        var day = Day(at);
        while (PaysAt(customer, EndOf(day.AddDays(-1)))) day = day.AddDays(-1);
        return day;
    }

    /// <summary>Price of a billing period less running discounts, minor units.</summary>
    public static decimal Price(Dictionary<string, string> item, DateTimeOffset at) => Discounted(item, Number(item, "unit_amount_minor") * Number(item, "quantity"), at);

    public static decimal Discounted(Dictionary<string, string> item, decimal price, DateTimeOffset at)
    {
        if (item["discount_duration"] is "" or "once") return price;
        if (item["discount_duration"] == "repeating" && Time(item, "discount_start")!.Value.AddMonths(int.Parse(item["discount_months"], null)) <= at) return price;
        return Math.Max(0, (price * (1 - (NumberOr0(item, "discount_percent") / 100))) - NumberOr0(item, "discount_amount_minor"));
    }

    public static decimal MonthsOf(string interval) => interval switch { "week" => 12m / 52, "year" => 12, _ => 1 };

    public static decimal DaysOf(Dictionary<string, string> row) => int.Parse(row["interval_count"], null) * row["interval"] switch { "week" => 7, "year" => 365, "day" => 1, _ => 365m / 12 };

    /// <summary>Reporting units of one unit of a currency in a month.</summary>
    public decimal RateOf(string currency, DateOnly day) => currency == "USD" ? 1
        : Rates.Where(rate => rate["currency"] == currency).Select(rate => (Day: rate.GetValueOrDefault("date") is { Length: > 0 } date ? DateOnly.Parse(date, null) : DateOnly.Parse(rate["month"] + "-01", null), Rate: Number(rate, "rate")))
            .Where(rate => rate.Day <= day).MaxBy(rate => rate.Day).Rate;

    public static decimal Number(Dictionary<string, string> row, string column) => decimal.Parse(row[column], CultureInfo.InvariantCulture);

    public static DateTimeOffset? Time(Dictionary<string, string> row, string column) =>
        row.GetValueOrDefault(column) is { Length: > 0 } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null;

    private static decimal NumberOr0(Dictionary<string, string> row, string column) => row.GetValueOrDefault(column) is { Length: > 0 } ? Number(row, column) : 0;

    private static DateTimeOffset EndOf(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).AddTicks(-10);
    }

    private static IEnumerable<Dictionary<string, string>> Read(string folder, string file)
    {
        var rows = Split(File.ReadAllText(Path.Combine(folder, file + ".csv"))).ToList();
        return rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    /// <summary>RFC 4180, one character after the other.</summary>
    private static IEnumerable<List<string>> Split(string text)
    {
        List<string> row = [];
        var (cell, isQuoted) = (new System.Text.StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"' && isQuoted && i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
            else if (c == '"') isQuoted = !isQuoted;
            else if (isQuoted || c is not (',' or '\n' or '\r')) cell.Append(c);
            else if (c == ',') (_, cell) = (Add(cell), new());
            else if (c == '\n')
            {
                Add(cell);
                yield return row;
                (row, cell) = ([], new());
            }
        }

        bool Add(System.Text.StringBuilder done)
        {
            row.Add(done.ToString());
            return true;
        }
    }

    internal sealed record Use(string Customer, string User, string Metric, decimal Quantity, DateTimeOffset At)
    {
        public DateOnly On { get; } = Day(At);
    }
}
