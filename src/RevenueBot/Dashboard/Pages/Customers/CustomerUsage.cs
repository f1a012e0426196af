using RevenueBot.Charts;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Customers;

/// <summary>How many people of a customer were active on each of the last days.</summary>
internal sealed class CustomerUsage(Company company, TimeProvider clock)
{
    private const int Shown = 90;
    private const string Id = "usage";

    /// <summary>Whole days up to yesterday.</summary>
    public static Period DaysBefore(DateOnly today) => new(today.AddDays(-Shown), today);

    /// <summary>Null where nobody was active: there is nothing to see.</summary>
    public PicturePanel? Of(PageRequest request, CustomerActivity activity)
    {
        if (activity.People.All(people => people == 0)) return null;
        var first = DaysBefore(company.Calendar.DayOf(clock.GetUtcNow())).Start;
        var chart = UsageByPlanChart.Draw(new() { First = first, Plans = [new("Active people", activity.People)], Noun = "people" }, new ChartFrame());
        DataTable table = new()
        {
            Id = Id, Caption = "Active people a day", Columns = [new("Day"), new("Active people", true)],
            Rows = [.. activity.People.Select((people, i) => (IReadOnlyList<Cell>)[new Cell(Days.WithYear(first.AddDays(i))) { Raw = Iso.Day(first.AddDays(i)) }, Cell.Of(Format.Count(people), people)])],
        };
        return new("Usage", $"People active a day in the last {Shown} days, bots left out", AnswerParts.Picture(chart, Id, table), AnswerParts.Links(request, null, Id));
    }
}
