using System.Globalization;
using RevenueBot.Metrics;

namespace RevenueBot.Cli.Series;

/// <summary>How the periods of a series are written: both are counted.</summary>
internal enum PeriodForm { Month, Number }

internal static class PeriodForms
{
    private const int LargestNumber = 1_000_000;
    private static readonly Month _origin = new(1, 1);

    /// <summary><c>2026-03</c> or a whole number from −1,000,000 to 1,000,000.</summary>
    public static bool TryRead(string text, out int period, out PeriodForm form)
    {
        form = Month.TryParse(text, out var month) ? PeriodForm.Month : PeriodForm.Number;
        if (form == PeriodForm.Month)
        {
            period = ((month.Year - _origin.Year) * 12) + month.Number - _origin.Number;
            return true;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out period) && period is >= -LargestNumber and <= LargestNumber;
    }

    public static string Write(this PeriodForm form, int period) => form switch
    {
        PeriodForm.Month => _origin.Plus(period).ToString(),
        PeriodForm.Number => period.ToString(CultureInfo.InvariantCulture),
    };
}
