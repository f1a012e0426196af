using System.Globalization;
using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;
using static RevenueBot.Charts.Trend.TrendLayout;

namespace RevenueBot.Charts.Trend;

/// <summary>Numbered flags on the line and their texts in one row. What does not fit is counted, the newest are kept.</summary>
internal sealed class Notes(Page page, Series trend, TrendLayout layout)
{
    /// <summary>Where the notes stand for which there is no room in a picture, and where they stand in a page.</summary>
    public const string Elsewhere = " on the dashboard", Below = " below";

    private const double ClosestFlags = 34, Indent = 38, Gap = 40, Baseline = 604, NarrowestText = 240, LineHeight = 36;
    private const int MostBelow = 4;

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    private double Room => page.Right - page.Margin;

    public void Draw(TotalPanel panel)
    {
        var groups = Groups();
        if (groups.Count == 0) return;
        if (!page.IsFramed)
        {
            Listed(panel, groups);
            return;
        }

        var kept = Enumerable.Range(0, groups.Count).Select(groups.Skip).Select(g => Row([.. g], groups)).First(r => r.Fits);
        var x = page.Margin;
        for (var i = 0; i < kept.Texts.Count; i++)
        {
            var number = (i + 1).ToString(Culture);
            Flag(panel.At(kept.Groups[i].Slot), number);
            Number(new Point(x + FlagRadius, Baseline - 8), number);
            page.Canvas.Text(new(x + Indent, Baseline), kept.Texts[i], page.SmallText);
            x += Indent + Fonts.Width(kept.Texts[i], page.SmallText) + Gap;
        }

        page.Canvas.Text(new(x, Baseline), kept.More, page.Small);
    }

    /// <summary>Where a page is as high as it needs: a line each, below the key, or two beside each other below the months.</summary>
    private void Listed(TotalPanel panel, List<Group> groups)
    {
        var (columns, first) = page.IsSlim ? (1, MovementKey.FirstBelow + MovementKey.HeightBelow(trend, page) + 12) : (2, Baseline);
        var width = Room / columns;
        foreach (var (group, i) in groups.TakeLast(MostBelow).Select((group, i) => (group, i)))
        {
            var (number, left, baseline) = ((i + 1).ToString(Culture), page.Margin + width * (i % columns), first + LineHeight * (i / columns));
            Flag(panel.At(group.Slot), number);
            Number(new Point(left + FlagRadius, baseline - 8), number);
            page.Canvas.Text(new(left + Indent, baseline), Wording(group, width - Indent - (columns - 1) * Gap), page.SmallText);
        }
    }

    /// <summary>Flags closer than 34 px share one number, at the first one's month.</summary>
    private List<Group> Groups()
    {
        List<Group> groups = [];
        var shown = trend.Data.Annotations
            .Select(a => (Slot: trend.SlotOf(a.Day), Text: SafeText.Clean(a.Text), a.Day))
            .Where(a => a.Slot >= 0 && a.Slot < trend.Slots)
            .OrderBy(a => a.Day);
        foreach (var (slot, name, day) in shown)
        {
            var text = Worded(name, Days.Day(day));
            if (groups.Count > 0 && layout.X(slot) - layout.X(groups[^1].Slot) < ClosestFlags) groups[^1].Texts.Add(text);
            else groups.Add(new Group(slot, [text]));
        }

        return groups;
    }

    private NoteRow Row(IReadOnlyList<Group> kept, IReadOnlyList<Group> all)
    {
        var hidden = all.Sum(g => g.Texts.Count) - kept.Sum(g => g.Texts.Count);
        var more = hidden == 0 ? "" : $"and {hidden.ToString(Culture)} more{Elsewhere}";
        var room = Room - (more.Length > 0 ? Fonts.Width(more, page.Small) + Gap : 0);
        var fixedWidth = Indent * kept.Count + Gap * (kept.Count - 1);
        for (var limit = room; ; limit = Math.Max(NarrowestText, limit - 60))
        {
            string[] texts = [.. kept.Select(g => Wording(g, limit))];
            var fits = fixedWidth + texts.Sum(t => Fonts.Width(t, page.SmallText)) <= room;
            if (fits || limit == NarrowestText) return new NoteRow(kept, texts, more, fits);
        }
    }

    /// <summary>The day stands first beside a right-to-left name, which would else pull its number to the wrong side.</summary>
    private static string Worded(string name, string day) => name.Length == 0 ? day
        : SafeText.IsRightToLeft(name) ? $"{day}, {name}"
        : $"{name}, {day}";

    /// <summary>All texts of a shared flag, or the first ones and how many follow.</summary>
    private string Wording(Group group, double width)
    {
        var count = group.Texts.Count;
        var wordings = Enumerable.Range(0, count).Select(left => string.Join("; ", group.Texts.Take(count - left))
            + (left == 0 ? "" : $" and {left.ToString(Culture)} more"));
        return wordings.FirstOrDefault(w => Fit.Fits(w, page.SmallText, width)) ?? Shortened(group, width);
    }

    private string Shortened(Group group, double width)
    {
        var rest = group.Texts.Count > 1 ? $" and {(group.Texts.Count - 1).ToString(Culture)} more" : "";
        return Fit.Cut(group.Texts[0], page.SmallText, width - Fonts.Width(rest, page.SmallText)) + rest;
    }

    private void Flag(Point on, string number)
    {
        var centre = on with { Y = on.Y - FlagHeight };
        page.Canvas.Line(centre with { Y = centre.Y + FlagRadius }, on with { Y = on.Y - 5 }, new Stroke(page.Theme.Text, 2));
        Number(centre, number);
        page.Canvas.Reserve(new Box(centre.X - FlagRadius, centre.Y - FlagRadius, centre.X + FlagRadius, on.Y));
    }

    private void Number(Point centre, string number)
    {
        page.Canvas.Dot(centre, FlagRadius, new Paint(page.Theme.Text));
        page.Canvas.Text(centre with { Y = centre.Y + 7.5 }, number, new TextStyle(22, page.Theme.Surface, 700).Middle);
    }

    private sealed record Group(int Slot, List<string> Texts);

    private sealed record NoteRow(IReadOnlyList<Group> Groups, IReadOnlyList<string> Texts, string More, bool Fits);
}
