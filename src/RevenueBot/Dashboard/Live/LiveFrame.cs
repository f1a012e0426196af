using System.Text.Json;
using RevenueBot.Questions.Api;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard.Live;

/// <summary>Something that is told on open sockets, cut by the rights of whoever listens; written once for all who have the same.</summary>
/// <param name="Type">As it is sent: <c>mrr_updated</c>.</param>
/// <param name="IsUrgent">Told one by one; of others the last is enough.</param>
/// <param name="data">What somebody with some rights is told; null: nothing, not even that it happened.</param>
internal sealed class LiveFrame(string type, long seq, DateTimeOffset at, bool isUrgent, Func<Rights, Task<object?>> data)
{
    private const Rights Telling = Rights.Totals | Rights.Customers | Rights.Names;
    private readonly Task<byte[]?>?[] _written = new Task<byte[]?>?[(int)Telling + 1];
    private readonly Lock _gate = new();

    /// <summary>Of what is known already.</summary>
    public LiveFrame(string type, long seq, DateTimeOffset at, bool isUrgent, Func<Rights, object?> data)
        : this(type, seq, at, isUrgent, rights => Task.FromResult(data(rights)))
    {
    }

    public string Type => type;

    public long Seq => seq;

    public bool IsUrgent => isUrgent;

    /// <summary>The first word on a socket: from which number on it tells.</summary>
    /// <param name="spread">Over how long those who are told should spread what they ask for in return.</param>
    public static LiveFrame Ready(long seq, DateTimeOffset at, TimeSpan spread) => new("ready", seq, at, false, _ => new { spread_ms = (long)spread.TotalMilliseconds });

    /// <summary>More was missed than is kept: all figures are to be asked for anew.</summary>
    public static LiveFrame Reset(long seq, DateTimeOffset at) => new("reset", seq, at, false, _ => new { });

    /// <summary>A sign of life, for what cannot see the pings of the protocol.</summary>
    public static LiveFrame Beat(long seq, DateTimeOffset at, TimeSpan spread) => new("beat", seq, at, false, _ => new { spread_ms = (long)spread.TotalMilliseconds });

    /// <summary>JSON in UTF-8; null where somebody with these rights is told nothing of it.</summary>
    public Task<byte[]?> ForAsync(Rights rights)
    {
        lock (_gate) return _written[(int)(rights & Telling)] ??= WriteAsync(rights & Telling);
    }

    private async Task<byte[]?> WriteAsync(Rights rights) =>
        await data(rights) is { } told ? JsonSerializer.SerializeToUtf8Bytes(new { type, seq, at = at.UtcDateTime, data = told }, ApiJson.Options) : null;
}
