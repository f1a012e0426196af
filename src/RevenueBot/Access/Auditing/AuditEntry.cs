using System.Security.Cryptography;
using System.Text;
using RevenueBot.Access.Granting;

namespace RevenueBot.Access.Auditing;

/// <summary>What somebody wanted.</summary>
internal enum AuditAct { Ask, Share, Receipt, Export, Alert, Grant }

/// <summary>One decision about somebody who asked. It holds no question as typed, no figure, no customer and no token.</summary>
/// <param name="Person">The platform's id, or the name of an API key.</param>
/// <param name="Act">One of <see cref="AuditAct"/> in lower case, or the method of an HTTP request.</param>
/// <param name="Metric">The metric's command, the route of a request; empty where nothing was understood.</param>
/// <param name="Reason">Why not; of a grant what was given.</param>
/// <param name="AnswerId">A digest of the answer's id, which itself holds the question.</param>
internal sealed record AuditEntry(DateTimeOffset At, string Surface, string Workspace, string Person, string Place, string Act, string Metric, string? Role, bool IsAllowed, string? Reason, string? AnswerId)
{
    public string Outcome => IsAllowed ? Reason is null ? "allowed" : $"allowed: {Reason}" : $"refused: {Reason}";

    public static AuditEntry Of(Asking asking, Judgement judgement, AuditAct act, string metric, DateTimeOffset at, string? answerId = null, string? failure = null) => new(
        at, Word(asking.Platform), asking.Workspace, asking.User, asking.Channel, Word(act), metric, judgement.Role, judgement.IsAllowed,
        judgement.Decision.Reason?.ToString() ?? failure, answerId is null ? null : Digest(answerId));

    public static AuditEntry OfGrant(Requester by, AccessGrant grant) => new(
        grant.At, by.Platform is { } platform ? Word(platform) : Requester.Terminal, by.Workspace, by.User, "", Word(AuditAct.Grant), "access", null, true, grant.ToString(), null);

    public static string Digest(string answerId) => "ans_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(answerId)).AsSpan(0, 6));

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
