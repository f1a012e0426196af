using RevenueBot.Access;

namespace RevenueBot.Slack;

/// <summary>What came of a request at the door: its body, verified, or the refusal.</summary>
internal readonly record struct Admission(byte[]? Body, IResult? Refusal);

/// <summary>Lets in only what Slack signed: reads the raw bytes, within a limit, and verifies them before anything is parsed.</summary>
internal sealed class SlackDoor(SlackOptions options, TimeProvider clock, ILogger<SlackDoor> logger)
{
    /// <summary>Slack's largest payloads are far smaller.</summary>
    private const int MaxBody = 100 * 1024;

    public async Task<Admission> AdmitAsync(HttpRequest request, CancellationToken cancel)
    {
        var (body, refusal) = await request.ReadBodyAsync(MaxBody, cancel);
        if (body is null) return Refuse(refusal);
        // Slack tests the certificate of a command's address without signing, and wants nothing but 200.
        if (IsCertificateTest(body)) return new Admission(null, Results.Ok());
        var verdict = SlackSignature.Verify(
            body, request.Headers[SlackSignature.TimestampHeader], request.Headers[SlackSignature.SignatureHeader], options.Secrets, clock.GetUtcNow());
        if (verdict == SignatureVerdict.Valid) return new Admission(body, null);
        logger.Refused(verdict, verdict == SignatureVerdict.OutOfTime ? LogLevel.Warning : LogLevel.Information);
        return Refuse(StatusCodes.Status401Unauthorized);
    }

    private static Admission Refuse(int status) => new(null, Results.StatusCode(status));

    private static bool IsCertificateTest(ReadOnlySpan<byte> body) => body.Length < 1024
        && (body.StartsWith("ssl_check=1"u8) || body.IndexOf("&ssl_check=1"u8) >= 0) && body.IndexOf("trigger_id="u8) < 0;
}
