namespace RevenueBot.Dashboard.Live;

/// <summary>Wakes who waits for something to tell. It only wakes up: what is to be told stands in the database.</summary>
internal sealed class LiveBell(TimeProvider clock)
{
    private TaskCompletionSource _rung = New();

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
