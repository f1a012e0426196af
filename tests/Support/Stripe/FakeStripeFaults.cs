namespace RevenueBot.Support.Stripe;

/// <summary>How a fake Stripe misbehaves. All of it may be changed while it runs.</summary>
public sealed class FakeStripeFaults
{
    private readonly Lock _lock = new();
    private readonly Queue<int> _next = [];

    /// <summary>Answers, one per request to come: a status, or 0 to drop the connection.</summary>
    public void Next(params IEnumerable<int> answers)
    {
        lock (_lock)
            foreach (var answer in answers) _next.Enqueue(answer);
    }

    /// <summary>Every n-th request is answered with 429; 0: none.</summary>
    public int RateLimitEvery { get; set; }

    /// <summary>From this request on, every connection is dropped, as by a restart; null: never.</summary>
    public int? DropFrom { get; set; }

    /// <summary>Every connection is dropped.</summary>
    public bool IsDown { get; set; }

    public TimeSpan Delay { get; set; }

    /// <summary>The key is not accepted.</summary>
    public bool KeyIsRolled { get; set; }

    /// <summary>Lists that the key may not read.</summary>
    public HashSet<string> Forbidden { get; } = [];

    /// <summary>Called before each request is answered, with its number.</summary>
    public Action<int>? OnRequest { get; set; }

    internal int? Take(int request)
    {
        lock (_lock)
        {
            if (IsDown || request >= DropFrom) return 0;
            if (RateLimitEvery > 0 && request % RateLimitEvery == 0) return 429;
            return _next.TryDequeue(out var answer) ? answer : null;
        }
    }
}
