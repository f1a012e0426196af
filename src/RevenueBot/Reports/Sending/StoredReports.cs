using RevenueBot.Access;
using RevenueBot.Alerts;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Configuration;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports.Sending;

/// <summary>Reports as they are about to be sent: stored once, shown as far as the readers may see, and marked where they come late.</summary>
internal sealed class StoredReports(DigestStore digests, Company company, TimeProvider clock)
{
    /// <summary>What comes later than this says so.</summary>
    public static readonly TimeSpan Punctual = TimeSpan.FromMinutes(15);

    /// <summary>The report; or why there is none.</summary>
    /// <param name="may">What every reader may see.</param>
    public async Task<(Digest? Digest, DeliveryOutcome? Problem)> ReadAsync(ReportPost post, Right may, CancellationToken cancel)
    {
        if (DigestKey.Read(post.Report) is not var (kind, last)) return (null, Unknown);
        if (post.Part == 0 && clock.GetUtcNow() >= NextAfter(kind, post.DueAt)) return (null, Outdated);
        if (await digests.FindAsync(kind, last, cancel) is not { } digest) return (null, Unknown);
        return (DigestFor.Readers(Late(digest, post.DueAt, clock.GetUtcNow(), company), may), null);
    }

    /// <summary>"Late: due Tue 10 Nov, 07:30." Whoever gets it at its time reads nothing of it.</summary>
    public static Digest Late(Digest digest, DateTimeOffset dueAt, DateTimeOffset now, Company company)
    {
        if (now - dueAt <= Punctual) return digest;
        var late = $"Late: this report was due {Days.LongMoment(dueAt, company.Calendar)}.";
        return digest with { IsLate = true, Notice = digest.Notice is { Length: > 0 } notice ? $"{late} {notice}" : late };
    }

    /// <summary>When at the latest the one that follows is due.</summary>
    private static DateTimeOffset NextAfter(DigestKind kind, DateTimeOffset dueAt) => kind switch { DigestKind.Monthly => dueAt.AddMonths(1), DigestKind.Weekly => dueAt.AddDays(7), DigestKind.Daily => dueAt.AddDays(1) };

    /// <summary>It lay in the outbox until the next took its place: late, there is one report, the newest.</summary>
    private static DeliveryOutcome Outdated { get; } = new DeliveryOutcome.Permanent("outdated", "The next report takes its place: nothing needs to be done. To send the newest at once, use the verb digest --send.");

    private static DeliveryOutcome Unknown { get; } = new DeliveryOutcome.Permanent("no_report", "The report is no longer kept: send a new one with the verb digest --send.");
}
