using RevenueBot.Alerts;
using RevenueBot.Slack.Installing;

namespace RevenueBot.Slack;

/// <summary>Calls in one installation, with its token: renewed where it rotates, and the end of the installation where Slack says so.</summary>
internal sealed class SlackSession(SlackTransport transport, Installations installations, string installation)
{
    /// <param name="content">Made anew for each attempt.</param>
    public async Task<SlackReply<T>> CallAsync<T>(string method, Func<HttpContent> content, bool isHarmlessTwice, CancellationToken cancel) where T : class
    {
        var (credential, problem) = await installations.CredentialAsync(installation, cancel);
        if (credential is null) return SlackReply<T>.Without(problem!);
        if (SlackScopes.Of(method) is { } scope && credential.Installation.Lacks(scope)) return SlackReply<T>.Without(SlackErrors.MissingScope);
        var reply = await AttemptAsync(credential);
        if (reply.Scopes.Count > 0) await installations.GrantAsync(credential.Installation, reply.Scopes, cancel);
        if (!SlackErrors.IsDeadInstallation(reply.Error)) return reply;
        return await installations.InsteadAsync(credential, reply.Error!, cancel) is { } other ? await AttemptAsync(other) : reply;

        async Task<SlackReply<T>> AttemptAsync(Credential with)
        {
            using var body = content();
            return await transport.CallAsync<T>(Caller.Bearer(installation, with.Tokens.Access), method, body, isHarmlessTwice, cancel);
        }
    }

    /// <summary>Sends something without the token: the address itself is the right to.</summary>
    public async Task<DeliveryOutcome> PostAsync(string name, Uri address, HttpContent content, CancellationToken cancel) =>
        (await transport.PostAsync<PostedReply>(Caller.Nobody(installation), name, address, content, cancel)).Outcome;
}
