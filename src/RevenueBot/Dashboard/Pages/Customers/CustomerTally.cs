namespace RevenueBot.Dashboard.Pages.Customers;

/// <summary>What the list says of all who fit, without a list of them: of a hundred thousand customers fifty stand on a page.</summary>
/// <param name="Bands">How many fit in each band of health.</param>
/// <param name="Shown">How many of them are in the band that is asked for.</param>
/// <param name="Mrr">Theirs, micro-units of the reporting currency.</param>
internal sealed record CustomerTally(int Fitting, IReadOnlyDictionary<string, int> Bands, int Shown, long Mrr)
{
    public static CustomerTally Of(IEnumerable<BookLine> fitting, CustomerFilter filter)
    {
        Dictionary<string, int> bands = new(StringComparer.Ordinal);
        var (count, shown, mrr) = (0, 0, 0L);
        foreach (var line in fitting)
        {
            count++;
            bands[line.Band] = bands.GetValueOrDefault(line.Band) + 1;
            if (!filter.IsShown(line)) continue;
            shown++;
            mrr += line.Mrr;
        }

        return new(count, bands, shown, mrr);
    }
}
