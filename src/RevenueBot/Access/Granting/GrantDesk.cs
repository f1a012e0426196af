using RevenueBot.Access.Auditing;

namespace RevenueBot.Access.Granting;

/// <param name="Sentence">What was done, or why nothing was.</param>
internal sealed record GrantOutcome(bool IsDone, string Sentence);

/// <summary>Gives and takes away. It is written down before it is done: a change that nobody could read of later is not made.</summary>
internal sealed class GrantDesk(AccessBook book, GrantStore grants, AccessAudit audit)
{
    public async Task<GrantOutcome> AllowAsync(Requester by, Subject subject, Role? role, DateTimeOffset now, CancellationToken cancel)
    {
        if (subject.Kind == SubjectKind.Channel && book.Configured(subject.Platform).Channels.Contains(subject.Id))
            return new(false, $"The configuration allows {subject.Id} already ({subject.Setting}), and says there what may be shown.");
        AccessGrant grant = new(subject, true, role?.Name, by.Name, now);
        await audit.WriteAsync(AuditEntry.OfGrant(by, grant), cancel);
        await grants.PutAsync(grant, cancel);
        book.Forget();
        return new(true, subject.Kind == SubjectKind.Person ? $"{subject.Id} has the role {role!.Name} now." : $"{subject.Id} shows figures now{(role is null ? "" : $", to everybody those of {role.Name}")}.");
    }

    public async Task<GrantOutcome> DenyAsync(Requester by, Subject subject, DateTimeOffset now, CancellationToken cancel)
    {
        var isConfigured = IsConfigured(subject);
        var given = (await grants.ReadAsync(cancel)).Select(grant => grant.Subject).Where(known => IsSame(known, subject)).ToList();
        if (isConfigured && given.Count == 0) return new(false, $"{subject.Id} is allowed by the configuration ({subject.Setting}): it can be taken away there alone.");
        AccessGrant denial = new(subject, false, null, by.Name, now);
        await audit.WriteAsync(AuditEntry.OfGrant(by, denial), cancel);
        foreach (var known in given) await grants.RemoveAsync(known, cancel);
        // A channel that nobody allows is denied; a person may still have what their whole workspace has.
        if (subject.Kind == SubjectKind.Person && !isConfigured) await grants.PutAsync(denial, cancel);
        book.Forget();
        return new(true, isConfigured ? $"What was given to {subject.Id} here is taken away; what the configuration gives stays ({subject.Setting})." : $"{subject.Id} {(subject.Kind == SubjectKind.Person ? "may see nothing" : "shows no figures")} now.");
    }

    /// <summary>In the same workspace, where either says one.</summary>
    private static bool IsSame(Subject known, Subject subject) => known with { Workspace = "" } == subject with { Workspace = "" }
        && (known.Workspace == subject.Workspace || known.Workspace.Length == 0 || subject.Workspace.Length == 0);

    private bool IsConfigured(Subject subject)
    {
        var rules = book.Configured(subject.Platform);
        return subject.Kind == SubjectKind.Channel ? rules.Channels.Contains(subject.Id)
            : rules.People.Keys.Any(key => key == subject.Id || key == subject.Key || (subject.Workspace.Length == 0 && key.EndsWith(":" + subject.Id, StringComparison.Ordinal)));
    }
}
