using System.Globalization;

namespace RevenueBot.Benchmarks;

internal static class Report
{
    public static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
