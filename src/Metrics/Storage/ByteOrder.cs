namespace RevenueBot.Metrics.Storage;

/// <summary>The order of keys in the database (COLLATE "C"): by bytes of UTF-8, which is by code points and not by the halves of UTF-16.</summary>
internal static class ByteOrder
{
    public static int Compare(string a, string b)
    {
        var length = Math.Min(a.Length, b.Length);
        for (var i = 0; i < length; i++)
            if (a[i] != b[i]) return char.IsSurrogate(a[i]) == char.IsSurrogate(b[i]) ? a[i].CompareTo(b[i]) : char.IsSurrogate(a[i]) ? 1 : -1;
        return a.Length.CompareTo(b.Length);
    }
}
