namespace RevenueBot.Ingest.Files;

/// <summary>An open import file.</summary>
/// <param name="Name">What it is called in problems.</param>
internal sealed record ImportFile(string Name, FileFormat Format, FileEncoding Encoding, Stream Content)
{
    public ImportProgress Progress => new(Name, Content.Position, Content.Length);
}
