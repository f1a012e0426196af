using System.Collections.Concurrent;
using RevenueBot.Jobs;

namespace RevenueBot.Tests.Jobs;

/// <summary>A refresh that remembers its runs, and fails while it is told to.</summary>
internal sealed class Refresh(string name, Cadence cadence) : IRefresh
{
    private readonly ConcurrentQueue<DateTimeOffset> _runs = new();

    public string Name => name;
    public Cadence Cadence => cadence;
    public bool Fails { get; set; }

    /// <summary>It goes on until it is broken off.</summary>
    public bool IsEndless { get; init; }
    public IReadOnlyCollection<DateTimeOffset> Runs => _runs;

    /// <summary>Completed by the first run.</summary>
    public TaskCompletionSource Ran { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task RunAsync(DateTimeOffset at, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        _runs.Enqueue(at);
        Ran.TrySetResult();
        if (Fails) throw new InvalidDataException("ada@example.com has no plan");
        if (IsEndless) await Task.Delay(Timeout.Infinite, cancel);
    }
}
