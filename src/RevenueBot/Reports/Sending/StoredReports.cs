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

    private static DeliveryOutcome Unknown { get; } = new DeliveryOutcome.Permanent("no_report", "The report is no longer kept: send a new one with the verb digest --send.");
}
