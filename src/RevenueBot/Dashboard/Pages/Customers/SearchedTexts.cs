using System.Text;

namespace RevenueBot.Dashboard.Pages.Customers;

/// <summary>Short texts, one behind the other in a long one: a hundred thousand are looked through as fast as memory is read, which no walk from customer to customer is.</summary>
internal sealed class SearchedTexts
{
    private readonly string _all;

    /// <summary>Where each text ends.</summary>
    private readonly int[] _ends;

    public SearchedTexts(IEnumerable<string> texts)
    {
        List<int> ends = [];
        StringBuilder all = new();
        foreach (var text in texts) ends.Add(all.Append(text.ToUpperInvariant()).Length);
        (_all, _ends) = (all.ToString(), [.. ends]);
    }

    /// <summary>The places of the texts that hold another, in any case, in their order.</summary>
    /// <param name="part">Not empty.</param>
    public IEnumerable<int> Find(string part)
    {
        ArgumentException.ThrowIfNullOrEmpty(part);
        part = part.ToUpperInvariant();
        var place = 0;
        for (var from = 0; _all.IndexOf(part, from, StringComparison.Ordinal) is >= 0 and var at;)
        {
            while (_ends[place] <= at) place++;
            var isWithin = at + part.Length <= _ends[place]; // and not the end of one with the beginning of the next
            if (isWithin) yield return place;
            from = isWithin ? _ends[place] : at + 1;
        }
    }
}
