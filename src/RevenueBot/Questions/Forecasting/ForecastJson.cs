using RevenueBot.Metrics;
using RevenueBot.Metrics.Forecasting.Mrr;
using RevenueBot.Questions.Api;

namespace RevenueBot.Questions.Forecasting;

/// <summary>A month ahead; bounds are null with the reason where the history says nothing of its noise.</summary>
/// <param name="Date">Its last day.</param>
internal sealed record ForecastEntry(
    DateOnly Date, MoneyJson Mean, MoneyJson? Lo80, MoneyJson? Hi80, MoneyJson? Lo95, MoneyJson? Hi95, string? Reason)
{
    public static ForecastEntry Of(MrrForecastMonth month, Currency currency)
    {
        MoneyJson? Money(long? micros) => micros is { } amount ? MoneyJson.Of(amount, currency) : null;
        return new(
            month.Month.LastDay, MoneyJson.Of(month.Mean, currency), Money(month.Low80), Money(month.High80), Money(month.Low95), Money(month.High95),
            month.High80 is null ? ForecastWords.TooFew : null);
    }
}

/// <summary>What the forecast of a month is made of: a row of a receipt, in units of <paramref name="Currency"/> and not rounded.</summary>
/// <param name="Date">Its last day.</param>
/// <param name="Mean">max(trend + known − usual, 0) + price.</param>
/// <param name="Usual">The balance by expected flows alone, <paramref name="Known"/> with what is scheduled and supposed of churn and sales, <paramref name="Level"/> by its own trend.</param>
/// <param name="Price">What supposed prices add: their percentage of all but <paramref name="Waiting"/>, the contracts before their renewal.</param>
/// <param name="Trend">The mean of usual and level; one of them where the history is exact, or too short.</param>
internal sealed record ForecastRow(
    DateOnly Date, MoneyJson Mean, double Usual, double Known, double Level, double Trend, double Waiting, double Price, MoneyJson Gains, MoneyJson Expansion, MoneyJson Contraction, MoneyJson Churn, string Currency)
{
    private const double MicrosPerUnit = 1_000_000;

    public static object Of(MrrForecastMonth month, Currency currency)
    {
        MoneyJson Money(long micros) => MoneyJson.Of(micros, currency);
        var (parts, flows) = (month.Parts, month.Flows);
        return new ForecastRow(
            month.Month.LastDay, Money(month.Mean), parts.Usual / MicrosPerUnit, parts.Known / MicrosPerUnit, parts.Level / MicrosPerUnit, parts.Trend / MicrosPerUnit, parts.Waiting / MicrosPerUnit, parts.Price / MicrosPerUnit,
            Money(flows.Gains), Money(flows.Expansion), Money(flows.Contraction), Money(flows.Churn), currency.Code);
    }
}

/// <param name="Chance">Of reaching it by the end of its month, as a fraction; null without a range.</param>
internal sealed record TargetChanceJson(DateOnly Date, MoneyJson Target, decimal? Chance, string? Reason);

/// <param name="Coverage80">Share of the checks within the 80% range; null without a check.</param>
internal sealed record BackTestJson(int Origins, int Checks, decimal? Coverage80, decimal? Coverage95, decimal? MeanMiss, string? Reason)
{
    private const int Digits = 6;

    public static BackTestJson Of(BackTest test) => test.Checks == 0 ? new(0, 0, null, null, null, "no past forecast to check yet")
        : new(test.Origins, test.Checks, Share(test.Within80, test.Checks), Share(test.Within95, test.Checks), Rounded(test.MeanMiss), null);

    internal static decimal? Rounded(double? share) => share is { } value ? Math.Round((decimal)value, Digits, MidpointRounding.AwayFromZero) : null;

    private static decimal Share(int part, int of) => Math.Round((decimal)part / of, Digits, MidpointRounding.AwayFromZero);
}

/// <summary>What was counted first; amounts fall within the months that are shown.</summary>
/// <param name="Contracts">Longer than a month: of <paramref name="ContractMrr"/>, <paramref name="Renewing"/> of it in a term that ends within the months.</param>
internal sealed record KnownJson(int ScheduledCancels, MoneyJson Cancelled, int Trials, MoneyJson TrialMrr, decimal? TrialConversion, int Contracts, MoneyJson ContractMrr, MoneyJson Renewing);

/// <param name="Start">MRR now.</param>
/// <param name="ComputedAt">When; later facts are not in it.</param>
internal sealed record ForecastSummary(
    MoneyJson Start, TargetChanceJson? Target, BackTestJson BackTest, KnownJson Known, decimal? ChurnPoints, decimal? SalesPercent, decimal? PricePercent, int Months, string Method, DateTimeOffset ComputedAt)
{
    public static ForecastSummary Of(ForecastView view, DateTimeOffset computedAt)
    {
        var (currency, outlook) = (view.Asked.Currency, view.Outlook);
        var known = outlook.Known ?? KnownAhead.Nothing;
        return new(
            MoneyJson.Of(outlook.Start, currency), TargetOf(view), BackTestJson.Of(outlook.BackTest),
            new(known.CancelCount, MoneyJson.Of(view.CancelsWithin, currency), known.TrialCount, MoneyJson.Of(view.TrialsWithin, currency), BackTestJson.Rounded(known.Conversion), known.TermCount, MoneyJson.Of(known.Terms, currency), MoneyJson.Of(view.RenewingWithin, currency)),
            Given(view.Supposed.ChurnPoints), Given(view.Supposed.SalesPercent), Given(view.Supposed.PricePercent), outlook.Model.Months, outlook.Model.LevelMethod, computedAt);
    }

    /// <summary>Null where nothing is supposed.</summary>
    private static decimal? Given(decimal amount) => amount == 0 ? null : amount;

    private static TargetChanceJson? TargetOf(ForecastView view)
    {
        if (view.TargetMonth is not { } month) return null;
        var chance = BackTestJson.Rounded(month.ChanceOf(view.TargetMicros));
        return new(month.Month.LastDay, MoneyJson.Of(view.TargetMicros, view.Asked.Currency), chance, chance is null ? ForecastWords.TooFew : null);
    }
}
