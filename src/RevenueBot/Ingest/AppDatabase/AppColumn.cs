namespace RevenueBot.Ingest.AppDatabase;

/// <summary>A column as the database describes it.</summary>
internal sealed record AppColumn(string Name, string Type, bool IsNullable)
{
    /// <summary>As it stands in a statement; only plain names are ever looked up.</summary>
    public string Quoted => $"\"{Name}\"";
}
