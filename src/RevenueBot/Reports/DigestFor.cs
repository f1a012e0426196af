using RevenueBot.Access;

namespace RevenueBot.Reports;

/// <summary>A report as its readers may see it. Pure: rights go in, less comes out, nothing is computed.</summary>
internal static class DigestFor
{
    /// <summary>
    /// Without the right to names, customers are counted and not named. Without the right to customers, what speaks of single ones, and
    /// every section that does, is left out.
    /// </summary>
    /// <param name="may">What every reader of the destination may see; at least <see cref="Right.Totals"/>.</param>
    public static Digest Readers(Digest digest, Right may) => may switch
    {
        _ when may.HasFlag(Right.CustomersByName) => digest,
        _ when may.HasFlag(Right.Customers) => digest with { Items = Unnamed(digest.Items), ItemsNote = Unnamed(digest.ItemsNote), Sections = [.. digest.Sections.Select(Unnamed)] },
        _ => digest with { Items = Totals(digest.Items), ItemsNote = null, Sections = [.. digest.Sections.Select(WithoutCustomers).OfType<DigestSection>()] },
    };

    private static IReadOnlyList<DigestItem> Unnamed(IReadOnlyList<DigestItem> items) =>
        [.. items.Select(item => item.NamesCustomers ? item with { Finding = item.Unnamed, Evidence = item.UnnamedEvidence, Page = item.IsSum ? item.Page : null, NamesCustomers = false } : item)];

    /// <summary>What is a sum over several customers, and what is about none.</summary>
    private static IReadOnlyList<DigestItem> Totals(IReadOnlyList<DigestItem> items) => Unnamed([.. items.Where(item => !item.NamesCustomers || item.IsSum)]);

    private static DigestRemark? Unnamed(DigestRemark? remark) => remark is { NamesCustomers: true } ? remark with { Text = remark.Unnamed, NamesCustomers = false } : remark;

    private static DigestSection Unnamed(DigestSection section) => section with
    {
        Tables = [.. section.Tables.Select(table => !table.NamesCustomers ? table : table.Unnamed is { } unnamed ? table with { Table = unnamed, Unnamed = null, NamesCustomers = false } : null).OfType<DigestTable>()],
        Lists = [.. section.Lists.Select(list => list with { Items = Unnamed(list.Items) })],
        Advice = [.. section.Advice.Where(advice => !advice.NamesCustomers)],
    };

    private static DigestSection? WithoutCustomers(DigestSection section) => !section.NamesCustomers ? section : new DigestSection(section.Key, section.Title)
    {
        Headline = section.Headline, Sentences = section.Sentences, Figures = section.Figures, Charts = section.Charts, Quotes = section.Quotes, Note = section.Note, Layout = section.Layout,
        Tables = [.. section.Tables.Where(table => !table.NamesCustomers)],
        Lists = [.. section.Lists.Select(list => list with { Items = Totals(list.Items) }).Where(list => list.Items.Count > 0)],
        Advice = [.. section.Advice.Where(advice => !advice.NamesCustomers)],
    };
}
