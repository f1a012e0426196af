namespace RevenueBot.Reports;

/// <summary>A report to be made.</summary>
/// <param name="Now">The moment it is made: it tells what is known then, of a period that is over.</param>
internal sealed record DigestRequest(DigestPeriod Period, DateTimeOffset Now)
{
    /// <summary>To whom restatements are named once: the readers of all reports of a kind.</summary>
    public string Reader => ReaderOf(Period.Kind);

    /// <summary>"report/daily"</summary>
    public static string ReaderOf(DigestKind kind) => $"report/{kind.ToString().ToLowerInvariant()}";
}

/// <summary>Makes one kind of report: reads its figures, and has it written by a pure builder.</summary>
internal interface IDigestSource
{
    DigestKind Kind { get; }

    Task<Digest> BuildAsync(DigestRequest request, CancellationToken cancel);
}

/// <summary>The reports, whole: for <see cref="DigestFor"/> to take away what readers may not see. Making one tells nobody anything.</summary>
internal sealed class Reporter(IEnumerable<IDigestSource> sources)
{
    private readonly Dictionary<DigestKind, IDigestSource> _sources = sources.ToDictionary(source => source.Kind);

    /// <param name="period">Over by then, see <see cref="DigestPeriods.At"/>.</param>
    /// <param name="now">The moment at which it is made.</param>
    /// <returns>Call its <see cref="Digest.Delivered"/> once it is sure to reach its readers.</returns>
    public Task<Digest> BuildAsync(DigestPeriod period, DateTimeOffset now, CancellationToken cancel) => _sources[period.Kind].BuildAsync(new DigestRequest(period, now), cancel);
}
