using System.CommandLine;
using RevenueBot.Charts;
using RevenueBot.Configuration;
using RevenueBot.Questions;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Language;

namespace RevenueBot.Cli;

/// <summary><c>ask "TEXT"</c>: the answer Slack would get. Exit code 1 where the question was not understood.</summary>
internal static class AskVerb
{
    /// <summary>Whoever sits at a terminal counts as one.</summary>
    private const string Reader = Access.Granting.Requester.Terminal;

    private static readonly Argument<string> _text = new("TEXT") { Description = "The question, for example \"/mrr by plan last 6 months\"." };
    private static readonly Option<bool> _json = new("--json") { Description = "The answer as JSON, with exact figures." };
    private static readonly Option<string?> _png = new("--png") { Description = "Where to write the answer's picture.", HelpName = "FILE" };
    private static readonly Option<string?> _asOf = new("--as-of") { Description = "The day to answer for (the current one).", HelpName = "DATE" };
    private static readonly Option<string?> _knownAt = new("--known-at") { Description = "Only what had been recorded by then.", HelpName = "TIME" };

    private static readonly Option<bool> _receipt = new("--receipt") { Description = "What adds up to the answer, after it." };

    public static Command Create()
    {
        var command = new Command("ask", "Answers a question as Slack would show it.") { _text, _json, _png, _asOf, _knownAt, _receipt };
        command.Validators.Add(result =>
        {
            if (result.GetValue(_asOf) is { } day && !Iso.TryDay(day, out _)) result.AddError("--as-of is a day such as 2026-03-31.");
            if (result.GetValue(_knownAt) is { } time && !Iso.IsMoment(time)) result.AddError("--known-at is a day or a time with its zone, such as 2026-04-01T12:00Z.");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var bot = await Bot.OpenAsync(parsed.Settings(), cancel);
        var now = bot.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var context = new AskContext(now, parsed.GetValue(_asOf), parsed.GetValue(_knownAt), Reader);
        var answer = await bot.Services.GetRequiredService<Asker>().AskAsync(parsed.GetRequiredValue(_text), context, cancel);
        await Console.Out.WriteAsync(parsed.GetValue(_json) ? ApiJson.Write(AnswerJson.Of(answer)) + "\n" : TerminalAnswer.Render(answer));
        if (answer.Delivered is { } delivered) await delivered(cancel);
        if (parsed.GetValue(_receipt) && answer.Kind == AnswerKind.Figures) await WriteReceiptAsync(bot, parsed.GetValue(_json), answer, now, cancel);
        if (parsed.GetValue(_png) is { } file) await WritePictureAsync(answer, file, cancel);
        return answer.Kind is AnswerKind.Figures or AnswerKind.Help or AnswerKind.Done ? 0 : 1;
    }

    /// <summary>The receipt of the very figures that were shown.</summary>
    private static async Task WriteReceiptAsync(Bot bot, bool json, Answer answer, DateTimeOffset now, CancellationToken cancel)
    {
        if (await bot.Services.GetRequiredService<Asker>().ReceiptAsync(answer.Id, new AskContext(now), cancel) is not { } receipt) return;
        await Console.Out.WriteAsync(json ? ApiJson.Write(AnswerJson.Of(receipt)) + "\n" : "\n" + TerminalAnswer.Render(receipt));
    }

    /// <exception cref="RefusalException">There is no picture, or it cannot be written.</exception>
    private static async Task WritePictureAsync(Answer answer, string file, CancellationToken cancel)
    {
        if (answer.Chart is not { } chart) throw new RefusalException("This answer has no picture.");
        try
        {
            await File.WriteAllBytesAsync(file, ChartImage.Png(chart.Value.Svg), cancel);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ChartRenderException)
        {
            throw new RefusalException($"The picture was not written to {file}: {error.Message}", error);
        }
    }
}
