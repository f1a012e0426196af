using RevenueBot.Alerts;

namespace RevenueBot.Slack.Installing;

/// <summary>How an install ended, for the person in front of the browser.</summary>
/// <param name="Installed">Null: nothing was installed.</param>
internal sealed record InstallEnd(string Title, IReadOnlyList<string> Sentences, Installation? Installed = null);

/// <summary>What Slack's redirect carries.</summary>
internal sealed record InstallReturn(string? State, string? Browser, string? Code, string? Error, string RedirectUri);

/// <summary>
/// Installs the app in a workspace or an organization by OAuth (https://docs.slack.dev/authentication/installing-with-oauth). Whoever may
/// install apps in their workspace may do so: an install gives nobody a right to a figure.
/// </summary>
internal sealed class InstallFlow(SlackOAuth oauth, Installations installations, InstallStates states, Welcome welcome, SlackOptions options, TimeProvider clock)
{
    private const string NotInstalled = "Nothing was installed", Again = "Begin again at /slack/install.";

    /// <summary>Where Slack asks the person.</summary>
    public async Task<Uri> BeginAsync(string browser, string redirectUri, CancellationToken cancel)
    {
        var state = await states.BeginAsync(browser, cancel);
        Dictionary<string, string> query = new() { ["client_id"] = options.ClientId, ["scope"] = string.Join(',', SlackScopes.All), ["redirect_uri"] = redirectUri, ["state"] = state };
        return new Uri(options.OAuthBase, "oauth/v2/authorize?" + string.Join('&', query.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}")));
    }

    /// <summary>Only what this browser began is gone on with: the state comes before everything else.</summary>
    public async Task<InstallEnd> FinishAsync(InstallReturn returned, CancellationToken cancel)
    {
        if (!await states.UseAsync(returned.State, returned.Browser, cancel))
            return new(NotInstalled, ["This install was not begun in this browser, was begun more than 10 minutes ago, or was finished already.", Again]);
        if (returned.Error == "access_denied") return new(NotInstalled, ["You did not allow the app. Nothing was changed.", $"If that was a mistake: {Again.ToLowerInvariant()}"]);
        if (returned.Error is not null || returned.Code is not { Length: > 0 and <= 500 } code) return new(NotInstalled, ["Slack did not send a code along.", Again]);
        var reply = await oauth.AccessAsync(code, returned.RedirectUri, cancel);
        return reply.Value is { } granted ? await KeepAsync(granted, cancel) : Problem(reply.Outcome);
    }

    private async Task<InstallEnd> KeepAsync(OAuthReply granted, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (team, enterprise) = (granted.Team?.Id, granted.Enterprise?.Id);
        if ((granted.IsEnterpriseInstall ? enterprise : team) is not { Length: > 0 } id || granted.Tokens(now) is not { } tokens || granted.TokenType != "bot")
            return new(NotInstalled, ["Slack did not say where the app was installed, or gave no bot token.", "Check that manifests/slack.yaml is the app's manifest."]);
        var name = (granted.IsEnterpriseInstall ? granted.Enterprise : granted.Team)?.Name ?? id;
        Installation installation = new(id, name, now)
        {
            IsEnterprise = granted.IsEnterpriseInstall, EnterpriseId = enterprise, TeamId = team, AppId = granted.AppId, BotUserId = granted.BotUserId, Installer = granted.AuthedUser?.Id,
            Scopes = (granted.Scope ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        };
        // From here on nothing breaks it off: the code is used up.
        await installations.PutAsync(installation, tokens, CancellationToken.None);
        await welcome.SendAsync(installation, cancel);
        return new("RevenueBot is installed", Next(installation), installation);
    }

    private static List<string> Next(Installation installation)
    {
        List<string> sentences =
        [
            $"It is installed in {installation.Name} ({installation.Id}). Nobody there sees a figure yet, you included.",
            "Whoever runs the bot says who may see what: Access:Slack in the settings, by person and by channel.",
            "Then type /mrr in Slack. /help lists every question.",
        ];
        var missing = SlackScopes.All.Except(installation.Scopes).ToList();
        if (missing.Count > 0) sentences.Add($"Not granted: {string.Join(", ", missing)}. What needs them is left out; docs/slack.md says what that is.");
        return sentences;
    }

    /// <summary>Slack's word is shown: it is one of a fixed list, and never what a stranger typed.</summary>
    private static InstallEnd Problem(DeliveryOutcome outcome) => new(NotInstalled, outcome switch
    {
        DeliveryOutcome.Permanent { Reason: "invalid_code" or "code_already_used" } => ["The code of this install has expired or was used already.", Again],
        DeliveryOutcome.Permanent { Reason: "bad_client_secret" or "invalid_client_id" or "invalid_client" } => ["Slack does not take Slack:ClientId and Slack:ClientSecret.", "Whoever runs the bot copies both from the app's Basic Information page."],
        DeliveryOutcome.Permanent { Reason: "bad_redirect_uri" or "invalid_redirect_uri" } => ["Slack does not know the address this came back to.", "Whoever runs the bot adds it to the Redirect URLs of the app, or sets Dashboard:PublicUrl to the bot's public address."],
        DeliveryOutcome.Permanent refused => [$"Slack refused the install ({refused.Reason}).", Again],
        _ => ["Slack did not answer. The app may stand in the workspace already, but the bot has no token for it.", Again],
    });
}
