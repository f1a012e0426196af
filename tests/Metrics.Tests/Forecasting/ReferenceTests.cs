using RevenueBot.Metrics.Forecasting;
using RevenueBot.Metrics.Forecasting.Ets;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Forecasting;

/// <summary>
/// Level with the reference implementation of both methods, the package forecast 8.20 of R, on invented series. Theta has one right
/// answer; the optimisers of the smoothing models stop at slightly different weights, so the pair agrees within a share of the interval.
/// </summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, double[]> _series = new()
    {
        ["trend"] = [116.2, 99.5, 94.3, 111.2, 128.9, 110.2, 116.6, 134.9, 135.6, 125.6, 131.2, 151.2, 142.7, 134.3, 150.8, 156.6, 151.1, 141.2, 159, 162.1, 156.2, 168.9, 181, 169.6, 159.1, 175.1, 196.3, 180.4, 182.3, 197.1, 205.2, 193.5, 192.1, 217.5, 212.7, 197.5, 216.1, 226.4, 219.1, 207.4, 222.7, 233.5, 220.5, 230.6, 242.5, 242.2, 225.8, 241.1],
        ["season"] = [242.5, 240.6, 237, 234.8, 238.9, 233.7, 200, 164.3, 142.9, 167.6, 206.3, 248.5, 258.5, 259.1, 267.8, 269.6, 282.5, 264.2, 228, 172.9, 163.2, 175.2, 224.4, 279.8, 287.9, 301.4, 299.9, 305.3, 295.6, 294, 245.5, 197.6, 180.1, 188.8, 251, 304.5, 321, 316.3, 322.1, 334.6, 339.2, 311.2, 264.3, 203.9, 183.7, 206.2, 276.7, 318.3],
        ["walk"] = [514.6, 507, 500.8, 515, 528.6, 535.4, 547.5, 562.5, 553.5, 545.4, 551, 542.5, 542.9, 542, 541.1, 541.6, 533.1, 538.8, 530.6, 521.6, 536.6, 548.9, 555.5, 569.2, 583.3, 577.3, 569.8, 584.5, 587.8, 602.4, 595, 589.1, 603.1, 616.9, 623.3, 635.7, 650.7, 641.8, 633.5, 639.6, 631.2, 632.3, 630.8, 629.3, 630.5, 622.1, 628.5, 620.1],
        ["growth"] = [53.5, 51.9, 57.3, 59, 56.6, 62.2, 61.9, 66.1, 63.3, 70.2, 72.2, 68.7, 77, 77.3, 81.8, 76.7, 85.2, 87.4, 83.4, 94.6, 97.1, 100, 93.8, 101.5, 103.9, 103.1, 113.7, 119.8, 119.1, 118.3, 119.9, 123, 132.1, 133.1, 142.1, 139.4, 153.4, 147.2, 152.5, 170.5, 159.8, 165.3, 171, 192.1, 192.6, 200.2, 205.6, 208.1],
        ["short"] = [84.1, 77.2, 79.7, 78.2, 85.3, 86.8, 81.6, 87.8, 88.1, 84.8, 89.2, 89.9, 84.4, 90.7, 90],
        ["signs"] = [-0.4, 12.7, -10.5, -13.5, -2.5, 8.1, -18.4, -24.7, -24.2, -16.9, 10.6, -0.7, -8.7, -7.6, 18, 7.5, 1.1, 8.8, 19.6, -6.8, -3.4, 0.6, 17.5, -8.1, -16.8, -16.3, -5.8, 20.6, 0.6, 3.8, -6.4, 23.8, 19.6, 14.5, 21.2, 24.6, -6.6, 11.4, -0.6, 27.6, 7.1, -5.1, -4.2, 10.3, 30, -1.9, 20.7, -6.7],
    };

    [Theory]
    [InlineData("trend", 0.5505805, 236.9433)]
    [InlineData("season", 0.9999, 318.2958)]
    [InlineData("walk", 0.9999, 620.1008)]
    [InlineData("growth", 0.9431348, 207.9390)]
    [InlineData("short", 0.4125931, 89.0203)]
    [InlineData("signs", 0.1221386, 7.6266)]
    public void Simple_smoothing_finds_the_same_weight(string name, double alpha, double mean)
    {
        var model = EtsModel.Fit(_series[name], EtsForm.Simple);
        model.Weights.Level.ShouldBe(alpha, 0.01);
        model.End.Level.ShouldBe(mean, 0.002 * Math.Max(100, mean));
    }

    [Theory]
    [InlineData("trend", 239.6338, 247.0410, 285.3119)]
    [InlineData("season", 333.3411, 330.7285, 356.2880)]
    [InlineData("walk", 621.5462, 628.7722, 674.0126)]
    [InlineData("growth", 209.6148, 217.5179, 249.4360)]
    [InlineData("short", 89.9152, 91.7616, 102.1177)]
    [InlineData("signs", 9.2460, 10.2366, 38.4588)]
    public void Theta_agrees_at_both_ends_of_the_horizon(string name, double first, double sixth, double high95)
    {
        var points = Theta.Fit(_series[name]).Forecast(6).ToList();
        points[0].Mean.ShouldBe(first, 0.003 * Math.Max(100, first));
        points[5].Mean.ShouldBe(sixth, 0.003 * Math.Max(100, sixth));
        points[5].High95.ShouldBe(high95, 0.02 * high95);
    }

    /// <param name="low80">Of the sixth period, like <paramref name="high95"/>.</param>
    [Theory]
    [InlineData("trend", 243.5481, 254.7460, 236.3861, 282.8250)]
    [InlineData("season", 339.9094, 336.1848, 322.0678, 357.7748)]
    [InlineData("walk", 620.8235, 624.4365, 594.8554, 669.6769)]
    [InlineData("growth", 213.4260, 236.9077, 217.1021, 267.1978)]
    [InlineData("short", 89.4677, 90.3909, 83.6197, 100.7466)]
    [InlineData("signs", 8.4363, 8.9316, -9.5222, 37.1543)]
    public void The_pair_agrees_within_a_tenth_of_its_interval(string name, double first, double sixth, double low80, double high95)
    {
        var points = Forecaster.Forecast(_series[name], 6).Points;
        var near = (high95 - sixth) / 5;
        points[0].Mean.ShouldBe(first, near);
        points[5].Mean.ShouldBe(sixth, near);
        points[5].Low80.ShouldBe(low80, near);
        points[5].High95.ShouldBe(high95, near);
    }
}
