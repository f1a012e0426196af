using System.Text;
using RevenueBot.Metrics.Storage.Rebuilding;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Storage.Rebuilding;

public sealed class FactChunksTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_chunk_holds_whole_customers_and_names_its_last(int seed)
    {
        Random random = new(seed);
        var rows = Enumerable.Range(0, 3000).SelectMany(customer => Enumerable.Repeat($"c{customer:0000}", random.Next(1, 12))).ToList();
        List<List<string>> chunks = [];
        foreach (var chunk in FactChunks.Read(new MemoryStream(CopyOf(rows, random)), TestContext.Current.CancellationToken))
        {
            chunks.Add(CustomersIn(chunk.Rows));
            Encoding.UTF8.GetString(chunk.LastCustomer).ShouldBe(chunks[^1][^1]);
        }

        chunks.Count.ShouldBeGreaterThan(5);
        chunks.SelectMany(chunk => chunk).ShouldBe(rows);
        chunks.SelectMany(chunk => chunk.Distinct()).ShouldBeUnique();
    }

    private static byte[] CopyOf(IEnumerable<string> customers, Random random)
    {
        CopyWriter rows = new();
        rows.Raw(CopyWriter.Header);
        foreach (var id in customers)
        {
            rows.Fields(2);
            rows.Text(id);
            rows.Text(new string('x', random.Next(300)));
        }

        rows.Raw(CopyWriter.Trailer);
        return rows.Written.ToArray();
    }

    private static List<string> CustomersIn(ReadOnlySpan<byte> rows)
    {
        List<string> customers = [];
        for (CopyReader reader = new(rows); !reader.AtEnd;)
        {
            reader.Fields();
            customers.Add(Encoding.UTF8.GetString(reader.Field()));
            reader.Field();
        }

        return customers;
    }
}
