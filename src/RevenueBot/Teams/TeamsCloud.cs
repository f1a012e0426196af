namespace RevenueBot.Teams;

/// <summary>
/// The addresses and names of one of Microsoft's clouds. GCC (without High) is the public cloud with a service host of its own
/// (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication).
/// </summary>
/// <param name="Issuer">Who signs what Teams sends.</param>
/// <param name="Metadata">Where that issuer's keys are named.</param>
/// <param name="Login">Who gives the bot its own token.</param>
/// <param name="Scope">What that token is for.</param>
/// <param name="ServiceHosts">Where answers may go: nobody else ever gets the bot's token.</param>
/// <param name="GccService">Where a tenant is served that the public host sends away; null: there is none.</param>
internal sealed record TeamsCloud(string Issuer, string Metadata, string Login, string Scope, IReadOnlyList<string> ServiceHosts, string? GccService = null)
{
    public const string DefaultName = "Public";

    private static readonly Dictionary<string, TeamsCloud> _all = new(StringComparer.OrdinalIgnoreCase)
    {
        [DefaultName] = new("https://api.botframework.com", "https://login.botframework.com/v1/.well-known/openidconfiguration",
            "https://login.microsoftonline.com", "https://api.botframework.com/.default",
            ["smba.trafficmanager.net", "*.infra.gcc.teams.microsoft.com", "*.botframework.com"], "https://smba.infra.gcc.teams.microsoft.com/gcc"),
        ["UsGov"] = new("https://api.botframework.us", "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
            "https://login.microsoftonline.us", "https://api.botframework.us/.default",
            ["*.infra.gov.teams.microsoft.us", "*.infra.dod.teams.microsoft.us", "*.botframework.azure.us"]),
        ["China"] = new("https://api.botframework.azure.cn", "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
            "https://login.partner.microsoftonline.cn", "https://api.botframework.azure.cn/.default", ["*.botframework.azure.cn"]),
    };

    public static IEnumerable<string> Names => _all.Keys;

    /// <summary>The cloud of a name as it is configured; null where there is none.</summary>
    public static TeamsCloud? Named(string name) => _all.GetValueOrDefault(name);
}
