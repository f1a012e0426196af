using System.Collections.Concurrent;
using System.Diagnostics;
using RevenueBot.Support.Slack;

namespace RevenueBot.Benchmarks;

/// <summary>Types commands and waits for what people see of their answers.</summary>
internal sealed class SlackAsker
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<string, (bool WithPicture, TaskCompletionSource Seen)> _waiting = new();
    private readonly HttpClient _bot;
    private readonly FakeSlack _slack;

    public SlackAsker(HttpClient bot, FakeSlack slack)
    {
        (_bot, _slack) = (bot, slack);
        slack.Watcher = Watch;
    }

    /// <summary>Asks, and comes back when the answer is there.</summary>
    /// <param name="withPicture">Waits for the answer with its chart; else for the first one.</param>
    public async Task<(TimeSpan Acknowledged, TimeSpan Answered)> AskAsync(string user, string question, bool withPicture, HttpClient? http = null)
    {
        SlackPerson person = new(http ?? _bot, _slack, TimeProvider.System) { User = user };
        var body = person.CommandBody(question);
        var hook = person.LastResponseUrl[(person.LastResponseUrl.LastIndexOf('/') + 1)..];
        var seen = (_waiting[hook] = (withPicture, new(TaskCreationOptions.RunContinuationsAsynchronously))).Seen;
        var start = Stopwatch.GetTimestamp();
        using var reply = await person.SendAsync("/slack/commands", body);
        var acknowledged = Stopwatch.GetElapsedTime(start);
        reply.EnsureSuccessStatusCode();
        if (await reply.Content.ReadAsStringAsync() is { Length: > 0 } refusal) throw new InvalidOperationException($"The bot did not take the question: {refusal}");
        await seen.Task.WaitAsync(_patience);
        return (acknowledged, Stopwatch.GetElapsedTime(start));
    }

    private void Watch(SlackCall call)
    {
        if (call.Method != "response_url" || !_waiting.TryGetValue(call.Target, out var waiting) || (waiting.WithPicture && !call.HasPicture)) return;
        if (_waiting.TryRemove(call.Target, out _)) waiting.Seen.TrySetResult();
    }
}
