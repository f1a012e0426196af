using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions;

/// <summary>
/// What the ledger's plans, countries, segments and currencies are called. Kept for a while: most questions name none, and one that was
/// not understood is read again with fresh names.
/// </summary>
internal sealed class KnownNames(LedgerReader reader, Company company)
{
    private static readonly DateOnly BeforeAll = new(Calendar.FirstYear, 1, 1);
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private (Names Names, DateTimeOffset At) _kept = (Names.None, DateTimeOffset.MinValue);

    /// <summary>The names as last read; none before the first time.</summary>
    public Names Kept => _kept.Names;

    /// <summary>Names no older than a minute.</summary>
    /// <param name="isAnew">Read again however young they are: something may have been named with the last facts.</param>
    public async Task<Names> ReadAsync(DateTimeOffset now, CancellationToken cancel, bool isAnew = false)
    {
        if (!isAnew && now - _kept.At < Fresh) return _kept.Names;
        var boundaries = new[] { BeforeAll, company.Calendar.DayOf(now).AddDays(1) };
        List<KnownName> names = [];
        foreach (var by in Enum.GetValues<Dimension>().Where(by => by != Dimension.Total)) names.AddRange(Of(by, await reader.ReadAsync(new LedgerQuery(by, boundaries), cancel)));
        _kept = (new Names(names), now);
        return _kept.Names;
    }

    /// <summary>Customers without a country or a segment are counted under a key of their own: it has its name too.</summary>
    private static IEnumerable<KnownName> Of(Dimension by, LedgerSnapshot snapshot) =>
        snapshot.Cells.Select(cell => cell.Key).Concat(snapshot.KeyNames.Keys).Distinct()
            .Select(key => new KnownName(by, key, KeyLabel.Of(by, key, snapshot.KeyNames.GetValueOrDefault(key)).Name));
}
