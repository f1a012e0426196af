namespace RevenueBot.Metrics.Forecasting.Ets;

internal enum EtsError { Additive, Multiplicative }

internal enum EtsTrend { None, Additive, Damped }

internal enum EtsSeason { None, Additive, Multiplicative }

/// <summary>
/// A form of exponential smoothing by its error, trend and season (Hyndman, Koehler, Ord and Snyder 2008, Forecasting with Exponential
/// Smoothing, doi:10.1007/978-3-540-71918-2). Multiplicative trends are left out, and so is an additive error with a multiplicative
/// season, whose variance has no bound.
/// </summary>
internal readonly record struct EtsForm(EtsError Error, EtsTrend Trend, EtsSeason Season)
{
    /// <summary>Simple exponential smoothing.</summary>
    public static EtsForm Simple { get; } = new(EtsError.Additive, EtsTrend.None, EtsSeason.None);

    /// <summary>Numbers that are estimated: weights, initial states and the variance.</summary>
    public int Parameters => Weights + States + 1;

    public int Weights => 1 + Trend switch { EtsTrend.None => 0, EtsTrend.Additive => 1, EtsTrend.Damped => 2 } + (Season == EtsSeason.None ? 0 : 1);

    public int States => 1 + (Trend == EtsTrend.None ? 0 : 1) + (Season == EtsSeason.None ? 0 : Forecaster.Season - 1);

    /// <param name="positive">All values are above 0, so that ratios have a meaning.</param>
    /// <param name="seasonal">The history is long enough for a season.</param>
    public static IEnumerable<EtsForm> Sound(bool positive, bool seasonal) =>
        from error in Enum.GetValues<EtsError>()
        from trend in Enum.GetValues<EtsTrend>()
        from season in Enum.GetValues<EtsSeason>()
        let form = new EtsForm(error, trend, season)
        where (positive || error == EtsError.Additive) && (seasonal || season == EtsSeason.None) && (error, season) != (EtsError.Additive, EtsSeason.Multiplicative)
        select form;

    /// <summary><c>ETS(M,Ad,N)</c></summary>
    public override string ToString() => $"ETS({Letter(Error)},{(Trend == EtsTrend.Damped ? "Ad" : Letter(Trend))},{Letter(Season)})";

    private static char Letter<T>(T part) where T : struct, Enum => part.ToString()[0];
}
