using RevenueBot.Access.Auditing;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Access.Granting;

/// <summary><c>/access</c>: who may what, and changes to it, by who may administer. The configuration is the root: nothing here takes away what it gives.</summary>
internal sealed class AccessAnswers(AccessBook book, AccessList list, Roles roles, GrantDesk desk, AccessAudit audit) : IMetricAnswers
{
    private const string NotYours = "You do not have the right to say who may see what.";
    private const int MostRows = 30, MostAudited = 15;

    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Access];

    /// <summary>Decided before by the desk that asks; here again, because what is done here gives rights.</summary>
    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel)
    {
        if (Requester.Of(asked.Reader) is not { } requester || !await book.MayAdministerAsync(requester, cancel)) return Reply(AnswerKind.Refused, NotYours);
        return AccessWish.Read(asked.Question.Subject ?? "") switch
        {
            AccessWish.List => await ListAsync(asked, requester, cancel),
            AccessWish.Who(var person) => await WhoAsync(requester.SubjectOf(person, SubjectKind.Person), cancel),
            AccessWish.Allow { Role: { } name } when roles.Find(name) is null => Reply(AnswerKind.NotUnderstood, $"There is no role of that name: use {roles.Choices}."),
            AccessWish.Allow allow => Done(await desk.AllowAsync(requester, requester.SubjectOf(allow.Subject, allow.Kind), roles.Find(allow.Role), asked.Now, cancel)),
            AccessWish.Deny deny => Done(await desk.DenyAsync(requester, requester.SubjectOf(deny.Subject, deny.Kind), asked.Now, cancel)),
            AccessWish.Audit(var person) => await AuditAsync(asked, person, cancel),
            AccessWish.Wrong wrong => Reply(AnswerKind.NotUnderstood, wrong.Sentence),
            _ => throw new InvalidOperationException("There is no such wish."),
        };
    }

    public Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel) => Task.FromResult(Reply(AnswerKind.NotUnderstood, AccessWish.Usage));

    private async Task<Answer> ListAsync(Asked asked, Requester requester, CancellationToken cancel)
    {
        var rows = await list.ReadAsync(requester, at => asked.Days.Day(asked.Calendar.DayOf(at)), cancel);
        List<IReadOnlyList<string>> shown = [.. rows.Take(MostRows).Select(line => (IReadOnlyList<string>)[line.Who, line.May, line.By])];
        if (rows.Count > shown.Count) shown.Add([Format.Counted(rows.Count - shown.Count, "other"), "", ""]);
        return Reply(AnswerKind.Done, rows.Count == 0 ? "Nobody may see figures yet." : $"{Format.Counted(rows.Count, "rule")} {(rows.Count == 1 ? "says" : "say")} who may see what, where.") with
        {
            Sentences = [AccessWish.Usage, $"Roles: {roles.Choices}."],
            Table = rows.Count == 0 ? null : new(["Who or where", "May", "By"], shown),
        };
    }

    private async Task<Answer> WhoAsync(Subject person, CancellationToken cancel)
    {
        var role = (await book.RulesAsync(person.Platform, cancel)).RoleOf(person.Workspace, person.Id);
        if (role is null) return Reply(AnswerKind.Done, $"{person.Id} may see nothing.");
        return Reply(AnswerKind.Done, $"{person.Id} has the role {role.Name}.") with
        {
            Sentences = [.. Enum.GetValues<PlaceKind>().Select(kind => $"{kind}: {Words(role.At(kind))}."), "In a channel only where it is allowed; guests and people from outside see nothing, whatever their role."],
        };
    }

    private async Task<Answer> AuditAsync(Asked asked, string? person, CancellationToken cancel)
    {
        var entries = await audit.ReadAsync(person, since: null, MostAudited, cancel);
        return Reply(AnswerKind.Done, entries.Count == 0 ? "Nothing was asked yet." : $"The last {Format.Counted(entries.Count, "decision")}, the newest first.") with
        {
            Table = entries.Count == 0 ? null : new(["When", "Who", "What", "Where", "Outcome"],
                [.. entries.Select(entry => (IReadOnlyList<string>)[Days.Moment(entry.At, asked.Calendar), entry.Person, $"{entry.Act} {entry.Metric}", entry.Place, entry.Outcome])]),
        };
    }

    private static string Words(Right rights) => rights == Right.None ? "nothing" : rights.ToString().ToLowerInvariant().Replace("customersbyname", "customers, names", StringComparison.Ordinal);

    private static Answer Done(GrantOutcome outcome) => Reply(outcome.IsDone ? AnswerKind.Done : AnswerKind.Refused, outcome.Sentence);

    /// <summary>Its id asks for the list alone: access is given by who types it, never by a button.</summary>
    private static Answer Reply(AnswerKind kind, string headline) => new() { Id = AnswerId.OfText("/access"), Kind = kind, Question = "/access", Headline = headline };
}
