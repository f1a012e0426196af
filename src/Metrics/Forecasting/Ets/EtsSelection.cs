namespace RevenueBot.Metrics.Forecasting.Ets;

/// <summary>Which form suits a history.</summary>
internal static class EtsSelection
{
    /// <summary>The sound form with the smallest AICc.</summary>
    /// <param name="values">At least 6.</param>
    public static EtsModel Best(double[] values) =>
        EtsForm.Sound(values.Min() > 0, values.Length >= Forecaster.FewestForSeason)
            .Where(form => values.Length > form.Parameters + 1)
            .Where(form => form.Season != EtsSeason.Multiplicative || Seasonality.Indices(values, multiplicative: true).Min() > 0)
            .Select(form => EtsModel.Fit(values, form))
            .Where(model => double.IsFinite(model.Aicc))
            .MinBy(model => model.Aicc) ?? EtsModel.Fit(values, EtsForm.Simple);
}
