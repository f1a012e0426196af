using System.Net.Http.Headers;
using System.Text;

namespace RevenueBot.Slack;

/// <summary>On whose behalf Slack is called.</summary>
/// <param name="Scope">Slack limits each method of each installation for itself.</param>
internal sealed record Caller(string Scope, AuthenticationHeaderValue? Authorization)
{
    /// <summary>Without a token: a response_url is a right by itself.</summary>
    public static Caller Nobody(string scope) => new(scope, null);

    public static Caller Bearer(string scope, string token) => new(scope, new AuthenticationHeaderValue("Bearer", token));

    /// <summary>The app itself, by its client id and secret.</summary>
    public static Caller App(string scope, SlackOptions options) => new(scope, new AuthenticationHeaderValue("Basic",
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(options.ClientId)}:{Uri.EscapeDataString(options.ClientSecret)}"))));

    public override string ToString() => Scope;
}
