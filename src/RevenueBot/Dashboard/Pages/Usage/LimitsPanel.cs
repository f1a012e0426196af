using System.Globalization;
using RevenueBot.Configuration;
using RevenueBot.Metrics.Expansion;
using RevenueBot.Questions;
using RevenueBot.Questions.Expansion;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Usage;

/// <summary>Who has used more than 80% of a limit, and what to offer them: those of <c>/expansion</c> with that reason, the nearest first.</summary>
internal sealed class LimitsPanel(ExpansionDesk desk, PageAnswers answers, PageAsk ask, Company company)
{
    private const string Id = "limits";
    private const int MostRows = 20, MostInFile = 100_000;

    /// <summary>Null for who may not see customers.</summary>
    public async Task<(int Count, TablePanel Panel)?> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        if (await answers.AskAsync("/expansion", request.Viewer, cancel) is not { Kind: AnswerKind.Figures } answer) return null;
        var most = request.IsExport ? MostInFile : MostRows;
        var read = (await answers.ReadAsync($"near a limit {most}", async stop => (ExpansionView?)await desk.NearLimitAsync(ask.Of(Metric.Expansion), most, stop), cancel))!;
        var (count, names) = (read.Summary.ByReason.GetValueOrDefault(ExpansionReason.Limit).Customers, request.Viewer.Has(Rights.Names));
        DataTable table = new()
        {
            Id = Id, Caption = "Close to a limit, the nearest first", AsCards = true, Columns = [new("Customer"), new("Metric"), new("Used", true), new("Of limit", true), new("Next step"), .. request.IsExport && names ? (Column[])[new("Owner")] : []],
            Rows = [.. read.Shown.SelectMany(one => one.Found.Parts.Where(part => part.Reason == ExpansionReason.Limit).Select(part => (IReadOnlyList<Cell>)[.. RowOf(one, part, names), .. request.IsExport && names ? (Cell[])[one.Owner ?? ""] : []]))],
            Empty = new("Nobody is close to a limit", "Who uses more than 80% of what a plan allows in the running billing cycle stands here. Limits come with the plans: the column limits of a file of plans."),
        };
        var finding = count == 0 ? "Nobody is above 80% of a limit." : $"{Format.Counted(count, "customer")} {(count == 1 ? "is" : "are")} above 80% of a limit.";
        return (count, new("Close to a limit", finding, table, AnswerParts.Links(request, answer, table.Rows.Count == 0 ? null : Id),
            $"Of the running billing cycle. Left out are those whose payment fails, who have a severe ticket open, or a cancel scheduled.{(count > read.Shown.Count ? $" The nearest {read.Shown.Count}; the file has all." : "")}"));
    }

    private IEnumerable<Cell> RowOf(NamedOpportunity one, OpportunityPart part, bool names)
    {
        var id = one.Found.CustomerId;
        yield return new(names ? one.Name : id, PagePaths.Customer(id), part.From) { Raw = names ? one.RawName ?? id : id };
        yield return UsagePanels.Name(part.Metric ?? "");
        yield return new($"{ExpansionWords.Number(part.Amount)} of {ExpansionWords.Number(part.Of)}") { Raw = part.Amount.ToString(CultureInfo.InvariantCulture) };
        yield return Cell.Of(ExpansionWords.Share(part), Math.Round(part.Amount / part.Of, 6, MidpointRounding.AwayFromZero));
        yield return part.To is null ? $"{part.From} has no higher plan" : part.Gain is { } gain ? $"Offer {part.To} ({Format.Change(gain, company.Currency)})" : $"Offer {part.To}";
    }
}
