using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Forecasting;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Ratios;
using RevenueBot.Questions.Restating;
using RevenueBot.Questions.Retention;
using RevenueBot.Questions.Trials;
using RevenueBot.Questions.Why;
using RevenueBot.Reports.Advice;

namespace RevenueBot.Reports.Monthly;

/// <summary>Reads what a monthly report tells: the answers of the month's last day, and beside them what pages and recommendations need.</summary>
internal sealed class MonthlySource(MonthlyQuestions questions, MonthlyReading reading, RiskReading risks, AdviceReading stakes, KeptAdvice advice, KeptReports reports, Owners owners, AskOptions options, Company company) : IDigestSource
{
    /// <summary>Who is at risk is told of now as long as the month is near; of a month long past as of its last day.</summary>
    private const int NearDays = 31;

    private const int Months = 12;

    public DigestKind Kind => DigestKind.Monthly;

    public async Task<Digest> BuildAsync(DigestRequest request, CancellationToken cancel)
    {
        var figures = await ReadAsync(request, cancel);
        var digest = MonthlyDigest.Of(figures);
        return digest with { Delivered = ct => DeliveredAsync(figures, digest.Delivered, ct) };
    }

    /// <summary>Everything that the report is written from.</summary>
    public async Task<MonthlyFigures> ReadAsync(DigestRequest request, CancellationToken cancel)
    {
        var asked = AskedOf(request);
        var isNear = asked.Today.DayNumber - asked.Day.DayNumber <= NearDays;
        var now = isNear ? asked with { Question = new Question { Metric = Metric.AtRisk } } : asked with { Question = new Question { Metric = Metric.AtRisk, AsOf = asked.Day } };
        var answers = questions.AskAsync(asked, now, cancel);
        var why = reading.WhyAsync(asked, cancel);
        var plans = reading.PlansAsync(asked, Months, cancel);
        var churn = reading.ChurnAsync(asked, Months, cancel);
        var cohorts = reading.CohortsAsync(asked, cancel);
        var forecast = reading.ForecastAsync(asked, cancel);
        var risk = risks.ReadAsync(now, cancel);
        var exposed = stakes.StakesAsync(now.Moment, !isNear, cancel);
        var expansion = stakes.ExpansionAsync(now with { Question = now.Question with { Metric = Metric.Expansion } }, cancel);
        var trials = reading.TrialsAsync(asked, cancel);
        await Task.WhenAll(answers, why, plans, churn, cohorts, forecast, risk, exposed, expansion, trials);
        var (view, listed) = (await why, await risk);
        MonthlyFigures figures = new(request.Period, company.Name, asked)
        {
            Answers = await answers, Why = view, Plans = (await plans).Ledger, Months = (await plans).Months, Churn = await churn, Cohorts = await cohorts, Forecast = await forecast,
            Target = TargetRow.OfMrr(asked, view.Ledger, view.Periods[0].Row.Period), AtRisk = listed.Listed, RiskModel = listed.Model, Rules = reading.Rules,
            LastReport = await reports.LastAsync(request.Period.First, cancel),
            PastForecasts = await reading.PastForecastsAsync(asked, cancel), Problems = await reading.ProblemsAsync(cancel),
            Untold = view.Ledger.Snapshot.Sources.Count == 0 ? null : await reading.UntoldAsync(asked, request.Reader, cancel),
        };
        var facts = AdviceFactsOf.Report(figures, (await exposed, listed, (await expansion).Summary, (await trials).Cohorts, owners));
        var last = await advice.ReadAsync(Month.Of(request.Period.First).Previous.FirstDay, cancel);
        return figures.IsEmpty ? figures : figures with
        {
            Advice = Adviser.Of(facts, AdviceRules.All),
            LastAdvice = [.. last.Select(one => new FollowedUp(one, AdviceRules.All.FirstOrDefault(rule => rule.Id == one.Rule && rule.Version == one.Version)?.Write(facts)?.Measure))],
        };
    }

    private async Task DeliveredAsync(MonthlyFigures figures, Func<CancellationToken, Task>? told, CancellationToken cancel)
    {
        await advice.KeepAsync(figures.Period.First, figures.Advice, figures.Asked.Now, cancel);
        await reports.KeepAsync(new KeptReport(figures.Period.First, RulesVersion.Of(figures.Rules)), figures.Asked.Now, cancel);
        if (told is not null) await told(cancel);
    }

    private Asked AskedOf(DigestRequest request) => new()
    {
        Question = Question.Mrr with { AsOf = request.Period.Last }, Now = request.Now, Calendar = company.Calendar, Currency = company.Currency, StaleAfter = options.StaleAfter, Reader = request.Reader,
    };
}
