namespace RevenueBot.Alerts.Dispatch;

/// <summary>The one place that tries a delivery again.</summary>
public sealed class RetryLoop(TimeProvider clock)
{
    /// <summary>Attempts a delivery until it is sent, refused for good, of unknown outcome, or too old.</summary>
    /// <returns>The last outcome; <see cref="DeliveryOutcome.RetryAfter"/> when the schedule gave up.</returns>
    public async Task<DeliveryOutcome> RunAsync(
        RetrySchedule schedule, Func<CancellationToken, Task<DeliveryOutcome>> attempt, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        for (var attempts = 1; ; attempts++)
        {
            var outcome = await attempt(cancel);
            if (schedule.Next(outcome, attempts, clock.GetElapsedTime(began), Random.Shared.NextDouble()) is not { } wait) return outcome;
            await Task.Delay(wait, clock, cancel);
        }
    }
}
