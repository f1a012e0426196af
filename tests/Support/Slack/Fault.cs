namespace RevenueBot.Support.Slack;

/// <summary>One misbehaviour of a chat platform, used up by the next call of its method.</summary>
public abstract record Fault
{
    /// <summary>HTTP 429; without <paramref name="Seconds"/> the header is missing.</summary>
    public sealed record RateLimited(int? Seconds) : Fault;

    /// <summary>HTTP 200 (404 for a response_url) with <c>ok: false</c>.</summary>
    public sealed record Error(string Word) : Fault;

    /// <summary>A status with a word of the platform's and, where it says, how many seconds to wait.</summary>
    public sealed record Refused(int Code, string Word, int? Seconds = null) : Fault;

    /// <summary>Another status without a useful body.</summary>
    public sealed record Status(int Code) : Fault;

    /// <summary>Carries the call out, then cuts the connection without an answer.</summary>
    public sealed record DropAfterEffect : Fault;

    /// <summary>Carries the call out, then answers only when told.</summary>
    public sealed record HeldAfterEffect(Task Until) : Fault
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Completes when the call was carried out.</summary>
        public Task Reached => _reached.Task;

        internal void Reach() => _reached.TrySetResult();
    }

    /// <summary>Answers only when told.</summary>
    public sealed record Held(Task Until) : Fault
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Completes when a call waits.</summary>
        public Task Reached => _reached.Task;

        internal void Reach() => _reached.TrySetResult();
    }
}
