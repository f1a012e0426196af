namespace RevenueBot.Email.Smtp;

/// <summary>What a server answered: its code and its lines without it.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsGood => Code is >= 200 and < 400;

    /// <summary>It may go well later.</summary>
    public bool IsTemporary => Code is >= 400 and < 500;

    /// <summary>The server's own word without its text, which may quote an address: <c>550 5.1.1</c>.</summary>
    public string Word => Lines is [var line, ..] && line.Split(' ')[0] is { Length: <= 12 } status && status.Split('.') is [_, _, _] parts && parts.All(part => part.Length > 0 && part.All(char.IsAsciiDigit))
        ? $"smtp_{Code}_{status}" : $"smtp_{Code}";
}

/// <summary>Where in a conversation something went wrong.</summary>
internal enum SmtpStage { Connect, Tls, Login, Sender, Recipient, Data, Accept }

/// <summary>A server that said no, or nothing.</summary>
internal sealed class SmtpException(SmtpStage stage, string word, SmtpReply? reply = null, Exception? inner = null) : Exception($"{stage}: {word}", inner)
{
    public SmtpStage Stage => stage;

    /// <summary>For the log: never an address, never a secret.</summary>
    public string Word => word;

    public SmtpReply? Reply => reply;
}
