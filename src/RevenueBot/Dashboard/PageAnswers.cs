using System.Collections.Concurrent;
using RevenueBot.Dashboard.SignIn;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard;

/// <summary>
/// Answers for pages: what a viewer may have of them, and no more. The same question within a moment is answered once, whoever asks; what
/// is a little older is shown while it is being renewed, so that nobody waits for a figure that was there a minute ago.
/// </summary>
internal sealed class PageAnswers(Asker asker, TimeProvider clock)
{
    private const int MostKept = 2_000;

    /// <summary>Good as it is for this long at least, and for this many times what reading it took: what is read again and again costs a twentieth of a processor at most.</summary>
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(5), _freshAtMost = TimeSpan.FromMinutes(2);
    private const int Rest = 20;

    /// <summary>Good enough until the new one is there, for so many times as long, and not longer than this.</summary>
    private static readonly TimeSpan _usableAtMost = TimeSpan.FromMinutes(10);
    private const int Usable = 12;

    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private int _generation;

    private sealed class Kept(Task<(object? Value, TimeSpan Took)> read, long at, int generation)
    {
        private int _renewing;

        public int Generation => generation;

        public Task<(object? Value, TimeSpan Took)> Read => read;

        public bool IsFresh(TimeProvider clock) => !read.IsCompletedSuccessfully || clock.GetElapsedTime(at) < Fresh;

        public bool IsUsable(TimeProvider clock) => !read.IsCompleted || (read.IsCompletedSuccessfully && clock.GetElapsedTime(at) < TimeSpan.FromTicks(Math.Min(Fresh.Ticks * Usable, _usableAtMost.Ticks)));

        private TimeSpan Fresh => TimeSpan.FromTicks(Math.Clamp(read.Result.Took.Ticks * Rest, _fresh.Ticks, _freshAtMost.Ticks));

        /// <summary>True for the one who is to renew it.</summary>
        public bool TakeRenewal() => Interlocked.Exchange(ref _renewing, 1) == 0;
    }

    /// <summary>Figures have changed: what was read, or is being read, is not good enough for who asks from here on.</summary>
    public void Expire() => Interlocked.Increment(ref _generation);

    /// <summary>The answer to a question as a person would type it; null where the viewer may not have it.</summary>
    public Task<Answer?> AskAsync(string question, Viewer viewer, CancellationToken cancel) =>
        AnswerAsync($"ask {question}", question, viewer, async stop => await asker.AskAsync(question, Now, stop), cancel);

    /// <summary>What adds up to an answer, by its id; null for no id of a figure, or where the viewer may not have it.</summary>
    public Task<Answer?> ReceiptAsync(string answerId, Viewer viewer, CancellationToken cancel) => AnswerId.TryRead(answerId, out var question)
        ? AnswerAsync($"receipt {answerId}", question, viewer, stop => asker.ReceiptAsync(answerId, Now, stop), cancel) : Task.FromResult<Answer?>(null);

    /// <summary>Anything else that pages show, by a name that says all it depends on.</summary>
    /// <param name="read">Reads it for everybody: what depends on rights is decided afterwards.</param>
    public async Task<T?> ReadAsync<T>(string name, Func<CancellationToken, Task<T?>> read, CancellationToken cancel)
        where T : class
    {
        var generation = Volatile.Read(ref _generation);
        if (_kept.TryGetValue(name, out var kept) && kept.Generation == generation && kept.IsUsable(clock))
        {
            if (!kept.IsFresh(clock) && kept.TakeRenewal()) Renew();
            return (T?)(await kept.Read.WaitAsync(cancel)).Value;
        }

        if (_kept.Count >= MostKept) _kept.Clear();
        return (T?)(await Start().Read.WaitAsync(cancel)).Value;

        // A reader who goes away does not take the answer from the others.
        Kept Start() => _kept[name] = new Kept(Task.Run(TimedAsync, CancellationToken.None), clock.GetTimestamp(), generation);

        async Task<(object?, TimeSpan)> TimedAsync()
        {
            var began = clock.GetTimestamp();
            return (await read(CancellationToken.None), clock.GetElapsedTime(began));
        }

        void Renew() => _ = Task.Run(async () =>
        {
            try
            {
                var renewed = await TimedAsync();
                _kept.TryUpdate(name, new Kept(Task.FromResult(renewed), clock.GetTimestamp(), generation), kept!); // unless it was forgotten meanwhile
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                _kept.TryRemove(name, out _); // the next reader is told what is wrong
            }
        }, CancellationToken.None);
    }

    /// <summary>Something was changed here: whoever did it sees it at once.</summary>
    public void Forget(string name) => _kept.TryRemove(name, out _);

    private async Task<Answer?> AnswerAsync(string name, string question, Viewer viewer, Func<CancellationToken, Task<Answer?>> read, CancellationToken cancel)
    {
        var needed = NeedsOf(question);
        return viewer.Has(needed) && await ReadAsync(name, read, cancel) is { } answer ? ShownTo(viewer, answer, needed) : null;
    }

    private AskContext Now => new(clock.GetUtcNow());

    private Rights NeedsOf(string question) => Visitors.RightsOf(asker.Needs(question, Now));

    /// <summary>Who may see customers and not who they are gets them by id, where the answer can be told so.</summary>
    private static Answer? ShownTo(Viewer viewer, Answer answer, Rights needed)
    {
        if (!answer.NamesCustomers || viewer.Has(needed | Rights.Customers | Rights.Names)) return answer;
        return answer.Unnamed is { } unnamed && viewer.Has(needed | Rights.Customers) ? unnamed() : null;
    }
}
