using RevenueBot.Metrics;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;

namespace RevenueBot.Reports.Monthly;

/// <summary>Asks what the report shows as anybody would ask it, so that the report says what <c>ask</c> says.</summary>
/// <param name="lazily">Not made until it is asked: questions answer about reports too, so neither can be made before the other.</param>
internal sealed class MonthlyQuestions(Lazy<Asker> lazily)
{
    private static readonly Window _year = new Window.Last(12, CalendarUnit.Month);

    /// <param name="asked">About the month's last day.</param>
    /// <param name="now">About the day on which customers at risk are told.</param>
    public async Task<MonthlyAnswers> AskAsync(Asked asked, Asked now, CancellationToken cancel)
    {
        var (asker, month) = (lazily.Value, new Window.InMonth(Month.Of(asked.Day)));
        Task<Answer> Ask(Question question) => asker.AnswerAsync(question with { AsOf = asked.Day }, new AskContext(asked.Now), cancel);
        Task<Answer> Of(Metric metric) => Ask(new Question { Metric = metric });
        Task<Answer> Now(Metric metric) => asker.AnswerAsync(now.Question with { Metric = metric }, new AskContext(asked.Now), cancel);
        Task<Answer>[] all =
        [
            Ask(Question.Mrr), Ask(Question.Mrr with { Window = month }), Ask(Question.Mrr with { By = Dimension.Plan, Window = _year }), Ask(new Question { Metric = Metric.Arpa, By = Dimension.Plan }),
            Ask(new Question { Metric = Metric.Churn, Facet = Facet.Gross }), Of(Metric.Nrr), Ask(new Question { Metric = Metric.QuickRatio, Window = month }), Of(Metric.Cohorts),
            Ask(new Question { Metric = Metric.Trials, Facet = Facet.Conversion }), Of(Metric.Clv), Of(Metric.Ltv), Of(Metric.Nps), Of(Metric.Forecast), Ask(new Question { Metric = Metric.Scorecard, Window = month }),
            Now(Metric.Health), Now(Metric.AtRisk),
        ];
        var told = await Task.WhenAll(all);
        return new()
        {
            Balance = told[0], Bridge = told[1], Plans = told[2], PlanArpa = told[3], GrossChurn = told[4], Retention = told[5], QuickRatio = told[6], Cohorts = told[7], Conversion = told[8], Clv = told[9],
            Ltv = told[10], Nps = told[11], Forecast = told[12], Scorecard = told[13], Health = told[14], AtRisk = told[15],
        };
    }
}
