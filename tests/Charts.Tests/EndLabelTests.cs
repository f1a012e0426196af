using RevenueBot.Charts.Axes;
using Shouldly;
using Xunit;

namespace RevenueBot.Charts.Tests;

public sealed class EndLabelTests
{
    [Theory]
    [InlineData(new double[] { 100, 300 }, new double[] { 100, 300 })]
    [InlineData(new double[] { 100, 110 }, new double[] { 100, 166 })]
    [InlineData(new double[] { 110, 100 }, new double[] { 166, 100 })]
    [InlineData(new double[] { 490, 495, 500 }, new double[] { 368, 434, 500 })]
    [InlineData(new double[] { 0 }, new double[] { 50 })]
    public void LabelsStandApartInTheOrderOfTheirLines(double[] wanted, double[] placed) => EndLabels.Spread(wanted, 66, (50, 500)).ShouldBe(placed);

    [Fact]
    public void AnyFourLabelsFitTheirRoom()
    {
        var random = new Random(5);
        for (var i = 0; i < 500; i++)
        {
            double[] wanted = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.NextDouble() * 500)];
            var placed = EndLabels.Spread(wanted, 66, (50, 500)).Order().ToArray();
            placed.ShouldAllBe(p => p >= 50 && p <= 500);
            placed.Zip(placed.Skip(1)).ShouldAllBe(p => p.Second - p.First >= 66 - 1e-9);
        }
    }
}
