using Npgsql;
using NpgsqlTypes;

namespace RevenueBot.Metrics.Storage;

/// <summary>One column of a table, and how a row of the program fills it: for arrays of parameters and for COPY alike.</summary>
internal abstract class Column<TRow>(string name, NpgsqlDbType type)
{
    public string Name => name;

    /// <summary>The type as SQL names it.</summary>
    public string SqlType { get; } = type switch
    {
        NpgsqlDbType.TimestampTz => "timestamptz",
        _ => type.ToString().ToLowerInvariant(),
    };

    protected NpgsqlDbType Type => type;

    public abstract NpgsqlParameter ToArray(IReadOnlyList<TRow> rows);
    public abstract NpgsqlParameter ToValue(TRow row);
    public abstract Task WriteAsync(NpgsqlBinaryImporter writer, TRow row, CancellationToken ct);
}

internal sealed class Column<TRow, TValue>(string name, NpgsqlDbType type, Func<TRow, TValue> value) : Column<TRow>(name, type)
{
    public override NpgsqlParameter ToArray(IReadOnlyList<TRow> rows)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = value(rows[i]);
        return new NpgsqlParameter<TValue[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | Type };
    }

    public override NpgsqlParameter ToValue(TRow row) => new NpgsqlParameter<TValue> { TypedValue = value(row), NpgsqlDbType = Type };

    public override Task WriteAsync(NpgsqlBinaryImporter writer, TRow row, CancellationToken ct) =>
        value(row) is { } present ? writer.WriteAsync(present, Type, ct) : writer.WriteNullAsync(ct);
}

/// <summary>The columns of a table by type.</summary>
internal sealed class Columns<TRow> : List<Column<TRow>>
{
    public Columns<TRow> Text(string name, Func<TRow, string?> value) => With(new Column<TRow, string?>(name, NpgsqlDbType.Text, value));
    public Columns<TRow> Json(string name, Func<TRow, string?> value) => With(new Column<TRow, string?>(name, NpgsqlDbType.Jsonb, value));
    public Columns<TRow> Short(string name, Func<TRow, short> value) => With(new Column<TRow, short>(name, NpgsqlDbType.Smallint, value));
    public Columns<TRow> ShortOrNull(string name, Func<TRow, short?> value) => With(new Column<TRow, short?>(name, NpgsqlDbType.Smallint, value));
    public Columns<TRow> Int(string name, Func<TRow, int> value) => With(new Column<TRow, int>(name, NpgsqlDbType.Integer, value));
    public Columns<TRow> IntOrNull(string name, Func<TRow, int?> value) => With(new Column<TRow, int?>(name, NpgsqlDbType.Integer, value));
    public Columns<TRow> Long(string name, Func<TRow, long> value) => With(new Column<TRow, long>(name, NpgsqlDbType.Bigint, value));
    public Columns<TRow> LongOrNull(string name, Func<TRow, long?> value) => With(new Column<TRow, long?>(name, NpgsqlDbType.Bigint, value));
    public Columns<TRow> Number(string name, Func<TRow, decimal> value) => With(new Column<TRow, decimal>(name, NpgsqlDbType.Numeric, value));
    public Columns<TRow> NumberOrNull(string name, Func<TRow, decimal?> value) => With(new Column<TRow, decimal?>(name, NpgsqlDbType.Numeric, value));
    public Columns<TRow> Real(string name, Func<TRow, double> value) => With(new Column<TRow, double>(name, NpgsqlDbType.Double, value));
    public Columns<TRow> Reals(string name, Func<TRow, double[]> value) => With(new Column<TRow, double[]>(name, NpgsqlDbType.Array | NpgsqlDbType.Double, value));
    public Columns<TRow> Flag(string name, Func<TRow, bool> value) => With(new Column<TRow, bool>(name, NpgsqlDbType.Boolean, value));
    public Columns<TRow> Bytes(string name, Func<TRow, byte[]> value) => With(new Column<TRow, byte[]>(name, NpgsqlDbType.Bytea, value));
    public Columns<TRow> Day(string name, Func<TRow, DateOnly> value) => With(new Column<TRow, DateOnly>(name, NpgsqlDbType.Date, value));
    public Columns<TRow> Time(string name, Func<TRow, DateTimeOffset> value) => With(new Column<TRow, DateTimeOffset>(name, NpgsqlDbType.TimestampTz, row => value(row).ToUniversalTime()));
    public Columns<TRow> TimeOrNull(string name, Func<TRow, DateTimeOffset?> value) => With(new Column<TRow, DateTimeOffset?>(name, NpgsqlDbType.TimestampTz, row => value(row)?.ToUniversalTime()));

    private Columns<TRow> With(Column<TRow> column)
    {
        Add(column);
        return this;
    }
}
