using Dapper;
using Npgsql;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.Storage;
using RevenueBot.Configuration;
using RevenueBot.Dashboard.Pages.Alerts;
using RevenueBot.Handling;
using RevenueBot.Metrics;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Customers;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard.Live;

/// <summary>Writes what is told, with names, amounts and figures as pages show them at this moment.</summary>
internal sealed partial class LiveWriter(NpgsqlDataSource database, AlertStore alerts, AlertBook book, AlertLines lines, LiveTiles overview, Company company, ILogger<LiveWriter> log)
{
    internal const string ReadNames = "SELECT customer_id, name FROM customer WHERE customer_id = ANY (@ids)";

    private static readonly object _nothing = new { };

    /// <summary>In the order of the rows; an alert that is no longer known is left out.</summary>
    public async Task<IReadOnlyList<LiveFrame>> WriteAsync(IReadOnlyList<LiveRow> rows, CancellationToken cancel)
    {
        if (rows.Count == 0) return [];
        var names = await NamesAsync([.. rows.Select(row => row.CustomerId).OfType<string>().Distinct()], cancel);
        Lazy<Task<IReadOnlyDictionary<string, string>?>> figures = new(FiguresAsync); // computed for the first who listens: mostly nobody does
        List<LiveFrame> frames = [];
        foreach (var row in rows) frames.Add(row.Type == LiveType.ChurnAlert ? await AlertAsync(row, cancel) : Frame(row, names, figures));
        return frames;
    }

    private LiveFrame Frame(LiveRow row, IReadOnlyDictionary<string, string> names, Lazy<Task<IReadOnlyDictionary<string, string>?>> figures) => row.Type switch
    {
        LiveType.MrrUpdated => new("mrr_updated", row.Seq, row.At, false, async rights => !rights.HasFlag(Rights.Totals) ? null : await figures.Value is { } tiles ? new { tiles } : _nothing),
        LiveType.NewSignup => new("new_signup", row.Seq, row.At, false, rights => OfCustomer(row, names, rights)),
        LiveType.SubscriptionChanged => new("subscription_changed", row.Seq, row.At, false, rights => OfCustomer(row, names, rights, "subscription_id", "mrr_change")),
        LiveType.PaymentReceived => new("payment_received", row.Seq, row.At, false, rights => OfCustomer(row, names, rights, "payment_id", "amount")),
        LiveType.ChurnAlert => throw new InvalidOperationException("Alerts are written by themselves."),
    };

    /// <summary>What is told of one customer: nothing but that it happened, its id, or its name too.</summary>
    private object OfCustomer(LiveRow row, IReadOnlyDictionary<string, string> names, Rights rights, string? reference = null, string? amount = null)
    {
        if (row.CustomerId is not { } id || !rights.HasFlag(Rights.Customers)) return _nothing;
        Dictionary<string, object?> data = new() { ["customer_id"] = id };
        if (rights.HasFlag(Rights.Names)) data["name"] = CustomerWords.Name(id, names.GetValueOrDefault(id));
        if (reference is not null) data[reference] = row.Reference;
        if (amount is not null && row is { Amount: { } micros, Currency: { } code } && Currency.TryParse(code, out var currency)) data[amount] = MoneyOf(micros, currency, isChange: row.Type == LiveType.SubscriptionChanged);
        return data;
    }

    private MoneyJson MoneyOf(long micros, Currency currency, bool isChange) => new(
        micros, currency.Code, currency != company.Currency ? Format.ByCode(micros, currency) : isChange ? Format.Change(micros, currency) : Format.Money(micros, currency));

    /// <summary>Alerts are for who may know customers by name, as in chat.</summary>
    private async Task<LiveFrame> AlertAsync(LiveRow row, CancellationToken cancel)
    {
        var found = await alerts.FindAsync(row.Reference!, cancel) is { } status ? await book.Read([status], cancel) : [];
        var data = found is [var alert] ? DataOf(alert) : null;
        return new("churn_alert", row.Seq, row.At, true, rights => rights.HasFlag(Rights.Customers | Rights.Names) ? data : null);
    }

    private object DataOf(OpenAlert alert)
    {
        var line = lines.Of(alert, AlertReader.Anybody);
        return new
        {
            id = alert.Id, title = line.What, level = line.Level.Word, customer_id = alert.Status.Subject, name = line.Who, why = line.Why, href = line.Href,
            mrr = alert.Facts.Mrr is > 0 and var mrr ? MoneyJson.Of(mrr, company.Currency) : null,
        };
    }

    private async Task<IReadOnlyDictionary<string, string>> NamesAsync(string[] ids, CancellationToken cancel)
    {
        if (ids.Length == 0) return new Dictionary<string, string>();
        await using var connection = await database.OpenConnectionAsync(cancel);
        var known = await connection.QueryAsync<(string Id, string? Name)>(new CommandDefinition(ReadNames, new { ids }, cancellationToken: cancel));
        return known.Where(row => row.Name is not null).ToDictionary(row => row.Id, row => row.Name!);
    }

    /// <summary>Null where they cannot be computed: that something changed is told all the same.</summary>
    private async Task<IReadOnlyDictionary<string, string>?> FiguresAsync()
    {
        try
        {
            return await overview.ReadAsync(CancellationToken.None); // whoever goes away does not take them from the others
        }
#pragma warning disable CA1031 // one of the places where a broken part must not take the others along
        catch (Exception error)
#pragma warning restore CA1031
        {
            NoFigures(log, error.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Open dashboards are told that figures changed, and not what they are ({Reason})")]
    private static partial void NoFigures(ILogger log, string reason);
}
