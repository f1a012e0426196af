using System.Globalization;
using System.Text.Json.Nodes;

namespace RevenueBot.Tests.Questions.Receipts;

/// <summary>Arithmetic as anybody would do it on paper, and how figures are written; nothing of the product's.</summary>
internal static class Plain
{
    public static long Micros(decimal units) => (long)Math.Round(units * 1_000_000m, MidpointRounding.AwayFromZero);

    public static decimal Six(decimal number) => Math.Round(number, 6, MidpointRounding.AwayFromZero);

    /// <summary>"$58,430"; below a thousand with cents, unless there are none.</summary>
    public static string Dollars(decimal units)
    {
        var cents = Math.Round(units, 2, MidpointRounding.AwayFromZero);
        var whole = Math.Abs(cents) >= 1000 || cents == Math.Truncate(cents);
        return (cents < 0 ? "−$" : "$") + Math.Round(Math.Abs(whole ? units : cents), whole ? 0 : 2, MidpointRounding.AwayFromZero).ToString(whole ? "N0" : "N2", CultureInfo.InvariantCulture);
    }

    public static string Percent(decimal fraction) => (fraction < 0 ? "−" : "") + One(Math.Abs(fraction) * 100) + "%";

    public static string One(decimal number) => Math.Round(number, 1, MidpointRounding.AwayFromZero).ToString("N1", CultureInfo.InvariantCulture);

    public static long Money(this JsonNode node, string name) => node[name]!["micros"]!.GetValue<long>();

    public static decimal Number(this JsonNode node, string name) => node[name]!.GetValue<decimal>();

    public static IEnumerable<JsonNode> Entries(this JsonNode series) => series["entries"]!.AsArray().Select(entry => entry!);

    public static JsonNode Figure(this JsonNode answer, string key) => answer["figures"]!.AsArray().Single(figure => figure!["key"]!.GetValue<string>() == key)!;
}
