using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using RevenueBot.Chat;
using RevenueBot.Slack;

namespace RevenueBot.Support.Slack;

/// <summary>A workspace, or an organization, where the app is installed or may be.</summary>
public sealed class FakeWorkspace(string team, string? enterprise = null)
{
    /// <summary>The id of the installation: the team's, or that of the organization that installed the app as a whole.</summary>
    public string Id { get; } = enterprise ?? team;
    public string Team { get; } = team;
    public string? Enterprise { get; } = enterprise;
    public string Name { get; init; } = team;

    /// <summary>Tokens end after twelve hours and come with a refresh token.</summary>
    public bool Rotates { get; set; }

    /// <summary>Granted so far: an install adds, and never takes away.</summary>
    public HashSet<string> Scopes { get; } = [];

    /// <summary>Access tokens that work, oldest first: two at most, the third kills the oldest.</summary>
    public List<string> Active { get; } = [];

    /// <summary>Tokens that were killed because a third was asked for.</summary>
    public int Killed { get; set; }

    public int Installs { get; set; }
    internal string? Refresh { get; set; }
    internal (string Token, DateTimeOffset Until) Former { get; set; }
}

/// <summary>Installs by OAuth and tokens that rotate, with Slack's rules.</summary>
public sealed partial class FakeSlack
{
    public const string ClientId = "4711.0815", ClientSecret = "canary-client-secret-2b1f";
    private static readonly TimeSpan _codeLives = TimeSpan.FromMinutes(10), _tokenLives = TimeSpan.FromHours(12), _grace = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, (FakeWorkspace Workspace, DateTimeOffset? EndsAt, bool Revoked)> _tokens = new();
    private readonly ConcurrentDictionary<string, (FakeWorkspace Workspace, string Scopes, string RedirectUri, DateTimeOffset Made)> _codes = new();

    /// <summary>The client secrets that Slack takes: during a change the former one too.</summary>
    public HashSet<string> ClientSecrets { get; } = [ClientSecret];

    /// <summary>An installed workspace with a token that does not end.</summary>
    public FakeWorkspace Install(FakeWorkspace workspace, string token)
    {
        _tokens[token] = (workspace, null, false);
        workspace.Scopes.UnionWith(AllScopes.Split(','));
        return workspace;
    }

    /// <summary>Somebody removes the app: none of its tokens works any more.</summary>
    public void Uninstall(FakeWorkspace workspace)
    {
        foreach (var (token, known) in _tokens)
            if (known.Workspace == workspace) _tokens[token] = known with { Revoked = true };
        workspace.Active.Clear();
        workspace.Scopes.Clear();
        (workspace.Refresh, workspace.Former) = (null, default);
    }

    /// <summary>Somebody says yes in the browser: the code that Slack sends along.</summary>
    public string NewCode(FakeWorkspace workspace, string scopes, string redirectUri)
    {
        var code = $"code-canary-{Next()}";
        _codes[code] = (workspace, scopes, redirectUri, _clock.GetUtcNow());
        return code;
    }

    /// <summary>What Slack answers to a token; null: it works.</summary>
    private string? Against(string token)
    {
        if (token == Token && !_tokens.ContainsKey(Token)) return null;
        if (!_tokens.TryGetValue(token, out var known)) return "invalid_auth";
        return known.Revoked ? "account_inactive" : known.EndsAt <= _clock.GetUtcNow() || (known.EndsAt is not null && !known.Workspace.Active.Contains(token)) ? "token_expired" : null;
    }

    private FakeWorkspace? WorkspaceOf(string token) => _tokens.TryGetValue(token, out var known) ? known.Workspace : null;

    private string ScopesOf(string token) => WorkspaceOf(token) is { } workspace ? string.Join(',', workspace.Scopes) : Scopes;

    private object AuthTest(string token) => WorkspaceOf(token) is not { } workspace ? new { ok = true, team = "Larkspur", team_id = Team, user_id = "U0BOT", bot_id = "B0BOT" }
        : new { ok = true, team = workspace.Name, team_id = workspace.Enterprise is null ? workspace.Team : null, enterprise_id = workspace.Enterprise, is_enterprise_install = workspace.Enterprise is not null, user_id = "U0BOT", bot_id = "B0BOT" };

    private object OAuth(JsonElement body, string authorization)
    {
        var basic = authorization.StartsWith("Basic ", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Convert.FromBase64String(authorization[6..])).Split(':') : [body.Text("client_id"), body.Text("client_secret")];
        if (basic[0] != ClientId) return Refused("invalid_client_id");
        if (!ClientSecrets.Contains(basic[1])) return Refused("bad_client_secret");
        lock (_codes) return body.Text("grant_type") == "refresh_token" ? Renew(body.Text("refresh_token")) : Redeem(body);
    }

    private object Redeem(JsonElement body)
    {
        if (!_codes.TryRemove(body.Text("code"), out var code) || _clock.GetUtcNow() - code.Made > _codeLives) return Refused("invalid_code");
        if (code.RedirectUri != body.Text("redirect_uri")) return Refused("bad_redirect_uri");
        code.Workspace.Scopes.UnionWith(code.Scopes.Split(',', StringSplitOptions.RemoveEmptyEntries));
        code.Workspace.Installs++;
        return Issue(code.Workspace);
    }

    private object Renew(string refresh)
    {
        var found = _tokens.Values.Select(known => known.Workspace).Distinct().FirstOrDefault(workspace => workspace.Refresh == refresh || (workspace.Former.Token == refresh && workspace.Former.Until > _clock.GetUtcNow()));
        return found is null ? Refused("invalid_refresh_token") : Issue(found);
    }

    private object Issue(FakeWorkspace workspace)
    {
        var now = _clock.GetUtcNow();
        var token = (workspace.Rotates ? "xoxe.xoxb-1-canary-" : "xoxb-canary-") + Next();
        _tokens[token] = (workspace, workspace.Rotates ? now + _tokenLives : null, false);
        if (workspace.Rotates)
        {
            workspace.Active.RemoveAll(active => _tokens[active].EndsAt <= now);
            workspace.Active.Add(token);
            if (workspace.Active.Count > 2)
            {
                workspace.Active.RemoveAt(0);
                workspace.Killed++;
            }

            if (workspace.Refresh is { } former) workspace.Former = (former, now + _grace);
            workspace.Refresh = $"xoxe-1-canary-{Next()}";
        }

        return new
        {
            ok = true, access_token = token, token_type = "bot", scope = string.Join(',', workspace.Scopes), bot_user_id = "U0BOT", app_id = "A0BOT",
            team = workspace.Enterprise is null ? new { id = workspace.Team, name = workspace.Name } : null, enterprise = workspace.Enterprise is { } id ? new { id, name = workspace.Name } : null,
            is_enterprise_install = workspace.Enterprise is not null, authed_user = new { id = "U0INSTALLER" }, refresh_token = workspace.Refresh, expires_in = workspace.Rotates ? (int?)_tokenLives.TotalSeconds : null,
        };
    }
}
