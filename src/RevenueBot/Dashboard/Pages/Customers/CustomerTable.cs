using RevenueBot.Configuration;
using RevenueBot.Metrics.Health;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Churn;
using RevenueBot.Questions.Health;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;
using HealthScore = RevenueBot.WebDashboard.Parts.HealthScore;

namespace RevenueBot.Dashboard.Pages.Customers;

/// <summary>The rows of the list: a page of them, or all of them as a file with what the page has in second lines.</summary>
internal sealed class CustomerTable(Company company)
{
    public const string Id = "customers";

    private const int PageRows = 50;

    /// <param name="lines">Those to show, in the order that is asked for.</param>
    /// <param name="count">How many they are.</param>
    public DataTable Of(PageRequest request, CustomerPages pages, IEnumerable<BookLine> lines, int count)
    {
        var (names, sort) = (request.Viewer.Has(Rights.Names), CustomerOrder.Of(request.Address));
        var place = ListPlace.Of(request.Address, count, PageRows);
        List<BookLine> shown = [.. request.IsExport ? lines : lines.Skip((place.Number - 1) * PageRows).Take(PageRows)];
        return new()
        {
            Id = Id, Caption = $"Customers, {Word(sort)}", AsCards = true, Sort = sort, Place = place,
            Columns = [.. Columns(names), .. request.IsExport ? (Column[])[new("Id"), new("Status"), new("Plans"), new("Country"), new("Segment")] : []],
            Rows = [.. shown.Select(line => (IReadOnlyList<Cell>)[.. Cells(line, pages, names), .. request.IsExport ? FileCells(line, pages) : []])],
            Note = shown.Any(line => line.Unconverted) ? "† Without what it pays in a currency that has no exchange rate." : null,
            Empty = pages.Lines.Count == 0 ? new("There is no customer yet", "Connect Stripe, or load a file of subscriptions: whoever is in it stands here within seconds.") : new("Nobody fits", "No customer has all of what is searched and filtered for.", "Show all", request.Address.Path),
        };
    }

    private static IEnumerable<Column> Columns(bool names) =>
    [
        new("Customer", Sort: "name"), new("MRR", true, "mrr"), new("Health", Sort: "health"), new("Risk, 30 days", true, "risk"), new("Since", true, "since") { IsMinor = true },
        .. names ? (Column[])[new("Owner") { IsMinor = true }] : [],
    ];

    private IEnumerable<Cell> Cells(BookLine line, CustomerPages pages, bool names)
    {
        var (id, shown) = (line.Id, names ? line.Name : line.Id);
        yield return new Cell(shown, PagePaths.Customer(id), About(line, pages)) { Raw = names ? line.Listed.Customer.Name ?? id : id };
        yield return Cell.Of(Format.Money(line.Mrr, company.Currency) + (line.Unconverted ? " †" : ""), line.Mrr / 1_000_000m);
        yield return HealthCell(line);
        yield return line.P30 is { } p30 ? Cell.Of(ChurnWords.Percent(p30), ChurnWords.Fraction(p30)) : new Cell(Format.Undefined) { Raw = "" };
        yield return line.Listed.Since is { } since ? new Cell(Days.WithYear(since)) { Raw = Iso.Day(since) } : new Cell(Format.Undefined) { Raw = "" };
        if (names) yield return new Cell(line.Listed.Customer.Owner ?? "no owner") { Raw = line.Listed.Customer.Owner ?? "" };
    }

    private static IEnumerable<Cell> FileCells(BookLine line, CustomerPages pages) =>
        [line.Id, line.Listed.Status.ToString().ToLowerInvariant(), string.Join(", ", Plans(line, pages)), line.Listed.Customer.Country ?? "", line.Listed.Customer.Segment ?? ""];

    /// <summary>"Professional · US, smb"; of who does not pay, how it stands.</summary>
    private static string About(BookLine line, CustomerPages pages)
    {
        var place = string.Join(", ", ((string?[])[line.Listed.Customer.Country, line.Listed.Customer.Segment]).OfType<string>());
        var standing = Plans(line, pages).ToList() is { Count: > 0 } plans ? string.Join(", ", plans.Take(2)) + (plans.Count > 2 ? $" and {Format.CountWord(plans.Count - 2)} more" : "") : StatusWord(line.Listed.Status);
        return place.Length == 0 ? standing : $"{standing} · {place}";
    }

    private static IEnumerable<string> Plans(BookLine line, CustomerPages pages) => line.Listed.Plans.Where(plan => plan.Amount > 0).OrderByDescending(plan => plan.Amount).Select(plan => pages.PlanName(plan.PlanId)).Distinct();

    private static Cell HealthCell(BookLine line) => line.Score is { } score
        ? new Cell("") { Health = new(HealthScale.Shown(score), HealthWords.Band(line.Health!.Band)), Raw = HealthWords.Score(score) }
        : new Cell("") { Health = new HealthScore(null, HealthWords.Why(line.Health) ?? "left"), Raw = "" };

    public static string StatusWord(CustomerStatus status) => status switch
    {
        CustomerStatus.Paying => "paying",
        CustomerStatus.Trial => "in a trial",
        CustomerStatus.Paused => "paused",
        CustomerStatus.Left => "left",
        CustomerStatus.None => "never paid",
    };

    private static string Word(string sort) => sort switch
    {
        "-mrr" => "the largest MRR first",
        "health" => "the lowest health first",
        "-risk" => "the likeliest to leave first",
        "-since" => "the newest first",
        "since" => "the oldest first",
        _ => $"by {sort.TrimStart('-')}",
    };
}
