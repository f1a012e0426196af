using RevenueBot.Charts.Figures;

namespace RevenueBot.Charts.Panels;

/// <summary>The panels in words.</summary>
internal sealed class PanelWords(PanelTable panels)
{
    public ChartWords Words => new(Title, Subtitles, [.. Sentences()]) { Caveats = Caveats, CaveatsMayGo = true };

    private (string One, string Many) Noun => panels.Data.Noun;

    private string Metric => panels.Data.Metric;

    private string Span => $"in {Counts.WordOf(panels.Months - 1, "month")}";

    private string Title
    {
        get
        {
            if (panels.IsEmpty) return "No revenue data yet";
            var main = panels.Keys[panels.Main];
            var gain = panels.Gain(panels.Main);
            if (panels.Total == 0 && panels.Keys.All(k => k.Mrr.All(v => v == 0))) return $"No {Metric} in any {Noun.One}";
            if (panels.FirstIsHuge || panels.Months == 1) return $"{main.Name} brings {Share(main.Mrr[^1])} of {Money(panels.Total)} {Metric}";
            if (gain == 0) return $"{Metric} unchanged in every {Noun.One} {Span}";
            return $"{main.Name} {(gain > 0 ? "grew" : "fell")}{(panels.Keys.Count > 1 ? " most" : "")}: {Signed(gain)} {Metric} {Span}";
        }
    }

    private string Share(decimal part) => part < panels.Total && part > panels.Total * 0.9995m ? "nearly all"
        : part == panels.Total ? "all"
        : Percent.One(panels.Total <= 0 ? 0 : part / panels.Total);

    private IReadOnlyList<string> Subtitles
    {
        get
        {
            var what = $"Month-end {Metric} by {Noun.One}, {panels.Currency.Code}";
            if (panels.IsEmpty) return [what];
            var scale = panels.Keys.Count == 1 ? "" : panels.FirstIsHuge ? " · first panel on its own scale" : " · same scale in every panel";
            return [$"{what} · {Months}{scale}", what + scale, what];
        }
    }

    private string Months => panels.Months == 1 ? Days.MonthYear(panels.Data.LastMonth)
        : panels.FirstMonth.Year == panels.Data.LastMonth.Year ? $"{Days.Month(panels.FirstMonth)}–{Days.MonthYear(panels.Data.LastMonth)}"
        : $"{Days.MonthYear(panels.FirstMonth)}–{Days.MonthYear(panels.Data.LastMonth)}";

    private IReadOnlyList<string> Caveats => panels.IsEmpty || panels.Data.Keys.Count < 2 ? []
        : [$"{Counts.WordOf(panels.Data.Keys.Count, Noun.One, Noun.Many)} add up to {Money(panels.Total)} {Metric}", $"{Money(panels.Total)} {Metric} in all"];

    private IEnumerable<string> Sentences()
    {
        if (panels.IsEmpty) return ["No revenue data yet."];
        var exact = panels.Data.Keys.SelectMany(k => k.Mrr).ToArray();
        var decimals = panels.Currency.DecimalsFor(exact);
        string Plain(decimal value) => Currency.Plain(Currency.Round(value, decimals), decimals);
        var total = Currency.Round(panels.Total, decimals);
        var shown = Parts.Round([.. panels.Keys.Select(k => k.Mrr[^1])], total, decimals);
        var newest = panels.Keys.Select((k, i) => $"{k.Name} {Currency.Plain(shown[i], decimals)}");
        return
        [
            $"Small area charts, {Metric} by {Noun.One} in {panels.Currency.Code} at the end of {Days.MonthYear(panels.Data.LastMonth)}: {string.Join("; ", newest)}; total {Currency.Plain(total, decimals)}.",
            .. panels.Months > 1 ? panels.Keys.Select(k => $"{k.Name} from {Days.MonthYear(panels.FirstMonth)}: {string.Join(", ", k.Mrr.Select(Plain))}.") : [],
        ];
    }

    private string Money(decimal amount) => panels.Currency.Compact(amount);

    private string Signed(decimal amount) => (amount > 0 ? "+" : "") + Money(amount);
}
