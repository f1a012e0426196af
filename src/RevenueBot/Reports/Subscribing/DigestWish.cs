using RevenueBot.Metrics;

namespace RevenueBot.Reports.Subscribing;

/// <summary>What somebody wants of reports.</summary>
internal abstract record DigestWish
{
    private DigestWish() { }

    public sealed record List : DigestWish;

    public sealed record Preview(DigestKind Kind) : DigestWish;

    /// <param name="Place">A mention of a channel, <c>platform:address</c>, an address of a mail; null: the person who asks.</param>
    /// <param name="Time">Null: as usual for the report.</param>
    /// <param name="Day">Of a weekly report; null: as usual.</param>
    /// <param name="DayOfMonth">Of a monthly report; null: as usual.</param>
    /// <param name="Zone">An IANA name; null: the company's.</param>
    public sealed record Subscribe(DigestKind Kind, string? Place, TimeOnly? Time, DayOfWeek? Day, int? DayOfMonth, string? Zone) : DigestWish;

    public sealed record Pause(string Id) : DigestWish;

    public sealed record Resume(string Id) : DigestWish;

    public sealed record Stop(string Id) : DigestWish;

    public sealed record Wrong(string Sentence) : DigestWish;
}
