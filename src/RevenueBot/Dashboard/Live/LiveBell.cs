namespace RevenueBot.Dashboard.Live;

/// <summary>Wakes who waits for something to tell. It only wakes up: what is to be told stands in the database.</summary>
internal sealed class LiveBell(TimeProvider clock)
{
    private readonly TaskCompletionSource _wanted = New();
    private TaskCompletionSource _rung = New();

    /// <summary>Until somebody looks at a page for the first time, nothing is listened to: a bot that only chats needs no connection for it.</summary>
    public Task Wanted => _wanted.Task;

    public void Want() => _wanted.TrySetResult();

    public void Ring() => Volatile.Read(ref _rung).TrySetResult();

    /// <summary>Before one looks: what rings from here on is for the next look.</summary>
    public void Still() => Interlocked.Exchange(ref _rung, New());

    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancel)
    {
        try
        {
            await Volatile.Read(ref _rung).Task.WaitAsync(atMost, clock, cancel);
        }
        catch (TimeoutException)
        {
            // it is time by the clock
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
