using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RevenueBot.Support.Mail;

/// <summary>
/// Debian's SMTP server, Exim, as a process of the test's own: on loopback, with TLS by an authority of its own, a login, and one folder
/// into which everything is delivered.
/// </summary>
public sealed class MailServer : IAsyncDisposable
{
    public const string User = "bot", Password = "canary-smtp-password", Refused = "refused@larkspur.example", Later = "later@larkspur.example";
    private const string Program = "/usr/sbin/exim4";
    private readonly string _home;
    private Process? _process;

    private MailServer(string home, int port, int safePort) => (_home, Port, SafePort) = (home, port, safePort);

    /// <summary>Why no test can run it here; null: they can.</summary>
    public static string? Missing => File.Exists(Program) ? null : "Debian's SMTP server is not installed (apt-get install exim4-daemon-light).";

    public int Port { get; }

    /// <summary>TLS from the start.</summary>
    public int SafePort { get; }

    public string CaFile => Path.Combine(_home, "ca.pem");

    /// <summary>What was delivered, oldest first, as it lies in the folder.</summary>
    public IReadOnlyList<byte[]> Mails => Directory.Exists(Path.Combine(_home, "mail", "new")) ? [.. new DirectoryInfo(Path.Combine(_home, "mail", "new")).GetFiles().OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal).Select(file => File.ReadAllBytes(file.FullName))] : [];

    public string Log => File.Exists(Path.Combine(_home, "log", "mainlog")) ? File.ReadAllText(Path.Combine(_home, "log", "mainlog")) : "";

    public static async Task<MailServer> StartAsync()
    {
        MailServer server = new(Directory.CreateTempSubdirectory("revenuebot-mail-").FullName, FreePort(), FreePort());
        server.Prepare();
        await server.RunAsync();
        return server;
    }

    /// <summary>Ends it, as an outage does.</summary>
    public void Stop()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    public async Task RunAsync()
    {
        ProcessStartInfo start = new(Program, ["-C", Path.Combine(_home, "exim.conf"), "-bdf", "-oX", $"127.0.0.1.{Port} : 127.0.0.1.{SafePort}", "-oP", Path.Combine(_home, "exim.pid")])
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        await Patience.UntilAsync(async () =>
        {
            if (_process.HasExited) throw new InvalidOperationException(await _process.StandardError.ReadToEndAsync());
            try
            {
                using TcpClient client = new();
                await client.ConnectAsync(IPAddress.Loopback, Port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        Stop();
        await Task.CompletedTask;
        Directory.Delete(_home, recursive: true);
    }

    private void Prepare()
    {
        Certificates();
        foreach (var folder in (string[])["spool", "log", "mail"]) Directory.CreateDirectory(Path.Combine(_home, folder));
        var isRoot = Environment.UserName == "root";
        File.WriteAllText(Path.Combine(_home, "exim.conf"), Configuration(isRoot ? "exim_user = Debian-exim" : $"exim_user = {Environment.UserName}", isRoot ? "  user = Debian-exim" : ""));
        if (!isRoot) return;
        using var give = Process.Start("chown", ["-R", "Debian-exim", _home]);
        give.WaitForExit();
        using var keep = Process.Start("chown", ["root", Path.Combine(_home, "exim.conf")]);
        keep.WaitForExit();
    }

    private string Configuration(string user, string deliverAs) =>
        $$$"""
        {{{user}}}
        primary_hostname = mail.larkspur.example
        spool_directory = {{{_home}}}/spool
        log_file_path = {{{_home}}}/log/%slog
        local_interfaces = 127.0.0.1
        tls_on_connect_ports = {{{SafePort}}}
        tls_advertise_hosts = *
        tls_certificate = {{{_home}}}/server.pem
        tls_privatekey = {{{_home}}}/server.key
        message_size_limit = 4M
        acl_smtp_rcpt = recipients
        acl_smtp_data = content
        host_lookup =
        begin acl
        recipients:
          deny message = 5.7.0 log in first
            !authenticated = *
          deny message = 5.1.1 nobody of that name
            local_parts = refused
          defer message = 4.2.1 come again later
            local_parts = later
          accept
        content:
          accept
        begin routers
        everybody:
          driver = accept
          transport = folder
        begin transports
        folder:
          driver = appendfile
          maildir_format
          directory = {{{_home}}}/mail
          envelope_to_add
          return_path_add
          delivery_date_add
        {{{deliverAs}}}
        begin retry
        * * F,1h,1m
        begin authenticators
        plain:
          driver = plaintext
          public_name = PLAIN
          server_prompts = :
          server_condition = ${if eq{$auth2:$auth3}{CREDENTIALS}}
          server_advertise_condition = ${if def:tls_in_cipher}
          server_set_id = $auth2

        """.Replace("CREDENTIALS", $"{User}:{Password}", StringComparison.Ordinal);

    private void Certificates()
    {
        using var caKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest ca = new("CN=Larkspur test authority", caKey, HashAlgorithmName.SHA256);
        ca.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var authority = ca.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var server = request.Create(authority, now.AddDays(-1), now.AddDays(20), [1, 2, 3, 4]);
        File.WriteAllText(CaFile, authority.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_home, "server.pem"), server.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_home, "server.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
