using RevenueBot.Alerts;

namespace RevenueBot.Email.Smtp;

/// <summary>A mail as it travels. Everything in it is ASCII with lines of at most 998 characters.</summary>
internal sealed record Envelope(string From, string To, byte[] Mime);

/// <summary>Sends one mail to one recipient, and says what became of it.</summary>
internal sealed class SmtpClient(SmtpOptions options)
{
    /// <param name="closing">Called before the step that cannot be taken back, the end of the data: until then the server has nothing.</param>
    public async Task<DeliveryOutcome> SendAsync(Envelope envelope, Func<CancellationToken, Task> closing, CancellationToken cancel)
    {
        try
        {
            await using var session = await SmtpSession.OpenAsync(options, cancel);
            return await SendAsync(session, envelope, closing, cancel);
        }
        catch (SmtpException failure)
        {
            return Classify(failure);
        }
    }

    private static async Task<DeliveryOutcome> SendAsync(SmtpSession session, Envelope envelope, Func<CancellationToken, Task> closing, CancellationToken cancel)
    {
        var data = Stuff(envelope.Mime);
        if (session.MostBytes is { } most && data.Length > most) return new DeliveryOutcome.Permanent("too_large", "The mail server takes no mail of this size: raise its limit, then replay the message.");
        var size = session.MostBytes is null ? "" : $" SIZE={data.Length}";
        await session.AskAsync(SmtpStage.Sender, $"MAIL FROM:<{envelope.From}>{size}", cancel);
        await session.AskAsync(SmtpStage.Recipient, $"RCPT TO:<{envelope.To}>", cancel);
        await session.AskAsync(SmtpStage.Data, "DATA", cancel);
        await session.WriteAsync(SmtpStage.Data, data, cancel);
        await closing(cancel);
        // From here on it may arrive, whatever is heard of it: it is not broken off.
        await session.WriteAsync(SmtpStage.Accept, ".\r\n"u8.ToArray(), CancellationToken.None);
        await session.ReadAsync(SmtpStage.Accept, CancellationToken.None);
        return new DeliveryOutcome.Sent();
    }

    /// <summary>A failure as the dispatcher understands it. A reply says what to do; without one, only what was closed may have arrived.</summary>
    internal static DeliveryOutcome Classify(SmtpException failure) => failure switch
    {
        { Reply: null, Stage: SmtpStage.Accept } => new DeliveryOutcome.Unknown(failure.Word),
        { Reply: null, Stage: SmtpStage.Login } when failure.Word is "no_login_offered" or "no_known_login" => new DeliveryOutcome.Permanent(failure.Word, "The mail server offers no login that the bot knows: check Smtp:Host, Smtp:Port and Smtp:Tls, then replay the message."),
        { Reply: null } or { Reply.IsTemporary: true } => new DeliveryOutcome.RetryAfter(failure.Word),
        { Stage: SmtpStage.Login } => new DeliveryOutcome.Permanent(failure.Word, "The mail server refuses the login: correct Smtp:User and Smtp:Password, then replay the message."),
        { Stage: SmtpStage.Recipient } => new DeliveryOutcome.Permanent(failure.Word, "The mail server refuses the recipient: correct the address in Reports, or allow the bot to send there, then replay the message."),
        { Stage: SmtpStage.Sender } => new DeliveryOutcome.Permanent(failure.Word, "The mail server refuses Smtp:From: set an address that Smtp:User may send from, then replay the message."),
        _ => new DeliveryOutcome.Permanent(failure.Word, "The mail server refuses the mail: look in its log, then replay the message."),
    };

    /// <summary>Ends every line with CR LF and doubles a full stop that begins one, so that no line of a mail ends it.</summary>
    internal static byte[] Stuff(ReadOnlySpan<byte> mime)
    {
        using MemoryStream stuffed = new(mime.Length + 1024);
        var (isStart, before) = (true, (byte)0);
        foreach (var one in mime)
        {
            if (one == (byte)'\n' && before != (byte)'\r') stuffed.WriteByte((byte)'\r');
            if (isStart && one == (byte)'.') stuffed.WriteByte((byte)'.');
            stuffed.WriteByte(one);
            (isStart, before) = (one == (byte)'\n', one);
        }

        if (!isStart) stuffed.Write("\r\n"u8);
        return stuffed.ToArray();
    }
}
