using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Forecasting.Mrr;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Forecasting;
using RevenueBot.Questions.Language;

namespace RevenueBot.Reports.Monthly;

/// <summary>Once a month has closed its forecast is kept. One that could not be made within a week is not: it would know too much.</summary>
internal sealed class ForecastKeeping(ForecastSource forecasts, KeptForecasts kept, Company company) : IRefresh
{
    private const int MostDaysLate = 7, Horizon = 6;

    public string Name => "forecast-keeping";

    public Cadence Cadence => Cadence.Daily;

    public bool FollowsLateFacts => false;

    public async Task RunAsync(DateTimeOffset at, CancellationToken cancel)
    {
        var (today, last) = (company.Calendar.DayOf(at), Month.Of(company.Calendar.DayOf(at)).Previous.LastDay);
        if (today.DayNumber - last.DayNumber > MostDaysLate || await kept.HasAsync(last, company.Currency, cancel)) return;
        Asked asked = new() { Question = new Question { Metric = Metric.Forecast, AsOf = last }, Now = at, Calendar = company.Calendar, Currency = company.Currency };
        var outlook = (await forecasts.GetAsync(asked, cancel)).Value;
        if (outlook.Start == 0 && outlook.Model.Months == 0) return;
        await kept.KeepAsync([.. outlook.Forecast().Take(Horizon).Select(month => Of(last, month))], company.Currency, at, cancel);
    }

    private static KeptForecast Of(DateOnly madeOn, MrrForecastMonth month) => new(madeOn, month.Month.FirstDay, month.Mean, month.Low80, month.High80, month.Low95, month.High95);
}
