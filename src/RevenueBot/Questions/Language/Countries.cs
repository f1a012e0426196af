using System.Collections.Frozen;

namespace RevenueBot.Questions.Language;

/// <summary>What people call the countries that the ledger keeps by their ISO 3166 code.</summary>
internal static class Countries
{
    private static readonly FrozenDictionary<string, string[]> ByCode = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase)
    {
        ["AE"] = ["United Arab Emirates", "UAE", "Emirates"], ["AR"] = ["Argentina"], ["AT"] = ["Austria"], ["AU"] = ["Australia"], ["BE"] = ["Belgium"], ["BG"] = ["Bulgaria"],
        ["BR"] = ["Brazil"], ["CA"] = ["Canada"], ["CH"] = ["Switzerland"], ["CL"] = ["Chile"], ["CN"] = ["China"], ["CO"] = ["Colombia"], ["CZ"] = ["Czechia", "Czech Republic"],
        ["DE"] = ["Germany"], ["DK"] = ["Denmark"], ["EE"] = ["Estonia"], ["EG"] = ["Egypt"], ["ES"] = ["Spain"], ["FI"] = ["Finland"], ["FR"] = ["France"],
        ["GB"] = ["United Kingdom", "UK", "Great Britain", "Britain", "England"], ["GR"] = ["Greece"], ["HK"] = ["Hong Kong"], ["HR"] = ["Croatia"], ["HU"] = ["Hungary"], ["ID"] = ["Indonesia"],
        ["IE"] = ["Ireland"], ["IL"] = ["Israel"], ["IN"] = ["India"], ["IS"] = ["Iceland"], ["IT"] = ["Italy"], ["JP"] = ["Japan"], ["KE"] = ["Kenya"], ["KR"] = ["South Korea", "Korea"],
        ["LT"] = ["Lithuania"], ["LU"] = ["Luxembourg"], ["LV"] = ["Latvia"], ["MX"] = ["Mexico"], ["MY"] = ["Malaysia"], ["NG"] = ["Nigeria"], ["NL"] = ["Netherlands", "Holland", "the Netherlands"],
        ["NO"] = ["Norway"], ["NZ"] = ["New Zealand"], ["PE"] = ["Peru"], ["PH"] = ["Philippines", "the Philippines"], ["PL"] = ["Poland"], ["PT"] = ["Portugal"], ["RO"] = ["Romania"], ["RS"] = ["Serbia"],
        ["SA"] = ["Saudi Arabia"], ["SE"] = ["Sweden"], ["SG"] = ["Singapore"], ["SI"] = ["Slovenia"], ["SK"] = ["Slovakia"], ["TH"] = ["Thailand"], ["TR"] = ["Turkey", "Türkiye"], ["TW"] = ["Taiwan"],
        ["UA"] = ["Ukraine"], ["US"] = ["United States", "USA", "America", "the US", "the USA", "the United States"], ["VN"] = ["Vietnam"], ["ZA"] = ["South Africa"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<string> NamesOf(string code) => ByCode.GetValueOrDefault(code, []);
}
