namespace RevenueBot.Support;

/// <summary>Waits for what a worker in the background does, on a machine that others use too.</summary>
public static class Patience
{
    private static readonly TimeSpan _mayTake = TimeSpan.FromSeconds(60);
    private const int Tries = 3;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    /// <param name="mayTake">60 seconds where nothing is said.</param>
    /// <param name="pause">Between two looks: 20 milliseconds where nothing is said.</param>
    /// <exception cref="OperationCanceledException">It never happened.</exception>
    public static async Task UntilAsync(Func<Task<bool>> reached, TimeSpan? mayTake = null, TimeSpan? pause = null)
    {
        using var patience = new CancellationTokenSource(mayTake ?? _mayTake);
        while (!await reached()) await Task.Delay(pause ?? _pause, patience.Token);
    }

    /// <summary>Does something that must not take longer. A machine that stands still for a moment makes it late once; what is late each time is too slow.</summary>
    /// <exception cref="TimeoutException">It was late each time.</exception>
    public static async Task<T> WithinAsync<T>(TimeSpan limit, Func<Task<T>> act)
    {
        for (var tries = 1; ; tries++)
        {
            var began = TimeProvider.System.GetTimestamp();
            var result = await act();
            var took = TimeProvider.System.GetElapsedTime(began);
            if (took < limit) return result;
            if (tries == Tries) throw new TimeoutException($"It took {took.TotalSeconds:0.0} s, {Tries} times more than {limit.TotalSeconds:0.0} s.");
        }
    }
}
