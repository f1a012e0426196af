using Npgsql;

namespace RevenueBot.Metrics.Storage;

/// <summary>The rate table as of a version, so that an unchanged one is not read again with every question.</summary>
internal sealed record FxRateCache(long Version, IReadOnlyList<FxRate> Rates)
{
    public const string ReadChanged =
        "SELECT currency, day, whole_month, rate FROM fx_rate WHERE (SELECT fx_version FROM ledger_meta) <> $1 ORDER BY currency, day, whole_month";
    public const string ReadMeta = "SELECT fx_version, profile_name FROM ledger_meta";

    private readonly HashSet<Currency> _daily = [.. Rates.Where(rate => !rate.WholeMonth).Select(rate => rate.Currency)];

    public static FxRateCache Empty { get; } = new(0, []);

    public bool HasDaily => _daily.Count > 0;

    public bool IsDaily(Currency currency) => _daily.Contains(currency);

    public static FxRate Read(NpgsqlDataReader row) => new(Currency.Parse(row.GetString(0)), row.GetFieldValue<DateOnly>(1), row.GetBoolean(2), row.GetDecimal(3));
}
