using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Profiles;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Restating;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports.Monthly;

/// <summary>How the figures are made: definitions, rules, sources, rates, open problems, what is left out, what was restated, and where the receipts are.</summary>
internal static class DefinitionsSection
{
    private static readonly (string Term, string Meaning)[] _terms =
    [
        ("MRR", "Recurring revenue of a month: prices of running subscriptions, less recurring discounts, without tax, per month. A month's MRR is the balance at its end."),
        ("Movements", "A customer's net change of a day: new, expansion, reactivation, resumed, contraction, churn, paused, exchange rates. Opening plus movements is closing, exactly."),
        ("ARPA", "MRR divided by paying customers."),
        ("Gross, net MRR churn", "Churn and contraction, less expansion for net, of the customers who paid at the start, as a share of their MRR then."),
        ("Logo churn", "Customers who paid at the start and do not at the end, as a share of them."),
        ("GRR, NRR", "MRR left of the customers who paid at the start of the window, without and with expansion."),
        ("Quick ratio", "New and expansion divided by contraction and churn."),
        ("Cohort", "Customers by the month of their first payment; the last month is marked where it is not over."),
        ("Conversion", "Share of the trials begun in a month that paid within 30 days; final once all have had them."),
        ("LTV", "ARPA times gross margin, divided by the mean monthly logo churn of six months. Undefined under 10 churns."),
        ("Realised CLV", "Payments less refunds and disputes of a customer so far, without tax, by its first plan."),
        ("Health", "0 to 100 from usage, adoption, support and payments. Below 30 is high risk, above 60 healthy."),
        ("Forecast", "What is known ahead, then the past; 80% and 95% ranges. Never a figure without its range."),
    ];

    /// <param name="leftOut">Pages without data, and why.</param>
    public static DigestSection Of(MonthlyFigures figures, IReadOnlyList<(string Name, string Why)> leftOut) => new("definitions", "Definitions and sources")
    {
        Headline = "How these figures are made",
        Tables =
        [
            new("Definitions", new AnswerTable(["Term", "Meaning"], [.. _terms.Select(term => (IReadOnlyList<string>)[term.Term, term.Meaning])])),
            new($"Sources and rules, version {RulesVersion.Of(figures.Rules)}", new AnswerTable(["What", "State"], [.. Sources(figures), .. Rules(figures)])),
            .. Rates(figures) is { Rows.Count: > 0 } rates ? (DigestTable[])[new("Exchange rates", rates)] : [],
            new("Open and changed", new AnswerTable(["What", "State"], [.. Open(figures, leftOut)])),
        ],
    };

    private static IEnumerable<IReadOnlyList<string>> Sources(MonthlyFigures figures) => figures.Context.Sources.Count == 0 ? [["Sources", "none is connected yet"]]
        : figures.Context.Sources.Select(source => (IReadOnlyList<string>)[$"Source: {Provenance.Name(source.Source)}", $"data through {Days.LongMoment(source.DataThrough, figures.Asked.Calendar)}{Compared(source)}"]);

    private static string Compared(SourceState source) => source.Reconciled is not { } compared ? ""
        : $"; compared with the ledger: {Format.Count(compared.Differing)} of {Format.Counted(compared.Customers, "customer")} differ";

    private static IEnumerable<IReadOnlyList<string>> Rules(MonthlyFigures figures) =>
    [
        ["Reporting currency", figures.Asked.Currency.Code], ["Company's day", $"{Days.City(figures.Asked.Calendar.Zone)} time, week from {figures.Asked.Calendar.WeekStart}"],
        [$"{Format.Capital(figures.Rules.Profile.Name)} definitions", string.Join("; ", ProfileRule.All.Select(rule => rule.Describe(figures.Rules.Profile)))],
        ["Receipts", "Every figure has one: ask /mrr, /mrr why, /churn, /nrr, /cohorts, /at-risk, /trials, /clv, /ltv, /forecast or /target in chat or at a terminal, and choose Receipt."],
    ];

    private static AnswerTable Rates(MonthlyFigures figures)
    {
        var (rates, last) = (figures.Why.Ledger.Rates, figures.Period.Last);
        var currencies = figures.Context.FxRates.Select(rate => rate.Currency).Distinct().Where(currency => currency != figures.Asked.Currency).OrderBy(currency => currency.Code, StringComparer.Ordinal);
        return new([$"{figures.Asked.Currency.Code} for one", figures.Days.Day(figures.Period.First.AddDays(-1)), figures.Days.Day(last)],
            [.. currencies.Select(currency => (IReadOnlyList<string>)[currency.Code, Rate(rates.Find(currency, figures.Period.First.AddDays(-1))), Rate(rates.Find(currency, last))]).Where(row => row.Skip(1).Any(rate => rate != Format.Undefined))],
            "A movement converts at the rate of its day, what is open at that of the month's end; the difference is the line of exchange rates.");
    }

    private static string Rate(decimal? rate) => rate?.ToString("0.######", CultureInfo.InvariantCulture) ?? Format.Undefined;

    private static IEnumerable<IReadOnlyList<string>> Open(MonthlyFigures figures, IReadOnlyList<(string Name, string Why)> leftOut)
    {
        IReadOnlyList<string> restated = [.. RestatementWords.Plain(figures.Untold?.Restatements ?? [], figures.Asked)];
        return
        [
            ["Definitions", Changed(figures)],
            .. figures.Problems.Count == 0 ? [["Data problems", "none open"]] : figures.Problems.Select(problem => (IReadOnlyList<string>)[$"Data problem: {Provenance.Name(problem.Source)}", $"{problem.Reference}: {problem.Sentence}"]),
            .. leftOut.Count == 0 ? [["Pages left out", "none"]] : leftOut.Select(page => (IReadOnlyList<string>)[$"Left out: {page.Name}", page.Why]),
            .. restated.Count == 0 ? [["Restated", "nothing that an earlier board report told"]] : restated.Select(text => (IReadOnlyList<string>)["Restated", text]),
        ];
    }

    private static string Changed(MonthlyFigures figures) => figures.LastReport is not { } last ? "no earlier board report to compare them with"
        : last.Rules == RulesVersion.Of(figures.Rules) ? $"the same as in the report of {figures.Days.MonthName(Month.Of(last.Month))}"
        : $"changed since the report of {figures.Days.MonthName(Month.Of(last.Month))}, which was made by version {last.Rules}: its figures are not these";
}
