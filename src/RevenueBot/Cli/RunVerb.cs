using System.CommandLine;
using RevenueBot.Charts;
using RevenueBot.Access.Granting;
using RevenueBot.Configuration;
using RevenueBot.Dashboard.SignIn;
using RevenueBot.Questions;

namespace RevenueBot.Cli;

/// <summary>Without a verb: the bot, with a sample company where no source is connected, and a first answer.</summary>
internal static class RunVerb
{
    public static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var settings = parsed.Settings();
        await using var bot = await ServeVerb.OpenAsync(settings, cancel);
        if (await SampleData.LoadIfEmptyAsync(bot, cancel)) await Console.Out.WriteLineAsync("No source is connected, so this is a sample company.\n");
        await bot.App.StartAsync(cancel);
        await ShowAnswerAsync(bot, settings, cancel);
        await Console.Out.WriteLineAsync($"Dashboard: {bot.App.Urls.First()}/signin/{await bot.Services.GetRequiredService<SignInLinks>().CreateAsync(Requester.Terminal, null, cancel)}");
        await Console.Out.WriteLineAsync("Serving until Ctrl-C.");
        await bot.App.WaitForShutdownAsync(cancel);
        return 0;
    }

    private static async Task ShowAnswerAsync(Bot bot, Settings settings, CancellationToken cancel)
    {
        var now = bot.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var answer = await bot.Services.GetRequiredService<Asker>().AskAsync("/mrr", new AskContext(now), cancel);
        await Console.Out.WriteLineAsync($"/mrr\n\n{TerminalAnswer.Render(answer)}");
        if (answer.Chart?.Value is not { } chart) return;
        var file = Path.Combine(settings.DataDirectory, "charts", "mrr.png");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, ChartImage.Png(chart.Svg), cancel);
            await Console.Out.WriteLineAsync($"Chart: {file}");
        }
        catch (ChartRenderException error)
        {
            await Console.Out.WriteLineAsync(error.Message); // the figures stand without the picture
        }
    }
}
