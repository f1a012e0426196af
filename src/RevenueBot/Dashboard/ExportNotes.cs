using RevenueBot.Access.Auditing;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard;

/// <summary>Writes down who takes rows away, before they get them.</summary>
internal sealed class ExportNotes(AccessAudit audit, TimeProvider clock)
{
    public Task WriteAsync(PageRequest request, CancellationToken cancel) => audit.WriteAsync(EntryOf(request), cancel);

    /// <summary>The route stands in it, not its filters: they may name a customer.</summary>
    private AuditEntry EntryOf(PageRequest request)
    {
        var parts = request.Viewer.Id.Split('/');
        return new(clock.GetUtcNow(), "dashboard", parts.Length > 2 ? parts[1] : "", parts[^1], "", "export", request.Address.Path == "/" ? "overview" : request.Address.Path.Split('/')[1], request.Viewer.Role, true, null, null);
    }
}
