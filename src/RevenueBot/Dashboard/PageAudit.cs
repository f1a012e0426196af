using RevenueBot.Access.Auditing;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard;

/// <summary>Writes down who takes rows away, before they get them, and who acts on alerts.</summary>
internal sealed class PageAudit(AccessAudit audit, TimeProvider clock)
{
    /// <summary>The route stands in it, not its filters: they may name a customer.</summary>
    public Task ExportedAsync(PageRequest request, CancellationToken cancel) =>
        WriteAsync(request.Viewer, AuditAct.Export, request.Address.Path == "/" ? "overview" : request.Address.Path.Split('/')[1], cancel);

    public Task ActedAsync(Viewer viewer, CancellationToken cancel) => WriteAsync(viewer, AuditAct.Alert, "alerts", cancel);

    private Task WriteAsync(Viewer viewer, AuditAct act, string metric, CancellationToken cancel)
    {
        var parts = viewer.Id.Split('/');
        return audit.WriteAsync(new(clock.GetUtcNow(), "dashboard", parts.Length > 2 ? parts[1] : "", parts[^1], "", act.ToString().ToLowerInvariant(), metric, viewer.Role, true, null, null), cancel);
    }
}
