using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using RevenueBot.Teams.Connector;

namespace RevenueBot.Teams;

/// <summary>
/// The client for Microsoft's login, its keys and the connector. One of its own: the factory's clients log addresses, and redirects could
/// lead a token elsewhere.
/// </summary>
internal static class TeamsHttp
{
    private static readonly TimeSpan _callMayTake = TimeSpan.FromSeconds(10);

    public static HttpClient Client(TeamsOptions options)
    {
        SocketsHttpHandler handler = new() { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        if (options.CaCertificateFile.Length > 0) handler.SslOptions.RemoteCertificateValidationCallback = TrustBeside(options.CaCertificateFile);
        return new HttpClient(handler) { Timeout = _callMayTake, MaxResponseContentBufferSize = ConnectorTransport.MaxReply };
    }

    /// <summary>The machine's certificates, and those of the file; the name must fit in either case.</summary>
    private static RemoteCertificateValidationCallback TrustBeside(string file)
    {
        X509Certificate2Collection trusted = [];
        trusted.ImportFromPemFile(file);
        return (_, certificate, _, errors) => errors == SslPolicyErrors.None || (errors == SslPolicyErrors.RemoteCertificateChainErrors && certificate is not null && IsTrusted(certificate, trusted));
    }

    private static bool IsTrusted(X509Certificate certificate, X509Certificate2Collection trusted)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using X509Certificate2 leaf = new(certificate);
        return chain.Build(leaf);
    }
}
