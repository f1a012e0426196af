using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Forecasting.Mrr;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Forecasting;

/// <summary>The forecast that a question asks for, with the one it is compared with and the target it may reach.</summary>
internal sealed class ForecastView
{
    private const int UsualMonths = 6;
    private const decimal MicrosPerUnit = 1_000_000m;

    public ForecastView(Asked asked, MrrOutlook outlook, IReadOnlyList<Target> targets)
    {
        (Asked, Outlook) = (asked, outlook);
        var count = Math.Clamp(asked.Question.Months ?? UsualMonths, 1, ForecastSource.LongestHorizon);
        Base = [.. outlook.Forecast().Take(count)];
        Months = Supposed.IsNothing ? Base : [.. outlook.Forecast(Supposed).Take(count)];
        Money = MoneyFormat.For(asked.Currency, [.. Months.Select(month => month.Mean), outlook.Start]);
        var target = targets.Where(one => one.Kind is TargetKind.Level or TargetKind.Minimum && Months.Any(month => month.Month == one.Month)).MaxBy(one => one.Month);
        if (target is null) return;
        TargetMonth = Months.Single(month => month.Month == target.Month);
        TargetMicros = decimal.ToInt64(Math.Round(target.Value * MicrosPerUnit, MidpointRounding.AwayFromZero));
    }

    public Asked Asked { get; }

    public MrrOutlook Outlook { get; }

    public Suppositions Supposed => Asked.Question.Supposed;

    /// <summary>What is forecast, with what was supposed.</summary>
    public IReadOnlyList<MrrForecastMonth> Months { get; }

    /// <summary>The same without it.</summary>
    public IReadOnlyList<MrrForecastMonth> Base { get; }

    public MrrForecastMonth Last => Months[^1];

    /// <summary>The last month ahead that has a target for MRR; null: none has.</summary>
    public MrrForecastMonth? TargetMonth { get; }

    public long TargetMicros { get; }

    public MoneyFormat Money { get; }

    /// <summary>Nothing to go on: no MRR now, and none before.</summary>
    public bool IsEmpty => Outlook.Start == 0 && Outlook.Model.Months == 0;

    public bool IsShort => Outlook.Model.Months < MrrModel.FewestMonths;

    /// <summary>Sums of what is known until the last month that is shown, micro-units.</summary>
    public long CancelsWithin => Outlook.Known?.Cancels.Take(Months.Count).Sum() ?? 0;

    public long RenewingWithin => Outlook.Known?.Renewing.Take(Months.Count).Sum() ?? 0;

    public long TrialsWithin => Outlook.Known?.Trials.Take(Months.Count).Sum() ?? 0;

    /// <summary>MRR that does not pay the supposed prices at the end of the last month yet, micro-units.</summary>
    public long Waiting => (long)Math.Round(Last.Parts.Waiting, MidpointRounding.AwayFromZero);

    /// <summary>From when supposed prices are paid; null: after the months that are shown.</summary>
    public DateOnly? PricesFrom => Outlook.FirstWholeMonth < Months.Count ? Months[Outlook.FirstWholeMonth].Month.FirstDay : null;

    /// <summary>"31 May 2027": the end of a month.</summary>
    public string Day(MrrForecastMonth month) => Asked.Days.Day(month.Month.LastDay);

    /// <summary>The same in a table, whose months follow each other: the year stands only where two of them share a name.</summary>
    public string Row(MrrForecastMonth month) => Months.Count > 11 ? Day(month) : new Days(month.Month.Year).Day(month.Month.LastDay);

    /// <summary>"$59,200–$60,600"; "–" where the history says nothing of its noise.</summary>
    public string Range80(MrrForecastMonth month) => Range(month.Low80, month.High80, Money.Text);

    public string Range95(MrrForecastMonth month) => Range(month.Low95, month.High95, Money.Text);

    public static string Range(long? low, long? high, Func<long, string> text) =>
        (low, high) is ({ } from, { } to) ? $"{text(from)}–{text(to)}" : Format.Undefined;
}
