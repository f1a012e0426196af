namespace RevenueBot.Ingest.AppDatabase;

/// <summary>A row of the application's database; a field that has no column there is null.</summary>
/// <param name="CustomerId">The customer of the row's user.</param>
internal sealed record AppRow(AppTable Table, string CustomerId, object?[] Values)
{
    public string Id => Text("Id") ?? "";

    public string? Text(string field) => (string?)Find(field);

    public decimal? Number(string field) => (decimal?)Find(field);

    public bool Flag(string field) => Find(field) is true;

    public DateTimeOffset? Instant(string field) => Find(field) is DateTime utc ? new DateTimeOffset(utc, TimeSpan.Zero) : null;

    private object? Find(string field) => Values[Table.Fields.Index().First(f => f.Item.Name == field).Index];
}
