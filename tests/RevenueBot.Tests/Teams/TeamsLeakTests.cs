using System.Net;
using System.Text.Json.Nodes;
using RevenueBot.Questions.Answers;
using RevenueBot.Support.Teams;
using RevenueBot.Teams;
using RevenueBot.Teams.Cards;
using RevenueBot.Tests.Access.Leaks;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Teams;

/// <summary>The leak matrix in Teams: whoever a chat with the bot belongs to, or a click's answer, has read what was sent there; a thread is read by all.</summary>
public sealed class TeamsLeakTests(TeamsStage stage) : LeakMatrix, IClassFixture<TeamsStage>
{
    private static readonly ParallelOptions _some = new() { MaxDegreeOfParallelism = 6 };
    private readonly Dictionary<string, Cell> _chats = [];
    private readonly Dictionary<string, Cell> _threads = [];
    private readonly List<Seen> _answers = [];

    /// <summary>What is asked in a shared place is answered in the asker's own chat; only what is posted is for the place.</summary>
    protected override Where Heard(Cell cell) => cell.Way == Way.ShareButton ? cell.Where : Where.Direct;

    protected override async Task<IReadOnlyList<Seen>> PlayAsync(IReadOnlyList<Cell> cells)
    {
        if (cells[0].Way == Way.FollowUp)
        {
            await Parallel.ForEachAsync(cells, _some, async (cell, _) => await stage.As(cell, isOpener: true).SayAsync(CanaryCompany.Question(cell.What)));
            await stage.DoneAsync();
        }

        var before = stage.Teams.Calls.Count;
        foreach (var cell in cells) (_chats[TeamsStage.Chat(cell)], _threads[TeamsStage.Thread(cell)]) = (cell, cell);
        await Parallel.ForEachAsync(cells, _some, async (cell, _) => await ActAsync(stage.As(cell), cell));
        await stage.DoneAsync();
        return [.. stage.Teams.Calls.Skip(before).Where(call => call.IsMessage && !IsOnlyThatTheyWereAnswered(call)).Select(SeenBy), .. _answers];
    }

    private async Task ActAsync(TeamsPerson person, Cell cell)
    {
        var question = CanaryCompany.Question(cell.What);
        var response = cell.Way switch
        {
            Way.Command or Way.Mention => await person.SayAsync(question),
            Way.FollowUp => await person.SayAsync(cell.What is What.Totals ? "by plan" : "receipt"),
            Way.ReceiptButton => await ClickAsync(CardVerbs.Receipt, AnswerId.OfText(question)),
            Way.ShareButton => await ClickAsync(CardVerbs.Share, question),
            _ => await ClickAsync(CardVerbs.Ask, question),
        };
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        if (cell.Way is Way.Command or Way.Mention or Way.FollowUp) return;
        var text = await response.Content.ReadAsStringAsync();
        // What is not ready in time follows: that says how busy the machine is, and nothing of the answer.
        lock (_answers) _answers.Add(new Seen(cell, false, text.Replace(TeamsClicks.Working, CardNotices.SentToYou, StringComparison.Ordinal)));

        Task<HttpResponseMessage> ClickAsync(string verb, string carried) => person.SendAsync(person.Click(verb, new JsonObject { ["value"] = stage.Sealed(carried, cell) }));
    }

    private static bool IsOnlyThatTheyWereAnswered(TeamsCall call) => call.Conversation.StartsWith("19:", StringComparison.Ordinal) && call.Text == CardNotices.SentToYou;

    private Seen SeenBy(TeamsCall call) => _chats.TryGetValue(call.Conversation, out var cell) ? new Seen(cell, false, call.Raw) : new Seen(_threads[call.Conversation], true, call.Raw);
}
