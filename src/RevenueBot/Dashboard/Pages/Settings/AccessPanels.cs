using RevenueBot.Access;
using RevenueBot.Access.Granting;
using RevenueBot.Configuration;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Settings;

/// <summary>Who may see what, and what each role gives: for who may say so, as <c>/access</c> lists it.</summary>
internal sealed class AccessPanels(AccessList list, Roles roles, Company company)
{
    private const string Id = "access", RolesId = "roles";

    private static readonly (Right Right, string Words)[] _classes =
    [
        (Right.Totals, "figures of the whole"), (Right.Customers, "single customers"), (Right.Names, "their names"), (Right.Exports, "files"), (Right.Annotate, "notes for everybody"), (Right.Administer, "access"),
    ];

    public async Task<(TablePanel? Access, TablePanel? Roles)> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        if (!request.Viewer.Has(Rights.Administer) || Requester.Of(request.Viewer.Id) is not { } requester) return (null, null);
        var lines = await list.ReadAsync(requester, at => Days.WithYear(company.Calendar.DayOf(at)), cancel);
        DataTable access = new()
        {
            Id = Id, Caption = "Who may see what, where", Columns = [new("Who or where"), new("May"), new("By")], Rows = [.. lines.Select(line => (IReadOnlyList<Cell>)[line.Who, line.May, line.By])],
            Empty = new("Nobody may ask in chat yet", "Set Access:Slack:People:U012ABCDEF = admin in the configuration for the first one; they let in the others by /access allow."),
        };
        DataTable known = new() { Id = RolesId, Caption = "Roles", Columns = [new("Role"), new("Gives here, and alone with the bot")], Rows = [.. roles.Names.Select(roles.Find).OfType<Role>().Select(role => (IReadOnlyList<Cell>)[role.Name, new Cell(Words(role.AloneAt(PlaceKind.Direct)), null, $"in channels: {Words(role.At(PlaceKind.Private))}")])] };
        return (
            new("Access", lines.Count == 0 ? "The same in chat and here" : $"{Format.Counted(lines.Count, "rule")}, the same in chat and here", access, lines.Count > 0 ? AnswerParts.Links(request, null, Id) : new(), "Send the bot /access allow @somebody customers, or /access deny @somebody; what stands in the configuration (Access) is changed there (docs/access.md). Each sees and ends their own sign-ins under /sessions."),
            new("Roles", "What each one gives", known, AnswerParts.Links(request, null, RolesId), "More are made by Access:Roles (docs/access.md)."));
    }

    private static string Words(Right rights) => string.Join(", ", _classes.Where(one => rights.HasFlag(one.Right)).Select(one => one.Words)) is { Length: > 0 } words ? words : Format.Undefined;
}
