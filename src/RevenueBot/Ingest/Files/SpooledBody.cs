using System.Buffers;

namespace RevenueBot.Ingest.Files;

/// <summary>
/// A request body on disk. A slow sender must not keep a transaction open, and an import reads only what has
/// arrived whole.
/// </summary>
internal static class SpooledBody
{
    private const int Chunk = 1 << 16;

    /// <summary>The body in a file that vanishes when it is closed; null: it is larger than <paramref name="limit"/>.</summary>
    public static async Task<FileStream?> ReadAsync(HttpRequest request, long limit, CancellationToken cancel)
    {
        if (request.ContentLength > limit) return null;
        var file = Create();
        if (await CopyAsync(request.Body, file, limit, cancel))
        {
            file.Position = 0;
            return file;
        }

        await file.DisposeAsync();
        return null;
    }

    private static async Task<bool> CopyAsync(Stream body, FileStream file, long limit, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            for (int read; (read = await body.ReadAsync(buffer, cancel)) > 0;)
            {
                if (file.Position + read > limit) return false;
                await file.WriteAsync(buffer.AsMemory(0, read), cancel);
            }

            return true;
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return false; // the server noticed first
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static FileStream Create() => new(
        Path.Combine(Path.GetTempPath(), $"revenuebot-import-{Guid.NewGuid():N}"),
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite, // it holds customer data
        });
}
