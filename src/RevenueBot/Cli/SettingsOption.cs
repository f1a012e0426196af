using System.CommandLine;
using System.CommandLine.Parsing;
using RevenueBot.Configuration;

namespace RevenueBot.Cli;

/// <summary><c>--set Key=Value</c>, on every verb.</summary>
internal static class SettingsOption
{
    public static Option<string[]> Set { get; } = Create();

    /// <summary>The checked settings of this call.</summary>
    /// <exception cref="RefusalException">A setting makes no sense.</exception>
    public static Settings Settings(this ParseResult parsed, params IEnumerable<KeyValuePair<string, string?>> more)
    {
        var assignments = (parsed.GetValue(Set) ?? []).Select(Split);
        return Configuration.Settings.Read(Sources.Read([.. assignments, .. more]));
    }

    private static Option<string[]> Create()
    {
        var option = new Option<string[]>("--set")
        {
            Description = "A setting, for example --set Company:Currency=EUR; may be given several times.",
            HelpName = "Key=Value",
            Recursive = true,
        };
        option.Validators.Add(Check);
        return option;
    }

    private static void Check(OptionResult result)
    {
        var wrong = result.Tokens.FirstOrDefault(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1);
        if (wrong is not null) result.AddError($"--set takes Key=Value, not \"{wrong.Value}\".");
    }

    private static KeyValuePair<string, string?> Split(string assignment)
    {
        var parts = assignment.Split('=', 2);
        return new(parts[0].Replace("__", ":", StringComparison.Ordinal), parts[1]);
    }
}
