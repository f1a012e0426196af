using Npgsql;
using NpgsqlTypes;

namespace RevenueBot.Metrics.Storage;

/// <summary>Typed parameters: a statement is prepared once per connection only if every type is said.</summary>
internal static class Parameter
{
    public static NpgsqlParameter Texts(string[] values) => new NpgsqlParameter<string[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
    public static NpgsqlParameter Shorts(short[] values) => new NpgsqlParameter<short[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Smallint };
    public static NpgsqlParameter Days(DateOnly[] values) => new NpgsqlParameter<DateOnly[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Date };
    public static NpgsqlParameter Text(string value) => new NpgsqlParameter<string> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };
    public static NpgsqlParameter Bytes(byte[] value) => new NpgsqlParameter<byte[]> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bytea };
    public static NpgsqlParameter Short(short value) => new NpgsqlParameter<short> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Smallint };
    public static NpgsqlParameter Int(int value) => new NpgsqlParameter<int> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Integer };
    public static NpgsqlParameter Flag(bool value) => new NpgsqlParameter<bool> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Boolean };
    public static NpgsqlParameter Long(long value) => new NpgsqlParameter<long> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bigint };
    public static NpgsqlParameter Day(DateOnly value) => new NpgsqlParameter<DateOnly> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Date };
    public static NpgsqlParameter Time(DateTimeOffset value) => new NpgsqlParameter<DateTimeOffset> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    /// <summary>As known then; null: now, which is later than any recorded time and earlier than infinity, at which current rows are superseded.</summary>
    public static NpgsqlParameter KnownAt(DateTimeOffset? at) => Time((at ?? DateTimeOffset.MaxValue.AddDays(-1)).ToUniversalTime());

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    public static NpgsqlBatch With(this NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        batch.BatchCommands.Add(new NpgsqlBatchCommand(sql).With(parameters));
        return batch;
    }
}
