using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.WebDashboard.SignIn;

/// <summary>A browser that somebody is signed in on; times ready to show.</summary>
/// <param name="IsHere">The one that shows the page.</param>
public sealed record SessionLine(long Id, string Browser, bool IsHere, string Since, string Seen, string Until);

/// <summary>Where the viewer is signed in, the one seen last first.</summary>
public sealed record SessionsModel(IReadOnlyList<SessionLine> Sessions) : IPageModel
{
    public IEnumerable<DataTable> Tables => [];
}
