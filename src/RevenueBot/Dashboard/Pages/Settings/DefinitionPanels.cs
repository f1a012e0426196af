using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Profiles;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;
using RevenueBot.WebDashboard.Settings;

namespace RevenueBot.Dashboard.Pages.Settings;

/// <summary>By which rules MRR is counted, what it would be by others, and the rates that turn other currencies into the company's.</summary>
internal sealed class DefinitionPanels(Configuration.Settings settings, PageAnswers answers)
{
    private const string ProfilesId = "profiles", RatesId = "rates";
    private const int MostRates = 40;

    public FactPanel Rules(LedgerSnapshot ledger)
    {
        var (company, profile) = (settings.Company, settings.Definitions);
        return new("Definitions", $"{Format.Capital(profile.Name)} definitions. A change restates history and says so.",
            [
                new("Reporting currency", company.Currency.Code), new("Company's day", $"{company.Calendar.Zone.Id}, weeks from {company.Calendar.WeekStart}"), new("Gross margin, for LTV", Format.Percent(settings.GrossMargin)),
                .. ProfileRule.All.Select(rule => new Fact(rule.Name, rule.Describe(profile))),
            ],
            ledger.ProfileName is { Length: > 0 } built && built != profile.Name
                ? $"The ledger was counted by the {built} definitions: stop the bot, run ./run rebuild, and start it again."
                : "Set by Company and Definitions (Definitions:Profile = default, stripe, chartmogul, … and any single rule); a change takes ./run rebuild.");
    }

    /// <summary>The same MRR by other definitions, as <c>/profiles</c> tells it.</summary>
    public async Task<TablePanel?> ProfilesAsync(PageRequest request, CancellationToken cancel) =>
        await answers.AskAsync(new Question { Metric = Metric.Profiles }.ToString(), request.Viewer, cancel) is { Kind: AnswerKind.Figures } answer && AnswerParts.Table(answer, ProfilesId, "MRR by other definitions") is { } table
            ? new("MRR by other definitions", answer.Headline, table with { Rows = [.. table.Rows.Select(Indented)] }, AnswerParts.Links(request, answer, ProfilesId), "Ask /profiles in chat.") : null;

    /// <summary>What makes a definition differ stands in smaller letters below it.</summary>
    private static IReadOnlyList<Cell> Indented(IReadOnlyList<Cell> row) => row is [var name, { Text: "" }, ..] ? [new Cell("", Sub: name.Text.Trim()) { Raw = name.Text.Trim() }, .. row.Skip(1)] : row;

    /// <summary>The newest rate of each currency; null where there is none but the company's own.</summary>
    public TablePanel? Rates(PageRequest request, LedgerSnapshot ledger)
    {
        var newest = ledger.FxRates.Where(rate => rate.Currency != settings.Company.Currency).GroupBy(rate => rate.Currency).Select(rates => rates.MaxBy(rate => rate.Day)!).OrderBy(rate => rate.Currency.Code, StringComparer.Ordinal).ToList();
        if (newest.Count == 0) return null;
        FxRates rates = new(settings.Company.Currency, ledger.FxRates);
        DataTable table = new()
        {
            Id = RatesId, Caption = "Exchange rates", Columns = [new("Currency"), new($"{settings.Company.Currency.Code} for one", true), new("Of")],
            Rows = [.. newest.Take(MostRates).Select(rate => (IReadOnlyList<Cell>)[rate.Currency.Code, Rate(rates.Find(rate.Currency, rate.Day)), new Cell(rate.WholeMonth ? rate.Day.ToString("MMM yyyy", CultureInfo.InvariantCulture) : Days.WithYear(rate.Day)) { Raw = Iso.Day(rate.Day) }])],
        };
        return new("Exchange rates", $"What is billed in other currencies counts in {settings.Company.Currency.Code} at the rate of its day", table, AnswerParts.Links(request, null, RatesId), "Imported as fx_rates.csv; a day without a rate takes that of its month, else the last one of up to seven days before.");
    }

    private static Cell Rate(decimal? rate) => rate is { } known ? Cell.Of(known.ToString("0.######", CultureInfo.InvariantCulture), known) : Format.Undefined;
}
