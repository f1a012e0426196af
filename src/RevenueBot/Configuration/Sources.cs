namespace RevenueBot.Configuration;

/// <summary>
/// Where settings come from; a later source wins: appsettings.json, a folder of secrets (a file per key, such as
/// <c>Slack__BotToken</c>), environment, <c>--set</c>.
/// </summary>
internal static class Sources
{
    private const string EnvironmentPrefix = "REVENUEBOT__";

    /// <summary>The folder of appsettings.json, and the start of every relative path in it: where the program was started.</summary>
    public static string Home => Environment.GetEnvironmentVariable("REVENUEBOT_HOME") ?? Directory.GetCurrentDirectory();

    /// <summary>Where container engines put secrets.</summary>
    private static string SecretsFolder => Environment.GetEnvironmentVariable("REVENUEBOT_SECRETS") ?? "/run/secrets";

    /// <param name="assignments"><c>Key=Value</c> each, as given to <c>--set</c>.</param>
    /// <exception cref="RefusalException">A file cannot be read.</exception>
    public static IConfigurationRoot Read(IEnumerable<KeyValuePair<string, string?>> assignments)
    {
        var builder = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(Home, "appsettings.json"), optional: true)
            .AddKeyPerFile(SecretsFolder, optional: true)
            .AddEnvironmentVariables(EnvironmentPrefix)
            .AddInMemoryCollection(assignments);
        var plain = Build(builder);
        return Build(builder.AddInMemoryCollection(Secrets.Complete(plain, Home)));
    }

    private static IConfigurationRoot Build(IConfigurationBuilder builder)
    {
        try
        {
            return builder.Build();
        }
        catch (InvalidDataException error)
        {
            throw new RefusalException($"{error.Message.TrimEnd('.')}: {error.InnerException?.Message ?? "check its JSON."}", error);
        }
    }
}
