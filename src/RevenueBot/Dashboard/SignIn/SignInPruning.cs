using RevenueBot.Jobs;

namespace RevenueBot.Dashboard.SignIn;

/// <summary>Forgets links and sessions that have ended.</summary>
internal sealed class SignInPruning(LinkStore links, SessionStore sessions) : IRefresh
{
    public string Name => "sign-ins";

    public Cadence Cadence => Cadence.Daily;

    public bool FollowsLateFacts => false;

    public async Task RunAsync(DateTimeOffset at, CancellationToken cancel)
    {
        await links.ForgetAsync(at.AddDays(-1), cancel);
        await sessions.ForgetAsync(at, cancel);
    }
}
