using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Churn;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Customers;

/// <summary><c>GET /api/v1/customers</c> and <c>/customers/{id}</c></summary>
internal sealed class CustomersEndpoint(CustomerList list, CustomerReader reader, MovementReader movements, LedgerReader ledger, HealthReader healths, ChurnDesk churn, KnownNames names, Company company, TimeProvider time)
{
    private const int UsualPage = 100;
    private const int MostPage = 1_000;
    private const int LongestSearch = 100;

    public static IReadOnlyList<ApiParameter> Parameters { get; } =
    [
        new("status", "How they stand.", "paying", "trial", "paused", "left", "none"), new("plan", "Only those who pay for this plan, by its id or name."), new("country", "Only this country, by its code or name."),
        new("segment", "Only this segment."), new("search", "The beginning of a name or id."), new("sort", "By id, or by MRR, the largest first.", "id", "mrr"),
        new("limit", "Customers of a page; by default 100."), new("cursor", "next_cursor of the page before."), new("format", "csv for comma-separated values.", "json", "csv"),
    ];

    public async Task<IResult> ListAsync(HttpRequest http, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (query, wrong) = Query(http.Parameter, now, await names.ReadAsync(now, cancel));
        if (query is null) return Requests.Wrong(wrong!);
        if (http.Parameter("sort") is not (null or "id" or "mrr")) return Requests.Wrong("sort is id or mrr.");
        var byMrr = http.Parameter("sort") == "mrr";
        if (Limit(http.Parameter("limit")) is not { } limit) return Requests.Wrong($"limit is a number from 1 to {MostPage}.");
        if (Cursor(http.Parameter("cursor"), byMrr) is not { } cursor) return Requests.Wrong("cursor is the next_cursor of the page before, with the same sort.");
        var snapshot = await ledger.ContextAsync(Dimension.Plan, query.Through, cancel);
        var rates = new FxRates(company.Currency, snapshot.FxRates);
        var (ids, next) = byMrr ? await ByMrrAsync(query, rates, cursor, limit, cancel) : await ByIdAsync(query, cursor, limit, cancel);
        var found = await list.ReadAsync(ids, query.Through, cancel);
        var (health, risks) = (await healths.ReadAsync(ids, cancel), await churn.ReadAsync(ids, cancel));
        return TypedResults.Json(
            new CustomersJson([.. found.Select(customer => CustomerEntry.Of(customer, rates, query.Through, PlanName(snapshot), (health.GetValueOrDefault(customer.Customer.CustomerId), risks.GetValueOrDefault(customer.Customer.CustomerId))))], next, query.Through, Provenance.Through(snapshot.Sources)), ApiJson.Options);
    }

    public async Task<IResult> OneAsync(string id, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var day = company.Calendar.DayOf(now);
        if (await reader.FindByIdAsync(id, cancel) is not { } found || await reader.ReadAsync(found.CustomerId, now, null, cancel) is not { } file || await list.ReadAsync([found.CustomerId], day, cancel) is not [var listed])
            return TypedResults.Problem("There is no customer of that id.", statusCode: StatusCodes.Status404NotFound);
        var snapshot = await ledger.ContextAsync(Dimension.Plan, day, cancel);
        List<CustomerMovementJson> rows = [];
        await foreach (var row in movements.ReadAsync(new MovementQuery(To: day.AddDays(1), CustomerId: found.CustomerId), cancel))
            if (row.Movement.Amount != 0) rows.Add(Movement(row));
        return TypedResults.Json(
            new CustomerJson(
                CustomerEntry.Of(listed, new FxRates(company.Currency, snapshot.FxRates), day, PlanName(snapshot), (await healths.ReadAsync(found.CustomerId, cancel), (await churn.ReadAsync([found.CustomerId], cancel)).GetValueOrDefault(found.CustomerId))), rows, [.. file.Payments.Select(Payment)],
                [.. file.OpenTickets.Select(ticket => new CustomerTicketJson(ticket.TicketId, Words(ticket.Severity), ticket.OpenedAt))],
                file.LastNps is { } nps ? new(nps.Score, nps.RespondedAt) : null, day, Provenance.Through(snapshot.Sources), snapshot.ProfileName),
            ApiJson.Options);
    }

    private (CustomerQuery? Query, string? Wrong) Query(Func<string, string?> parameter, DateTimeOffset now, Names known)
    {
        if (parameter("search") is { Length: > LongestSearch }) return (null, $"search has at most {LongestSearch} characters.");
        CustomerStatus? status = parameter("status") switch { "paying" => CustomerStatus.Paying, "trial" => CustomerStatus.Trial, "paused" => CustomerStatus.Paused, "left" => CustomerStatus.Left, "none" => CustomerStatus.None, _ => null };
        if (status is null && parameter("status") is not null) return (null, "status is paying, trial, paused, left or none.");
        var query = new CustomerQuery(company.Calendar.DayOf(now), status, null, KeyOf(Dimension.Country), KeyOf(Dimension.Segment), parameter("search"));
        if (parameter("plan") is not { } plan) return (query, null);
        return known.Resolve(plan, Dimension.Plan) switch
        {
            [var one] => (query with { Plan = one.Key }, null),
            [] => (null, $"There is no plan {MetricJson.Cut(plan)}."),
            _ => (null, $"Several plans are called {MetricJson.Cut(plan)}: use the plan's id."),
        };

        // Customers who never had a subscription are in no name of the ledger: what is not known there is looked for as it is.
        string? KeyOf(Dimension by) => parameter(by.ToString().ToLowerInvariant()) is { } text ? known.Resolve(text, by) is [var one] ? one.Key : text : null;
    }

    private async Task<(List<string> Ids, string? Next)> ByIdAsync(CustomerQuery query, string cursor, int limit, CancellationToken cancel)
    {
        var ids = await list.PageAsync(query, cursor.Length == 0 ? null : cursor, limit + 1, cancel);
        return ids.Count <= limit ? (ids, null) : (ids[..limit], Written("i" + ids[limit - 1]));
    }

    private async Task<(List<string> Ids, string? Next)> ByMrrAsync(CustomerQuery query, FxRates rates, string cursor, int limit, CancellationToken cancel)
    {
        var skip = cursor.Length == 0 ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
        var (ids, balances) = await list.AllAsync(query, cancel);
        var sorted = ids.Select(id => (id, mrr: CustomerEntry.Converted(balances[id], rates, query.Through).Mrr)).OrderByDescending(pair => pair.mrr).ThenBy(pair => pair.id, StringComparer.Ordinal);
        return ([.. sorted.Skip(skip).Take(limit).Select(pair => pair.id)], skip + limit < ids.Count ? Written($"m{skip + limit}") : null);
    }

    private static Func<string, string> PlanName(LedgerSnapshot snapshot) => id => snapshot.KeyNames.GetValueOrDefault(id)?.Name ?? id;

    private static int? Limit(string? text) => text is null ? UsualPage : int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MostPage ? limit : null;

    private static string Written(string cursor) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(cursor));

    /// <summary>Where the page begins, "" for the first: the last id before it, or how many come before it. Null for a cursor that is not ours.</summary>
    private static string? Cursor(string? text, bool byMrr)
    {
        if (text is null) return "";
        if (text.Length > 500 || !Base64Url.IsValid(text)) return null;
        var cursor = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
        if (cursor.Length < 2 || cursor[0] != (byMrr ? 'm' : 'i') || cursor.Contains('\0')) return null;
        return !byMrr || (int.TryParse(cursor[1..], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var skip) && skip < int.MaxValue - MostPage) ? cursor[1..] : null;
    }

    private static CustomerMovementJson Movement(MovementRow row) => new(
        row.Movement.Day, Words(row.Movement.Kind), Words(row.Movement.Reason), row.Movement.PlanId, row.Movement.SubscriptionId, MoneyJson.Of(row.Movement.Amount, row.Movement.Currency), row.Movement.At, row.RecordedAt);

    private static CustomerPaymentJson Payment(PaymentLine payment) =>
        new((decimal)payment.AmountMinor * payment.Currency.MicrosPerMinor / 1_000_000m, payment.Currency.Code, Words(payment.Status), payment.OccurredAt);

    private static string Words<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
