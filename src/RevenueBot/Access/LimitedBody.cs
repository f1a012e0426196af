namespace RevenueBot.Access;

/// <summary>The bodies of requests from outside, whose senders choose how much they send.</summary>
internal static class LimitedBody
{
    private const int Chunk = 16 * 1024;

    /// <summary>The raw bytes, or null where they are too many; never more than the limit is held.</summary>
    public static async Task<byte[]?> ReadBodyAsync(this HttpRequest request, int most, CancellationToken cancel)
    {
        if (request.ContentLength > most) return null;
        using var bytes = new MemoryStream();
        var chunk = new byte[Chunk];
        try
        {
            while (await request.Body.ReadAsync(chunk, cancel) is > 0 and var read)
            {
                if (bytes.Length + read > most) return null;
                bytes.Write(chunk, 0, read);
            }
        }
        catch (BadHttpRequestException tooLong) when (tooLong.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }

        return bytes.ToArray();
    }
}
