namespace RevenueBot.Metrics.Storage.Rebuilding;

/// <summary>Country and segment of every customer, a COPY in the order of the facts, read step by step beside them.</summary>
internal sealed class KeyRows
{
    private readonly Stream _copy;
    private byte[] _buffer = new byte[64 * 1024];
    private int _start, _end;

    public KeyRows(Stream copy)
    {
        _copy = copy;
        copy.ReadExactly(new byte[CopyWriter.Header.Length]);
    }

    /// <summary>The rows from where the last call ended up to this customer.</summary>
    public byte[] Through(ReadOnlySpan<byte> customerId)
    {
        var position = _start;
        while (TryRow(ref position, out var length) && CopyReader.FirstField(_buffer.AsSpan(position)).SequenceCompareTo(customerId) <= 0)
            position += length;
        var rows = _buffer[_start..position];
        _start = position;
        return rows;
    }

    /// <summary>Whether a whole row begins at the position, which moves when the buffer is filled up.</summary>
    private bool TryRow(ref int position, out int length)
    {
        while ((length = CopyReader.RowLength(_buffer.AsSpan(position.._end))) < 0)
        {
            if (_end == _buffer.Length) position -= MakeRoom();
            if (_copy.Read(_buffer.AsSpan(_end)) is not (> 0 and var read)) return false;
            _end += read;
        }

        return length > 2; // else it is the mark of the end
    }

    /// <summary>Moves what has not been given out to the front; returns by how much.</summary>
    private int MakeRoom()
    {
        var moved = _start;
        _buffer.AsSpan(_start.._end).CopyTo(_buffer);
        (_start, _end) = (0, _end - moved);
        if (_end > _buffer.Length / 2) Array.Resize(ref _buffer, 2 * _buffer.Length);
        return moved;
    }
}
