namespace RevenueBot.Support;

/// <summary>Waits for what a worker in the background does.</summary>
public static class Patience
{
    private static readonly TimeSpan _mayTake = TimeSpan.FromSeconds(20);

    /// <exception cref="OperationCanceledException">It never happened.</exception>
    public static async Task UntilAsync(Func<Task<bool>> reached)
    {
        using var patience = new CancellationTokenSource(_mayTake);
        while (!await reached()) await Task.Delay(20, patience.Token);
    }
}
