namespace RevenueBot.Configuration;

/// <summary>A setting that must never be shown. A list takes one value per line of its file.</summary>
internal sealed record Secret(string Key, bool IsList = false);

/// <summary>
/// The secret settings. Each may be given as a file instead: <c>Slack:BotTokenFile</c> holds the path of the file with
/// <c>Slack:BotToken</c>, which keeps secrets out of the environment and of process lists.
/// </summary>
internal static class Secrets
{
    public static IReadOnlyList<Secret> All { get; } =
    [
        new("Database:ConnectionString"), new("Database:Password"), new("AppDatabase:ConnectionString"),
        new("Slack:BotToken"), new("Slack:AppToken"), new("Slack:ClientSecret"), new("Slack:SigningSecrets", IsList: true),
        new("Teams:AppPassword"), new("Teams:PreviousAppPassword"),
        new("Stripe:ApiKey"), new("Stripe:WebhookSecrets", IsList: true),
        new("Smtp:Password"),
        new("Api:Keys", IsList: true),
    ];

    /// <summary>The secrets that stand in files, and lists that were given as a single value.</summary>
    /// <exception cref="RefusalException">A named file cannot be read.</exception>
    public static Dictionary<string, string?> Complete(IConfiguration settings, string home)
    {
        Dictionary<string, string?> found = [];
        foreach (var secret in All)
        {
            var values = Values(secret, settings, home);
            if (!secret.IsList && values is [var only]) found[secret.Key] = only;
            if (!secret.IsList || settings.GetSection(secret.Key).GetChildren().Any()) continue;
            for (var i = 0; i < values.Length; i++) found[$"{secret.Key}:{i}"] = values[i];
        }

        return found;
    }

    private static string[] Values(Secret secret, IConfiguration settings, string home)
    {
        var singular = secret.IsList ? secret.Key[..^1] : secret.Key;
        if ((settings[secret.Key] ?? settings[singular]) is { Length: > 0 } direct) return [direct];
        var file = settings[$"{secret.Key}File"] ?? settings[$"{singular}File"];
        if (string.IsNullOrEmpty(file)) return [];
        var lines = ReadLines($"{secret.Key}File", Path.Combine(home, file));
        return secret.IsList ? lines : [string.Join('\n', lines)];
    }

    private static string[] ReadLines(string key, string file)
    {
        try
        {
            return File.ReadAllText(file).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException($"{key} names {file}, which cannot be read: check the path and its permissions.", error);
        }
    }
}
