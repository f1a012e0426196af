using System.Net;
using System.Text.RegularExpressions;
using RevenueBot.Chat;
using RevenueBot.Questions.Answers;
using RevenueBot.Slack;
using RevenueBot.Support.Slack;
using RevenueBot.Tests.Access.Leaks;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack;

/// <summary>The leak matrix in Slack: whoever a response_url, a trigger, an ephemeral message or a conversation belongs to has read what was sent there.</summary>
public sealed partial class SlackLeakTests(SlackStage stage) : LeakMatrix, IClassFixture<SlackStage>
{
    private static readonly ParallelOptions _some = new() { MaxDegreeOfParallelism = 6 };
    private readonly Dictionary<string, Cell> _readers = [];

    protected override async Task<IReadOnlyList<Seen>> PlayAsync(IReadOnlyList<Cell> cells)
    {
        var before = stage.Slack.Calls.Count;
        if (cells[0].Way == Way.FollowUp)
        {
            await Parallel.ForEachAsync(cells, _some, async (cell, _) => await TypeAsync(stage.As(SlackStage.Opener(cell), cell), cell, CanaryCompany.Question(cell.What), isReply: false));
            await stage.DoneAsync();
            before = stage.Slack.Calls.Count;
        }

        foreach (var cell in cells) (_readers[SlackStage.Person(cell)], _readers[$"D0{cell.Number}"], _readers[First(cell)]) = (cell, cell, cell);
        await Parallel.ForEachAsync(cells, _some, async (cell, _) => (await ActAsync(stage.As(SlackStage.Person(cell), cell), cell)).StatusCode.ShouldBe(HttpStatusCode.OK));
        await stage.DoneAsync();
        stage.Slack.Problems.ShouldBeEmpty();
        return [.. stage.Slack.Calls.Skip(before).Where(call => call.IsMessage || (call.Accepted && call.Method is "views.open" or "views.update")).Select(SeenBy)];
    }

    private async Task<HttpResponseMessage> ActAsync(SlackPerson person, Cell cell)
    {
        var question = CanaryCompany.Question(cell.What);
        switch (cell.Way)
        {
            case Way.Command:
                var words = question.Split(' ', 2);
                var body = person.CommandBody(words.Length > 1 ? words[1] : "", words[0]);
                Remember(cell, person, body);
                return await person.SendAsync("/slack/commands", body);
            case Way.Mention:
                return await TypeAsync(person, cell, question, isReply: false);
            case Way.FollowUp:
                return await TypeAsync(person, cell, cell.What is What.Totals ? "by plan" : "receipt", isReply: true);
            default:
                var value = stage.Sealed(cell.Way == Way.ReceiptButton ? AnswerId.OfText(question) : question);
                var click = person.ClickBody(cell.Way switch { Way.DirectButton => SlackActions.Direct, Way.ReceiptButton => SlackActions.Receipt, Way.ShareButton => SlackActions.Share, _ => SlackActions.Ask(1) }, value);
                Remember(cell, person, click);
                return await person.SendAsync("/slack/interactions", click);
        }
    }

    /// <summary>The message that begins a case's thread.</summary>
    private static string First(Cell cell) => $"17{cell.Number:00000000}.000100";

    private static Task<HttpResponseMessage> TypeAsync(SlackPerson person, Cell cell, string text, bool isReply)
    {
        var (first, second) = (First(cell), First(cell)[..^3] + "200");
        var isDirect = cell.Where == Where.Direct;
        return person.SendEventAsync(person.EventBody(isDirect ? "message" : "app_mention", isDirect ? text : $"<@U0BOT> {text}", $"Ev{person.User}{(isReply ? "R" : "")}", isReply ? second : first, isReply && !isDirect ? first : null));
    }

    /// <summary>Whose the addresses in a payload are.</summary>
    private void Remember(Cell cell, SlackPerson person, string body)
    {
        lock (_readers)
        {
            _readers[person.LastResponseUrl.Split('/')[^1]] = cell;
            _readers[Trigger().Match(WebUtility.UrlDecode(body)).Value] = cell;
        }
    }

    private Seen SeenBy(SlackCall call)
    {
        var text = call.Body.GetRawText();
        return call.Method switch
        {
            "response_url" => new Seen(_readers[call.Target], call.Body.Text("response_type") == "in_channel", text),
            "views.open" => new Seen(_readers[call.Body.Text("trigger_id")], false, text),
            "views.update" => new Seen(_readers[stage.Slack.Openers[call.Body.Text("view_id")]], false, text),
            "chat.postEphemeral" => new Seen(_readers[call.Body.Text("user")], false, text),
            _ when _readers.TryGetValue(call.Body.Text("channel"), out var cell) => new Seen(cell, false, text),
            // In the open: it must be in the thread of what it answers.
            _ when _readers.TryGetValue(call.Body.Text("thread_ts"), out var cell) => new Seen(cell, true, text),
            _ => throw new InvalidOperationException($"Nobody is known whom {call.Method} answers: {text}"),
        };
    }

    [GeneratedRegex("[0-9]+\\.trigger")]
    private static partial Regex Trigger();
}
