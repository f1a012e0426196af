namespace RevenueBot.Ingest.Stripe;

/// <summary>Wakes the inbox worker of this process. Polling stays the truth: a message of another replica rings nobody here.</summary>
internal sealed class StripeInboxSignal : IDisposable
{
    private readonly SemaphoreSlim _bell = new(0, 1);

    public void Ring()
    {
        try
        {
            _bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is ringing already.
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => _bell.WaitAsync(atMost, ct);

    public void Dispose() => _bell.Dispose();
}
