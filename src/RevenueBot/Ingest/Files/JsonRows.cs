using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace RevenueBot.Ingest.Files;

/// <summary>Rows of a JSON lines file: one object a line, with the column names as property names.</summary>
internal static class JsonRows
{
    private const int LongestLine = 1 << 20;

    public static async IAsyncEnumerable<Row> ReadAsync(
        Stream stream, FileFormat format, Findings findings, [EnumeratorCancellation] CancellationToken cancel)
    {
        var number = 0L;
        await foreach (var line in LinesAsync(stream, cancel))
        {
            number++;
            if (line is null) findings.Problem(number, null, "is longer than 1 MB.");
            else if (!Utf8.IsValid(line)) findings.Problem(number, null, "is not valid UTF-8; save the file as UTF-8.");
            else if (!IsBlank(line) && JsonRow.Read(line, format, number, findings) is { } row) yield return row;
        }
    }

    /// <summary>The lines without their ends; null for one that is too long, after which nothing is read.</summary>
    private static async IAsyncEnumerable<byte[]?> LinesAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancel)
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true));
        var isFirst = true;
        while (true)
        {
            var read = await pipe.ReadAsync(cancel);
            var rest = read.Buffer;
            while (TryTakeLine(ref rest, read.IsCompleted, out var line))
            {
                yield return isFirst ? WithoutMark(line) : line;
                isFirst = false;
            }

            if (rest.Length > LongestLine) yield return null;
            if (read.IsCompleted || rest.Length > LongestLine) break;
            pipe.AdvanceTo(rest.Start, rest.End);
        }

        await pipe.CompleteAsync();
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> rest, bool isLast, out byte[] line)
    {
        var end = rest.PositionOf((byte)'\n');
        var length = end is { } found ? rest.Slice(0, found).Length : rest.Length;
        line = [];
        if (length > LongestLine || (end is null && (!isLast || rest.IsEmpty))) return false;
        line = rest.Slice(0, length).ToArray();
        rest = rest.Slice(end is null ? length : length + 1);
        return true;
    }

    /// <summary>Some editors begin UTF-8 with a byte order mark.</summary>
    private static byte[] WithoutMark(byte[] line) => line is [0xEF, 0xBB, 0xBF, .. var text] ? text : line;

    private static bool IsBlank(byte[] line) => line.AsSpan().IndexOfAnyExcept(" \t\r"u8) < 0;
}
