using System.Diagnostics;
using System.Text.Json;
using RevenueBot.Tests.Browsing;
using Xunit;

namespace RevenueBot.Tests.EndToEnd.Playground;

/// <summary>Microsoft 365 Agents Playground with its page in a browser: where somebody types, reads and presses what the bot sent. See playground.mjs.</summary>
internal sealed class PlaygroundPage : IAsyncDisposable
{
    private static readonly TimeSpan _mayTake = TimeSpan.FromSeconds(90); // more than playground.mjs, which says what it waited for
    private readonly Process _process;
    private readonly Task<string> _log;

    private PlaygroundPage(Process process) => (_process, _log) = (process, process.StandardError.ReadToEndAsync());

    /// <summary>Tenant, people, chat and channel are those of company.yml.</summary>
    /// <param name="bot">Where the bot listens.</param>
    public static async Task<PlaygroundPage> OpenAsync(Uri bot)
    {
        var source = Path.Combine(NodePackages.Root, "tests", "RevenueBot.Tests", "EndToEnd", "Playground");
        var packages = await NodePackages.InstallAsync("playground", source);
        PlaygroundPage page = new(NodePackages.Start(packages, "node", Path.Combine(source, "playground.mjs"), new Uri(bot, "/api/messages").AbsoluteUri, Path.Combine(source, "company.yml"), NodePackages.Chromium!));
        await page.AnswerAsync();
        return page;
    }

    /// <summary>Adds the bot to a chat or channel.</summary>
    public Task InstallAsync(string conversation) => DoAsync("install", conversation);

    /// <summary>Turns to a chat or channel of the list at the left.</summary>
    public Task TurnToAsync(string name) => DoAsync("open", name);

    public Task SayAsync(string text) => DoAsync("say", text);

    /// <summary>Waits until it stands in the page.</summary>
    public Task SeeAsync(string text) => DoAsync("see", text);

    /// <summary>Presses a button of the newest card that holds a text.</summary>
    public Task PressAsync(string button, string card) => DoAsync("press", button, card);

    /// <summary>Waits until that card has the button no more.</summary>
    public Task MissAsync(string button, string card) => DoAsync("miss", button, card);

    public Task PictureAsync(string file) => DoAsync("picture", file);

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close(); // and so it ends, with the browser
        try
        {
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private async Task DoAsync(params string[] command)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command));
        await _process.StandardInput.FlushAsync();
        await AnswerAsync();
    }

    private async Task AnswerAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(_mayTake);
        if (line != "{}") throw new InvalidOperationException(line ?? await _log);
    }
}
