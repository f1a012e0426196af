using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerts.Rules;

namespace RevenueBot.Dashboard.Live;

/// <summary>Tells the sockets of this process what was committed, whoever committed it. It looks when it is woken, and every half minute besides.</summary>
internal sealed partial class LiveFeed(LiveStore store, LiveWriter writer, LiveHub hub, LiveBell bell, PageAnswers answers, AlertSettings alerts, TimeProvider clock, ILogger<LiveFeed> log) : BackgroundService
{
    private static readonly TimeSpan _lookAgain = TimeSpan.FromSeconds(30);

    /// <summary>Alerts that a customer may leave, or pay less.</summary>
    private readonly string[] _rules = [.. alerts.Asked.Where(rule => rule.Level >= AlertLevel.Medium && SignalText.SubjectOf(rule.Signal) == SubjectKind.Customer).Select(rule => rule.Id)];

    private readonly SemaphoreSlim _one = new(1);

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    /// <summary>A little, then twice as long each time, and never the same for two replicas.</summary>
    public static TimeSpan Wait(int failures) => failures == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Min(30_000, 250 << Math.Min(failures, 7)) * (0.5 + (Random.Shared.NextDouble() / 2)));

    /// <summary>Looks now: for somebody who knows of more than this process.</summary>
    /// <returns>How long until something that waits may be told.</returns>
    public async Task<TimeSpan> LookAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (hub.Seq is not { } seq)
            {
                hub.Start(await writer.WriteAsync(await store.NewestAsync(LiveHub.MostKept, cancel), cancel));
                seq = hub.Seq!.Value;
                answers.Expire(); // kept before anybody listened
            }

            var now = clock.GetUtcNow();
            var pass = await store.PassAsync(now, _rules, seq, cancel);
            if (pass.Rows.Count > 0)
            {
                answers.Expire(); // whoever is told, and asks for their page again, gets figures that are at least as new
                hub.Add(await writer.WriteAsync(pass.Rows, cancel));
            }

            return pass.NextAt is { } next && next - now < _lookAgain ? next - now : _lookAgain;
        }
        finally
        {
            _one.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await bell.Wanted.WaitAsync(stoppingToken);
        for (var failures = 0; !stoppingToken.IsCancellationRequested;)
        {
            bell.Still();
            try
            {
                var wait = await LookAsync(stoppingToken);
                failures = 0;
                await bell.WaitAsync(wait, stoppingToken);
            }
#pragma warning disable CA1031 // one of the places where a broken part must not take the others along
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Failed(log, error.GetType().Name);
                await Task.Delay(Wait(failures++), clock, stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Open dashboards could not be told of changes ({Reason}); it is tried again")]
    private static partial void Failed(ILogger log, string reason);
}
