namespace RevenueBot.Support;

/// <summary>Waits for what a worker in the background does.</summary>
public static class Patience
{
    private static readonly TimeSpan _mayTake = TimeSpan.FromSeconds(20);

    /// <param name="mayTake">20 seconds where nothing is said.</param>
    /// <exception cref="OperationCanceledException">It never happened.</exception>
    public static async Task UntilAsync(Func<Task<bool>> reached, TimeSpan? mayTake = null)
    {
        using var patience = new CancellationTokenSource(mayTake ?? _mayTake);
        while (!await reached()) await Task.Delay(20, patience.Token);
    }
}
