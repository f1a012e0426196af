namespace RevenueBot.Ingest.Files;

/// <summary>A column that no format knows is most likely a misspelt one: it is named, never dropped in silence.</summary>
internal static class UnknownColumn
{
    private const int Shown = 60;

    public static string Note(string name)
    {
        var plain = new string([.. name.Where(c => !char.IsControl(c)).Take(Shown)]);
        return $"Column \"{plain}\" is unknown and was not read.";
    }
}
