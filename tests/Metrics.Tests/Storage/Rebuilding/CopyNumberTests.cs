using System.Globalization;
using Npgsql;
using RevenueBot.Metrics.Storage.Rebuilding;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Storage.Rebuilding;

public sealed class CopyNumberTests
{
    /// <summary>From a tenth of a cent of a cent to more than any company takes; the largest are at the limits of a machine word and of its half.</summary>
    [Fact]
    public async Task A_number_is_what_an_ordinary_read_makes_of_it_with_its_decimals()
    {
        Random random = new(7);
        List<decimal> numbers =
        [
            0, 1, -1, 0.00m, 9_999, 10_000, 10_001, 100_000_000, 2_147_483_648, 4_294_967_296, -4_294_967_296, 9_999_999_999_999_999, 10_000_000_000_000_000,
            9_999_999_999_999_999.999m, 18_446_744_073_709_551_616m, 1999.000000000000m, 0.000000000001m, -0.0001m, 0.123m, 1234.5678m, decimal.MaxValue, decimal.MinValue,
        ];
        for (var i = 0; i < 2_000; i++) numbers.Add(new decimal(random.Next(), random.Next(3) == 0 ? random.Next() : 0, 0, random.Next(2) == 0, (byte)random.Next(13)));

        (await ReadCopyAsync(numbers)).Select(Text).ShouldBe(numbers.Select(Text));
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<List<decimal>> ReadCopyAsync(IEnumerable<decimal> numbers)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateEmptyAsync();
        await using var connection = await database.DataSource.OpenConnectionAsync(ct);
        await using (NpgsqlCommand command = new("CREATE TABLE number (at integer, value numeric)", connection)) await command.ExecuteNonQueryAsync(ct);
        await using (var rows = await connection.BeginBinaryImportAsync("COPY number FROM STDIN (FORMAT BINARY)", ct))
        {
            foreach (var (at, value) in numbers.Index())
            {
                await rows.StartRowAsync(ct);
                await rows.WriteAsync(at, ct);
                await rows.WriteAsync(value, ct);
            }

            await rows.CompleteAsync(ct);
        }

        await using var copy = await connection.BeginRawBinaryCopyAsync("COPY (SELECT value FROM number ORDER BY at) TO STDOUT (FORMAT BINARY)", ct);
        using MemoryStream bytes = new();
        await copy.CopyToAsync(bytes, ct);
        return Numbers(bytes.ToArray().AsSpan(CopyWriter.Header.Length..^CopyWriter.Trailer.Length));
    }

    private static List<decimal> Numbers(ReadOnlySpan<byte> rows)
    {
        List<decimal> numbers = [];
        for (CopyReader reader = new(rows); !reader.AtEnd;)
        {
            reader.Fields();
            numbers.Add(reader.Number());
        }

        return numbers;
    }
}
