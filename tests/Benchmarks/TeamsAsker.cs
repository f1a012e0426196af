using System.Collections.Concurrent;
using System.Diagnostics;
using RevenueBot.Support.Teams;

namespace RevenueBot.Benchmarks;

/// <summary>Writes to the bot in 1:1 chats and waits for the cards that come back.</summary>
internal sealed class TeamsAsker
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new();
    private readonly HttpClient _bot;
    private readonly FakeTeams _teams;

    public TeamsAsker(HttpClient bot, FakeTeams teams)
    {
        (_bot, _teams) = (bot, teams);
        teams.Watcher = Watch;
    }

    public static string User(int number) => $"29:person-{number % People}";

    public static string Aad(int number) => FormattableString.Invariant($"a0a0a0a0-0000-4000-8000-{number % People:000000000000}");

    private const int People = 500;

    /// <summary>Asks, and comes back when the card with the answer is there; its chart, where it has one, is part of it.</summary>
    /// <param name="number">Of the person; nobody asks twice at a time.</param>
    public async Task<(TimeSpan Acknowledged, TimeSpan Answered)> AskAsync(int number, string question, HttpClient? http = null)
    {
        var chat = $"a:person-{number % People}";
        TeamsPerson person = new(http ?? _bot, _teams) { User = User(number), AadObjectId = Aad(number), Name = $"Person {number % People}", Conversation = chat };
        var seen = _waiting[chat] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var message = person.Message(question);
        var start = Stopwatch.GetTimestamp();
        using var reply = await person.SendAsync(message);
        var acknowledged = Stopwatch.GetElapsedTime(start);
        reply.EnsureSuccessStatusCode();
        await seen.Task.WaitAsync(_patience);
        return (acknowledged, Stopwatch.GetElapsedTime(start));
    }

    private void Watch(TeamsCall call)
    {
        if (call.IsMessage && call.Body.TryGetProperty("attachments", out _) && _waiting.TryRemove(call.Conversation, out var seen)) seen.TrySetResult();
    }
}
