using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using RevenueBot.Configuration;

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

    private static async Task<int> ServeAsync(ParseResult parsed, CancellationToken cancel)
    {
        var settings = ServeSettings(parsed);
        CheckPort(settings.Listen);
        await using var bot = await Bot.OpenAsync(settings, cancel);
        await bot.App.StartAsync(cancel);
        await Console.Out.WriteLineAsync($"Serving on {string.Join(", ", bot.App.Urls)} until Ctrl-C.");
        await bot.App.WaitForShutdownAsync(cancel);
        return 0;
    }

    /// <summary>Says at once that the port is taken, before a database is started for nothing.</summary>
    public static void CheckPort(Listen listen)
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
