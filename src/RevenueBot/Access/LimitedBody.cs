namespace RevenueBot.Access;

/// <summary>A body that was read, or the status with which it is refused.</summary>
internal readonly record struct LimitedRead(byte[]? Bytes, int Refusal);

/// <summary>The bodies of requests from outside, whose senders choose how much they send, and how slowly.</summary>
internal static class LimitedBody
{
    private const int Chunk = 16 * 1024;
    private static readonly LimitedRead _tooLarge = new(null, StatusCodes.Status413PayloadTooLarge);

    /// <summary>The raw bytes; never more than the limit is held. Who sends too slowly, or stops in the middle, is refused by the server's own rules.</summary>
    public static async Task<LimitedRead> ReadBodyAsync(this HttpRequest request, int most, CancellationToken cancel)
    {
        if (request.ContentLength > most) return _tooLarge;
        using var bytes = new MemoryStream();
        var chunk = new byte[Chunk];
        try
        {
            while (await request.Body.ReadAsync(chunk, cancel) is > 0 and var read)
            {
                if (bytes.Length + read > most) return _tooLarge;
                bytes.Write(chunk, 0, read);
            }
        }
        catch (BadHttpRequestException refused)
        {
            return new(null, refused.StatusCode);
        }

        return new(bytes.ToArray(), default);
    }
}
