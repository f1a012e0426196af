namespace RevenueBot.Metrics.Churn.Learning.Boosting;

/// <summary>A set of codes, a bit each.</summary>
internal readonly record struct CodeSet(ulong A, ulong B, ulong C, ulong D)
{
    public static CodeSet Of(IEnumerable<int> codes)
    {
        Span<ulong> words = stackalloc ulong[4];
        foreach (var code in codes) words[code >> 6] |= 1UL << (code & 63);
        return new(words[0], words[1], words[2], words[3]);
    }

    public bool Has(byte code) => (((code >> 6) switch { 0 => A, 1 => B, 2 => C, _ => D } >> (code & 63)) & 1) != 0;
}
