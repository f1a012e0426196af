namespace RevenueBot.Teams;

/// <summary>The configuration section <c>Teams</c>.</summary>
internal sealed class TeamsOptions
{
    /// <summary>The bot's application id, a GUID: what Teams addresses its requests to.</summary>
    public string AppId { get; init; } = "";

    public string AppPassword { get; init; } = "";

    /// <summary>While a secret is being replaced: the one before. It opens buttons made with it, and is tried where the login does not take the new one yet.</summary>
    public string PreviousAppPassword { get; init; } = "";

    /// <summary>The company's own tenant: its people are no guests, and it gives the bot its token.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>Further tenants of the company. A valid request of any other is refused.</summary>
    public List<string> AllowedTenants { get; init; } = [];

    /// <summary>Instead of the cloud's own: hosts (<c>smba.trafficmanager.net</c>, <c>*.example.org</c>, <c>127.0.0.1:5100</c>) to which answers may go.</summary>
    public List<string> AllowedServiceHosts { get; init; } = [];

    /// <summary><c>Public</c>, <c>UsGov</c> or <c>China</c>.</summary>
    public string Cloud { get; init; } = TeamsCloud.DefaultName;

    /// <summary>Instead of the cloud's own.</summary>
    public string OpenIdMetadataUrl { get; init; } = "";

    /// <summary>Instead of the cloud's own, of the tenant.</summary>
    public string TokenEndpoint { get; init; } = "";

    /// <summary>Instead of the cloud's own: where a tenant is served that the public host sends away.</summary>
    public string GccServiceUrl { get; init; } = "";

    /// <summary>A PEM file with certificates to trust beside the machine's, for proxies and stand-ins.</summary>
    public string CaCertificateFile { get; init; } = "";

    /// <summary>Calls to Teams in one tenant; it takes 50 (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit).</summary>
    public int RequestsPerSecond { get; init; } = 50;

    /// <summary>Answers in shared places by messages that one member alone sees, a preview of Microsoft's; else in the 1:1 chat.</summary>
    public bool TargetedMessages { get; init; }

    /// <summary>
    /// Takes requests without a token, as Microsoft's Agents Playground sends them. Only in the environment Development and only where the
    /// bot listens on the machine's own loopback address: anywhere else the bot refuses to start.
    /// </summary>
    public bool AllowUnauthenticated { get; init; }

    public bool IsConfigured => AppId.Length > 0 || AppPassword.Length > 0 || AllowUnauthenticated;

    /// <summary>The one in use first.</summary>
    public IReadOnlyList<string> AppPasswords => [.. ((string[])[AppPassword, PreviousAppPassword]).Where(secret => secret.Length > 0)];

    public TeamsCloud Values => TeamsCloud.Named(Cloud)!;

    public Uri Metadata => new(OpenIdMetadataUrl.Length > 0 ? OpenIdMetadataUrl : Values.Metadata);

    public Uri Token => new(TokenEndpoint.Length > 0 ? TokenEndpoint : $"{Values.Login}/{TenantId}/oauth2/v2.0/token");

    public string? Gcc => GccServiceUrl.Length > 0 ? GccServiceUrl : Values.GccService;

    public bool IsOurTenant(string tenant) =>
        tenant.Length > 0 && AllowedTenants.Append(TenantId).Any(own => own.Trim().Equals(tenant, StringComparison.OrdinalIgnoreCase));

    /// <summary>One plain sentence for everything that is wrong; never a value of a secret.</summary>
    /// <param name="isSafeToOpen">Development, on loopback.</param>
    public IEnumerable<string> Problems(bool isSafeToOpen)
    {
        if (!IsConfigured) yield break;
        if (TeamsCloud.Named(Cloud) is null) yield return $"Teams:Cloud is \"{Cloud}\": use {string.Join(", ", TeamsCloud.Names)}.";
        foreach (var (key, address) in ((string, string)[])[("OpenIdMetadataUrl", OpenIdMetadataUrl), ("TokenEndpoint", TokenEndpoint), ("GccServiceUrl", GccServiceUrl)])
            if (address.Length > 0 && !IsSafe(address)) yield return $"Teams:{key} is not an https address; remove it to use Microsoft's own.";
        if (RequestsPerSecond <= 0) yield return "Teams:RequestsPerSecond must be above 0.";
        if (CaCertificateFile.Length > 0 && !File.Exists(CaCertificateFile)) yield return "Teams:CaCertificateFile names a file that is not there.";
        if (AllowUnauthenticated && !isSafeToOpen)
            yield return "Teams:AllowUnauthenticated lets everybody in: it works in the environment Development (DOTNET_ENVIRONMENT) on a loopback address only; remove it.";
        if (AllowUnauthenticated) yield break;
        if (!Guid.TryParse(AppId, out _)) yield return "Teams:AppId is no application id (a GUID); copy it from the bot's Configuration page in Azure.";
        if (AppPassword.Length == 0) yield return "Teams:AppPassword is empty, so no message could be sent; create a client secret under Certificates & secrets of the app registration.";
        if (!AllowedTenants.Append(TenantId).Any(tenant => tenant.Trim().Length > 0))
            yield return "Teams:TenantId is empty, so nobody could be answered; copy the directory (tenant) id from the app registration's overview.";
        else if (TenantId.Length == 0 && TokenEndpoint.Length == 0)
            yield return "Teams:TenantId is empty, so the bot would get no token; set the tenant in which the app is registered.";
    }

    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.IsLoopback && uri.Scheme == Uri.UriSchemeHttp));
}
