using RevenueBot.Configuration;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.SignIn;

namespace RevenueBot.Dashboard.SignIn;

/// <summary><c>/sessions</c>: where the viewer is signed in.</summary>
internal sealed class SessionsSource(Sessions sessions, IHttpContextAccessor http, Company company) : IPageSource<SessionsModel>
{
    public async Task<SessionsModel?> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        var here = await sessions.FindAsync(http.HttpContext!.Request, cancel); // none where a proxy signs in
        return new SessionsModel([.. (await sessions.OfAsync(request.Viewer.Id, cancel)).Select(session => new SessionLine(
            session.Id, session.Browser, session.Id == here?.Id, Days.Moment(session.CreatedAt, company.Calendar), Days.Moment(session.SeenAt, company.Calendar), Days.Moment(session.ExpiresAt, company.Calendar)))]);
    }
}
