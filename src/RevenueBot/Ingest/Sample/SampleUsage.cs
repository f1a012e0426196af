using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Sample;

/// <summary>How a customer uses the product: busy weekdays, quiet weekends, idle days, and in a slump less of it, by fewer people.</summary>
internal sealed class SampleUsage(SampleCustomer customer, SampleMood mood, SampleCalendar calendar)
{
    private const int BusyDaysAMonth = 16;
    private readonly Dice _dice = Dice.For("usage", customer.Index);

    public static IEnumerable<UsageRecord> Of(SampleCustomer customer, SampleRecord record, SampleCalendar calendar)
    {
        var usage = new SampleUsage(customer, new SampleMood(customer, record, calendar), calendar);
        var habit = usage.Roll();
        return record.Days.SelectMany(day => usage.On(day.Day, day.Plan, habit));
    }

    /// <param name="Load">Share of the plan's limit that a usual month uses.</param>
    private sealed record Habit(double Load, double Diligence, int Features, int Users);

    private Habit Roll()
    {
        var load = _dice.Between(1, 100) switch { <= 5 => 0.97, <= 11 => 0.87, _ => 0.15 + (0.5 * _dice.Fraction()) };
        return new Habit(load, 0.65 + (0.5 * _dice.Fraction()), _dice.Between(1, SampleFeatures.All.Count - 1), SampleUsers.CountOf(customer));
    }

    private IEnumerable<UsageRecord> On(DateOnly day, SamplePlan plan, Habit habit)
    {
        var isWeekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        var interest = mood.On(day);
        if (!_dice.Chance(habit.Diligence * interest * (isWeekend ? 0.15 : 0.72))) yield break;
        var tasks = plan.Tasks * habit.Load * interest / BusyDaysAMonth * (0.6 + (0.8 * _dice.Fraction()));
        var users = interest < 0.5 ? Math.Min(2, habit.Users) : habit.Users;
        yield return Row(day, SampleFeatures.All[0], Math.Max(1, (int)tasks), users);
        if (_dice.Chance(0.22 * interest)) yield return Row(day, SampleFeatures.All[_dice.Between(1, habit.Features)], _dice.Between(1, 12), users);
    }

    private UsageRecord Row(DateOnly day, string metric, int quantity, int users) => new(
        customer.Id, SampleUsers.Id(customer, _dice.Between(1, users)), metric, quantity, calendar.At(day, _dice.Between(7 * 60, 20 * 60)), null);
}
