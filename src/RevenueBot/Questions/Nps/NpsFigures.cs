using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Nps;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Nps;

/// <summary>The score of a span, of the span before it, and of each month of it.</summary>
/// <param name="Answers">Those of the span, oldest first.</param>
/// <param name="Target">Of the month the span ends in; null for a span that targets are not measured on, which is every one but 90 days.</param>
internal sealed record NpsFigures(NpsScore Now, NpsScore Before, IReadOnlyList<(Period Period, NpsScore Score)> Months, Target? Target, IReadOnlyList<NpsAnswer> Answers)
{
    /// <param name="cut">Answers given later are left out; null: none.</param>
    public static async Task<NpsFigures> ReadAsync(NpsReader reader, Frame frame, CompanyCalendar calendar, DateTimeOffset? cut, CancellationToken cancel)
    {
        var (answers, target) = await reader.ReadAsync((Start(frame.Before, calendar), End(frame.Period, calendar, cut)), Month.Of(frame.Last), cut, cancel);
        return new(
            NpsScore.Of(answers, frame.Period, calendar), NpsScore.Of(answers, frame.Before, calendar),
            [.. MonthsOf(frame).Select(month => (month, NpsScore.Of(answers, month, calendar)))],
            frame.Period.End.DayNumber - frame.First.DayNumber == NpsAnswers.UsualDays ? target : null,
            [.. answers.Where(answer => answer.At >= calendar.StartOf(frame.First)).OrderBy(answer => answer.At)]);
    }

    private static DateTimeOffset Start(Period period, CompanyCalendar calendar) => calendar.StartOf(period.Start);

    /// <summary>Up to when responses are read.</summary>
    /// <param name="cut">Answers given later are left out; null: none.</param>
    public static DateTimeOffset End(Period period, CompanyCalendar calendar, DateTimeOffset? cut) =>
        calendar.StartOf(period.End) is var end && cut < end ? cut.Value.AddTicks(TimeSpan.TicksPerMicrosecond) : end;

    private static IEnumerable<Period> MonthsOf(Frame frame)
    {
        for (var start = frame.First; start <= frame.Last;)
        {
            var next = Month.Of(start).Next.FirstDay;
            yield return new Period(start, next < frame.Period.End ? next : frame.Period.End);
            start = next;
        }
    }
}
