using System.Globalization;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard;

/// <summary>Where in a long list its address is.</summary>
internal static class ListPlace
{
    /// <summary>The last page where the address names one behind it.</summary>
    /// <param name="rows">Of a page.</param>
    public static PagePlace Of(PageAddress address, int count, int rows)
    {
        var last = Math.Max(1, (count + rows - 1) / rows);
        var number = int.TryParse(address["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? Math.Clamp(given, 1, last) : 1;
        return new(number, $"{Format.Count(((number - 1) * rows) + 1)}–{Format.Count(Math.Min(count, number * rows))} of {Format.Count(count)}", number < last);
    }
}
