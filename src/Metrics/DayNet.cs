namespace RevenueBot.Metrics;

/// <summary>What a line needs to know of its customer's whole day.</summary>
internal readonly struct DayNet
{
    public DayNet(ReadOnlySpan<DayLine> lines, Currency currency, long before, long after, bool toFree)
    {
        (Before, After, ToFree) = (before, after, toFree);
        foreach (var line in lines)
        {
            if (line.Currency != currency) continue;
            Judged += line.Judged;
            Held += line.Held;
        }
    }

    /// <summary>What the customer was judged by at the close before, over all currencies: only its being 0 matters.</summary>
    public long Before { get; }

    public long After { get; }
    public bool ToFree { get; }

    /// <summary>Net change of the day within the currency.</summary>
    public long Judged { get; }

    public long Held { get; }
}
