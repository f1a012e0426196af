using System.Buffers;

namespace RevenueBot.Metrics.Storage.Rebuilding;

/// <summary>Rows of whole customers, in binary COPY format; the array belongs to the shared pool.</summary>
/// <param name="LastCustomerAt">Where the rows of the last customer begin.</param>
internal readonly record struct FactChunk(byte[] Buffer, int Length, int LastCustomerAt)
{
    public ReadOnlySpan<byte> Rows => Buffer.AsSpan(0, Length);
    public ReadOnlySpan<byte> LastCustomer => CopyReader.FirstField(Buffer.AsSpan(LastCustomerAt));
}

/// <summary>Cuts a COPY of rows ordered by their first column into chunks that never divide a customer.</summary>
internal static class FactChunks
{
    private const int Size = 256 * 1024;

    /// <summary>Blocks: a COPY gives one row with each read, for which waiting asynchronously costs more than the row.</summary>
    public static IEnumerable<FactChunk> Read(Stream copy, CancellationToken ct)
    {
        copy.ReadExactly(new byte[CopyWriter.Header.Length]);
        Cutter cutter = new();
        while (copy.Read(cutter.Free()) is > 0 and var read)
        {
            ct.ThrowIfCancellationRequested();
            cutter.Filled(read);
            if (cutter.TryCut(out var chunk)) yield return chunk;
        }

        if (cutter.Rest() is { Length: > 0 } rest) yield return rest;
    }

    private sealed class Cutter
    {
        private byte[] _buffer = ArrayPool<byte>.Shared.Rent(2 * Size);
        private int _filled, _scanned, _customerStart, _customerBefore;

        public Span<byte> Free()
        {
            if (_filled == _buffer.Length) Move(0, 2 * _buffer.Length);
            return _buffer.AsSpan(_filled);
        }

        public void Filled(int bytes) => _filled += bytes;

        /// <summary>Looks at the rows that came in, and cuts before the current customer once there is enough.</summary>
        public bool TryCut(out FactChunk chunk)
        {
            chunk = default;
            if (_filled < Size) return false;
            Scan();
            if (_customerStart == 0) return false;
            chunk = new FactChunk(_buffer, _customerStart, _customerBefore);
            Move(_customerStart, 2 * Size);
            return true;
        }

        /// <summary>What is left when the copy has ended, without the mark of its end.</summary>
        public FactChunk Rest()
        {
            Scan();
            return new FactChunk(_buffer, _scanned, _customerStart);
        }

        private void Scan()
        {
            var rows = _buffer.AsSpan(0, _filled);
            while (CopyReader.RowLength(rows[_scanned..]) is > 2 and var length)
            {
                if (!CopyReader.FirstField(rows[_scanned..]).SequenceEqual(CopyReader.FirstField(rows[_customerStart..]))) (_customerBefore, _customerStart) = (_customerStart, _scanned);
                _scanned += length;
            }
        }

        /// <summary>Takes the bytes from <paramref name="start"/> on to a new array; the old one goes with a chunk, or back.</summary>
        private void Move(int start, int size)
        {
            var next = ArrayPool<byte>.Shared.Rent(Math.Max(size, 2 * (_filled - start)));
            _buffer.AsSpan(start, _filled - start).CopyTo(next);
            if (start == 0) ArrayPool<byte>.Shared.Return(_buffer);
            (_buffer, _filled, _scanned, _customerStart) = (next, _filled - start, _scanned - start, Math.Max(0, _customerStart - start));
        }
    }
}
