using RevenueBot.Configuration;

namespace RevenueBot.Ingest.AppDatabase;

/// <summary>The statement that reads one table, made from the configured names and the columns that are there.</summary>
internal sealed record AppQuery(string Sql, string? OrderField)
{
    /// <param name="users">The columns of the users table.</param>
    /// <exception cref="RefusalException">A column is missing or a name is not plain; the message says which setting to change.</exception>
    public static AppQuery Of(AppTable table, AppColumns columns, AppColumns users)
    {
        string[] fields = [.. table.Fields.Select(field => columns.Find(field) is { } column ? Read(column, field.Type, "t") : "NULL")];
        var id = $"{Quoted(columns, table, "Id")}::text COLLATE \"C\"";
        var order = table.Order.FirstOrDefault(name => columns.Find(Field(table, name)) is not null);
        var from = $"{columns.Table.Quoted} t{Join(table, columns, users)}";
        var list = string.Join(", ", [Customer(table, columns, users), .. fields]);
        if (order is null) return new AppQuery($"SELECT {list} FROM {from} WHERE {id} > $2 ORDER BY {id} LIMIT $3", null);
        var owned = table.HasUser ? $"{Quoted(columns, table, "User")} IS NOT NULL AND " : "";

        var column = columns.Find(Field(table, order))!;
        var bound = IsLocal(column) ? "($1::timestamptz AT TIME ZONE 'UTC')" : "$1::timestamptz";
        var at = AtOf(table, columns, column);
        return new AppQuery($"SELECT {list} FROM {from} WHERE {owned}{at} >= {bound} AND ({at} > {bound} OR {id} > $2) ORDER BY {at}, {id} LIMIT $3", order);
    }

    /// <summary>A row that was never changed may have no time of change.</summary>
    private static string AtOf(AppTable table, AppColumns columns, AppColumn column)
    {
        var created = column.IsNullable && table.Fields.Any(f => f.Name == "CreatedAt") ? columns.Find(Field(table, "CreatedAt")) : null;
        return created is null || created == column ? Name(column, "t") : $"COALESCE({Name(column, "t")}, {Name(created, "t")})";
    }

    private static string Customer(AppTable table, AppColumns columns, AppColumns users)
    {
        var user = Quoted(columns, table, table.HasUser ? "User" : "Id");
        if (users.Find(Field(AppTable.Users, "Customer")) is not { } customer || table == AppTable.Plans) return $"{user}::text";
        return $"COALESCE({Name(customer, table.HasUser ? "u" : "t")}::text, {user}::text)";
    }

    private static string Join(AppTable table, AppColumns columns, AppColumns users) =>
        table.HasUser && users.Find(Field(AppTable.Users, "Customer")) is not null
            ? $" LEFT JOIN {users.Table.Quoted} u ON u.{users.Find(Field(AppTable.Users, "Id"))!.Quoted} = {Quoted(columns, table, "User")}"
            : "";

    private static string Read(AppColumn column, AppType type, string from) => type switch
    {
        AppType.Text => $"{Name(column, from)}::text",
        AppType.Number => $"{Name(column, from)}::numeric",
        AppType.Flag => $"{Name(column, from)}::boolean",
        AppType.Instant when IsLocal(column) => $"{Name(column, from)}::timestamp AT TIME ZONE 'UTC'",
        AppType.Instant => $"{Name(column, from)}::timestamptz",
    };

    /// <summary>A time without zone is taken for UTC.</summary>
    private static bool IsLocal(AppColumn column) => column.Type is "timestamp without time zone" or "date";

    private static AppField Field(AppTable table, string name) => table.Fields.First(field => field.Name == name);

    private static string Quoted(AppColumns columns, AppTable table, string field) => Name(columns.Find(Field(table, field))!, "t");

    private static string Name(AppColumn column, string from) => $"{from}.{column.Quoted}";
}
