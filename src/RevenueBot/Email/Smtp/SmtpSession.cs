using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace RevenueBot.Email.Smtp;

/// <summary>A connection to a mail server, greeted, made safe and logged in (RFC 5321, 3207, 4954).</summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private static readonly TimeSpan _connectMayTake = TimeSpan.FromSeconds(15);
    private readonly SmtpOptions _options;
    private readonly TcpClient _tcp = new();
    private SmtpLine _line = new(Stream.Null);
    private IReadOnlyList<string> _offers = [];

    private SmtpSession(SmtpOptions options) => _options = options;

    /// <summary>Bytes that the server takes; null where it does not say.</summary>
    public long? MostBytes => Offer("SIZE") is [_, var size] && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > 0 ? bytes : null;

    public bool HasTls => _line.Stream is SslStream;

    /// <exception cref="SmtpException">It did not come that far.</exception>
    public static async Task<SmtpSession> OpenAsync(SmtpOptions options, CancellationToken cancel)
    {
        SmtpSession session = new(options);
        try
        {
            await session.ConnectAsync(cancel);
            if (options.User is { } user) await session.LogInAsync(user, options.Password ?? "", cancel);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="SmtpException">The server said no, or nothing in time.</exception>
    public async Task<SmtpReply> AskAsync(SmtpStage stage, string command, CancellationToken cancel)
    {
        var reply = await GuardAsync(stage, _options.ReplyMayTake, limit => _line.AskAsync(command, limit), cancel);
        return reply.IsGood ? reply : throw new SmtpException(stage, reply.Word, reply);
    }

    /// <summary>Sends bytes that no answer follows.</summary>
    public Task WriteAsync(SmtpStage stage, ReadOnlyMemory<byte> bytes, CancellationToken cancel) => GuardAsync(stage, _options.AcceptMayTake, async limit =>
    {
        await _line.WriteAsync(bytes, limit);
        return true;
    }, cancel);

    /// <summary>The answer to what was written before.</summary>
    public async Task<SmtpReply> ReadAsync(SmtpStage stage, CancellationToken cancel)
    {
        var reply = await GuardAsync(stage, _options.AcceptMayTake, _line.ReadAsync, cancel);
        return reply.IsGood ? reply : throw new SmtpException(stage, reply.Word, reply);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            using CancellationTokenSource polite = new(TimeSpan.FromSeconds(1));
            if (_tcp.Connected) await _line.AskAsync("QUIT", polite.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException or AuthenticationException or ObjectDisposedException or InvalidOperationException)
        {
            // it is over in any case
        }

        await _line.DisposeAsync();
        _tcp.Dispose();
    }

    private async Task ConnectAsync(CancellationToken cancel)
    {
        await GuardAsync(SmtpStage.Connect, _connectMayTake, async limit =>
        {
            await _tcp.ConnectAsync(_options.Host, _options.Port, limit);
            return true;
        }, cancel);
        _line = new SmtpLine(_tcp.GetStream());
        if (_options.Tls == SmtpTls.Implicit) await SecureAsync(cancel);
        await ReadAsync(SmtpStage.Connect, cancel);
        await GreetAsync(cancel);
        if (_options.Tls != SmtpTls.StartTls) return;
        if (Offer("STARTTLS") is null) throw new SmtpException(SmtpStage.Tls, "no_starttls");
        await AskAsync(SmtpStage.Tls, "STARTTLS", cancel);
        if (_line.HasUnread) throw new SmtpException(SmtpStage.Tls, "words_before_tls");
        await SecureAsync(cancel);
        await GreetAsync(cancel); // what was offered in the open is not believed
    }

    private async Task GreetAsync(CancellationToken cancel) => _offers = [.. (await AskAsync(SmtpStage.Connect, $"EHLO {_options.From.Host}", cancel)).Lines.Skip(1)];

    private async Task SecureAsync(CancellationToken cancel)
    {
        SslStream secure = new(_line.Stream);
        _line = new SmtpLine(secure);
        SslClientAuthenticationOptions wanted = new() { TargetHost = _options.Host, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 };
        if (_options.CaCertificateFile is { } file)
        {
            X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(file);
            wanted.CertificateChainPolicy = policy;
        }

        await GuardAsync(SmtpStage.Tls, _options.ReplyMayTake, async limit =>
        {
            await secure.AuthenticateAsClientAsync(wanted, limit);
            return true;
        }, cancel);
    }

    private async Task LogInAsync(string user, string password, CancellationToken cancel)
    {
        var ways = Offer("AUTH") ?? [];
        if (ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase)) await AskAsync(SmtpStage.Login, $"AUTH PLAIN {Base64($"\0{user}\0{password}")}", cancel);
        else if (ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
        {
            await AskAsync(SmtpStage.Login, "AUTH LOGIN", cancel);
            await AskAsync(SmtpStage.Login, Base64(user), cancel);
            await AskAsync(SmtpStage.Login, Base64(password), cancel);
        }
        else throw new SmtpException(SmtpStage.Login, ways.Length == 0 ? "no_login_offered" : "no_known_login");
    }

    /// <summary>An extension that the server announced, with its words; null where it did not.</summary>
    private string[]? Offer(string name) => _offers.Select(offer => offer.Split(' ', StringSplitOptions.RemoveEmptyEntries)).FirstOrDefault(words => words is [var first, ..] && first.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static async Task<T> GuardAsync<T>(SmtpStage stage, TimeSpan mayTake, Func<CancellationToken, Task<T>> step, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(mayTake);
        try
        {
            return await step(limit.Token);
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            throw new SmtpException(stage, "timeout", inner: late);
        }
        catch (AuthenticationException untrusted)
        {
            throw new SmtpException(SmtpStage.Tls, "certificate", inner: untrusted);
        }
        catch (SocketException failure)
        {
            throw new SmtpException(stage, $"socket_{failure.SocketErrorCode.ToString().ToLowerInvariant()}", inner: failure);
        }
        catch (IOException failure)
        {
            throw new SmtpException(stage, failure.Message is "not_smtp" or "too_many_lines" or "line_too_long" ? failure.Message : "connection_lost", inner: failure);
        }
    }
}
