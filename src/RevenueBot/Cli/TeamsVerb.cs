using System.CommandLine;
using RevenueBot.Configuration;
using RevenueBot.Teams.Packaging;

namespace RevenueBot.Cli;

/// <summary><c>teams package --out FILE</c>: what an administrator uploads to Teams. Needs no database.</summary>
internal static class TeamsVerb
{
    private static readonly Option<string> _out = new("--out") { Description = "Where to write the package.", HelpName = "FILE", Required = true };
    private static readonly Option<string?> _appId = new("--app-id") { Description = "The bot's application id (Teams:AppId).", HelpName = "GUID" };
    private static readonly Option<string?> _host = new("--host") { Description = "The public host name of the bot (that of Dashboard:PublicUrl).", HelpName = "NAME" };
    private static readonly Option<string?> _from = new("--from") { Description = "The folder with the manifest and icons (manifests/teams).", HelpName = "FOLDER" };

    public static Command Create()
    {
        var package = new Command("package", "Writes the app package for Teams: the manifest with the bot's id and host, and its icons.") { _out, _appId, _host, _from };
        package.SetAction(RunAsync);
        return new Command("teams", "What Microsoft Teams needs of the bot.") { package };
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var settings = parsed.Settings().Configuration;
        var host = parsed.GetValue(_host) ?? (Uri.TryCreate(settings["Dashboard:PublicUrl"], UriKind.Absolute, out var address) ? address.Host : null);
        var folder = parsed.GetValue(_from) ?? Path.Combine(Sources.Home, "manifests", "teams");
        var package = AppPackage.Build(folder, parsed.GetValue(_appId) ?? settings["Teams:AppId"], host);
        var path = parsed.GetRequiredValue(_out);
        await NamedFile.WriteAsync("The package was", path, stream => stream.WriteAsync(package, cancel).AsTask());
        Console.WriteLine($"{path} is written. Upload it in the Teams admin centre under Manage apps, or in Teams under Apps, Manage your apps.");
        return 0;
    }
}
