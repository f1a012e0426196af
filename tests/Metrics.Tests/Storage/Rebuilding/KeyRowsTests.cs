using System.Text;
using RevenueBot.Metrics.Storage.Rebuilding;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Storage.Rebuilding;

public sealed class KeyRowsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_customer_comes_once_with_the_chunk_that_it_belongs_to_however_the_bytes_arrive(int seed)
    {
        Random random = new(seed);
        var customers = Ids(random, 400);
        KeyRows keys = new(new Dribble(CopyOf(customers), random));
        var given = 0;
        foreach (var last in Ids(random, 60).Append("\U0010FFFF")) // customers of the facts, of whom some have no row
        {
            var expected = customers.Skip(given).TakeWhile(id => Order(id, last) <= 0).ToList();
            IdsIn(keys.Through(Encoding.UTF8.GetBytes(last))).ShouldBe(expected);
            given += expected.Count;
        }

        given.ShouldBe(customers.Count);
    }

    [Fact]
    public void A_row_longer_than_the_buffer_is_read_whole()
    {
        List<string> customers = ["a", "b" + new string('x', 200_000), "c"];
        KeyRows keys = new(new Dribble(CopyOf(customers), new Random(5)));
        IdsIn(keys.Through("bz"u8)).ShouldBe(customers[..2]);
        IdsIn(keys.Through("c"u8)).ShouldBe(customers[2..]);
    }

    [Fact]
    public void Without_customers_there_are_no_keys() => new KeyRows(new MemoryStream(CopyOf([]))).Through("any"u8).ShouldBeEmpty();

    /// <summary>In the order of the database: by bytes of UTF-8.</summary>
    private static List<string> Ids(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Id(random)).Distinct().Order(Comparer<string>.Create(Order))];

    private static string Id(Random random)
    {
        string[] heads = ["cus_", "ä", "é\u0301", "😀", "Z"];
        return heads[random.Next(heads.Length)] + new string('k', random.Next(600)) + random.Next(1000);
    }

    private static int Order(string a, string b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b));

    private static byte[] CopyOf(IEnumerable<string> customers)
    {
        CopyWriter rows = new();
        rows.Raw(CopyWriter.Header);
        foreach (var id in customers)
        {
            rows.Fields(3);
            rows.Text(id);
            rows.Text("DE");
            rows.Text("smb");
        }

        rows.Raw(CopyWriter.Trailer);
        return rows.Written.ToArray();
    }

    private static List<string> IdsIn(byte[] rows)
    {
        List<string> ids = [];
        CopyReader reader = new(rows);
        while (!reader.AtEnd)
        {
            reader.Fields().ShouldBe(3);
            ids.Add(Encoding.UTF8.GetString(reader.Field()));
            Encoding.UTF8.GetString(reader.Field()).ShouldBe("DE");
            Encoding.UTF8.GetString(reader.Field()).ShouldBe("smb");
        }

        return ids;
    }

    /// <summary>Gives as many bytes as it likes, at least one.</summary>
    private sealed class Dribble(byte[] bytes, Random random) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, random.Next(1, 3000))]);
    }
}
