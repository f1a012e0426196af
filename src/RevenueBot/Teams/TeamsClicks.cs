using System.Collections.Concurrent;
using System.Text.Json;
using RevenueBot.Teams.Connector;

namespace RevenueBot.Teams;

/// <summary>The answer to a click itself: its HTTP status is always 200, the inner one tells (https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format).</summary>
internal sealed record ClickAnswer(int StatusCode, string Type, object Value)
{
    /// <summary>A line that the clicker alone sees.</summary>
    public static ClickAnswer Line(string text) => new(200, "application/vnd.microsoft.activity.message", text);

    /// <summary>What the clicker sees in the place of the card.</summary>
    public static ClickAnswer Card(object card) => new(200, CardAttachment.AdaptiveCard, card);

    public static ClickAnswer Bad(string message) => new(400, "application/vnd.microsoft.error", new { code = "BadRequest", message });

    public IResult ToResult() => Results.Text(JsonSerializer.Serialize(this, OutgoingActivity.Json), "application/json");
}

/// <summary>
/// Clickers who wait: Teams shows an error unless a click is answered within five seconds. The work is done by the worker as any other;
/// whoever is still waiting when it has something to say is told in the answer itself, whoever is not by a message.
/// </summary>
internal sealed class TeamsClicks(TimeProvider clock)
{
    public const string Working = "Working on it. The answer follows here.";
    private static readonly TimeSpan _waits = TimeSpan.FromSeconds(3.5);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<ClickAnswer>> _waiting = new();

    /// <summary>Does something that begins the work, and waits for what it has to say.</summary>
    /// <param name="begin">False: the same click is being worked on already.</param>
    public async Task<ClickAnswer> WaitAsync(string eventId, Func<Task<bool>> begin, CancellationToken cancel)
    {
        TaskCompletionSource<ClickAnswer> waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_waiting.TryAdd(eventId, waiting)) return ClickAnswer.Line(Working); // delivered twice
        try
        {
            if (!await begin()) return ClickAnswer.Line(Working);
            await Task.WhenAny(waiting.Task, Task.Delay(_waits, clock, cancel));
            waiting.TrySetResult(ClickAnswer.Line(Working));
            return await waiting.Task;
        }
        finally
        {
            _waiting.TryRemove(eventId, out _);
        }
    }

    /// <summary>False: nobody waits here any more, or they were told something already.</summary>
    public bool TryAnswer(string eventId, ClickAnswer answer) => _waiting.TryGetValue(eventId, out var waiting) && waiting.TrySetResult(answer);
}
