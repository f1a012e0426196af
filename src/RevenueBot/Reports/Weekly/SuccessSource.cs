using RevenueBot.Alerting.Proof;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Health;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Nps;

namespace RevenueBot.Reports.Weekly;

/// <summary>Reads how customers do: the alerts and answers of the ninety days up to the end of the week, and health as it is now.</summary>
internal sealed class SuccessSource(ScorecardDesk scorecard, HealthDesk health, NpsReader surveys)
{
    private const int Days = NpsAnswers.UsualDays;

    /// <param name="week">About the last day of the week.</param>
    /// <param name="current">About the moment of the review.</param>
    public async Task<SuccessFigures> ReadAsync(Asked week, Asked current, CancellationToken cancel)
    {
        var frame = week.FrameOf(new Window.Last(Days, CalendarUnit.Day));
        return new(
            await scorecard.ReadAsync(frame.Period, current.Day, cancel), await health.AllAsync(current with { Question = new Question { Metric = Metric.Health } }, 0, cancel),
            await NpsFigures.ReadAsync(surveys, frame, week.Calendar, null, cancel));
    }
}
