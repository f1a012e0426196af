namespace RevenueBot.Ingest.Files;

/// <param name="LargestBody">Bytes of an uploaded file (<c>Import:MaxBodyBytes</c>).</param>
internal sealed record ImportLimits(long LargestBody)
{
    private const long Default = 50_000_000;

    public static ImportLimits Read(IConfiguration configuration) => new(configuration.GetValue("Import:MaxBodyBytes", Default));
}
