using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using RevenueBot.Configuration;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Cli;

/// <summary><c>serve</c>: the bot without sample data, until Ctrl-C.</summary>
internal static class ServeVerb
{
    public static Option<int?> Port { get; } = new("--port") { Description = "The port to listen on (5080)." };

    public static Command Create()
    {
        var command = new Command("serve", "Runs the bot until Ctrl-C, without sample data.") { Port };
        command.SetAction(ServeAsync);
        return command;
    }

    /// <summary>The settings, with <c>--port</c> over them.</summary>
    public static Settings ServeSettings(ParseResult parsed) =>
        parsed.GetValue(Port) is { } port ? parsed.Settings(new KeyValuePair<string, string?>("Listen:Port", $"{port}")) : parsed.Settings();

    /// <summary>The bot, about to serve on a free port from a ledger of the configured definitions.</summary>
    /// <exception cref="RefusalException">The port is taken, or the ledger was made by other rules.</exception>
    public static async Task<Bot> OpenAsync(Settings settings, CancellationToken cancel)
    {
        CheckPort(settings.Listen);
        var bot = await Bot.OpenAsync(settings, cancel);
        if (!await Rebuild.IsNeededAsync(bot.Services.GetRequiredService<NpgsqlDataSource>(), settings.Rules, cancel)) return bot;
        await bot.DisposeAsync();
        throw new RefusalException("The ledger was made with other definitions or another time zone: run the verb rebuild, or set them back.");
    }

    private static async Task<int> ServeAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var bot = await OpenAsync(ServeSettings(parsed), cancel);
        await bot.App.StartAsync(cancel);
        await Console.Out.WriteLineAsync($"Serving on {string.Join(", ", bot.App.Urls)} until Ctrl-C.");
        await bot.App.WaitForShutdownAsync(cancel);
        return 0;
    }

    /// <summary>Says at once that the port is taken, before a database is started for nothing.</summary>
    private static void CheckPort(Listen listen)
    {
        if (!IPAddress.TryParse(listen.Address, out var address)) return;
        try
        {
            using var probe = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(address, listen.Port));
        }
        catch (SocketException error)
        {
            throw new RefusalException($"Port {listen.Port} of {listen.Address} cannot be used ({error.Message.ToLowerInvariant()}): stop the other program, or choose another with --port.", error);
        }
    }
}
