namespace RevenueBot.Access.Granting;

internal enum SubjectKind { Person, Channel }

/// <summary>Whom or what a grant is about.</summary>
/// <param name="Workspace">Empty: whichever workspace they are met in.</param>
internal sealed record Subject(Platform Platform, string Workspace, SubjectKind Kind, string Id)
{
    /// <summary>As rules name it.</summary>
    public string Key => Kind == SubjectKind.Person && Workspace.Length > 0 ? $"{Workspace}:{Id}" : Id;

    /// <summary>The setting of the configuration that says the same.</summary>
    public string Setting => $"Access:{Platform}:{(Kind == SubjectKind.Person ? $"People:{Id}" : "Channels")}";
}

/// <summary>What an administrator gave or took away beside the configuration.</summary>
/// <param name="Role">The name of a role; of a channel null: what who posts may show. Of what is taken away null.</param>
internal sealed record AccessGrant(Subject Subject, bool IsAllowed, string? Role, string By, DateTimeOffset At)
{
    /// <summary>"allow person U0EVA customers"</summary>
    public override string ToString() => $"{(IsAllowed ? "allow" : "deny")} {Subject.Kind.ToString().ToLowerInvariant()} {Subject.Id}{(Role is null ? "" : $" {Role}")}";
}
