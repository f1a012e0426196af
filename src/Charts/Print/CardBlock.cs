using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Print;

/// <summary>A card: a bar at its left, the sentence, the parts with their names, in two columns where there is room, small print.</summary>
internal static class CardBlock
{
    private const double Pad = 20, Names = 120, Gap = 48, LeftShare = 0.58, PartGap = 5, LeastForTwo = 800;
    private const double MostHeight = 620;

    private static readonly TextStyle Name = Sheet.Body with { Weight = 600 };

    private sealed record Part(string Label, IReadOnlyList<string> Lines)
    {
        public double Height => (Lines.Count * Sheet.Leading(Sheet.Body)) + PartGap;
    }

    public static Strip Strip(PrintCard card, double width)
    {
        var inside = width - (2 * Pad);
        var (left, right) = ((inside - Gap) * LeftShare, (inside - Gap) * (1 - LeftShare));
        var title = Wrapped.Of(card.Title, Sheet.Lead, inside, 2);
        var isNarrow = width < LeastForTwo;
        IReadOnlyList<Part> main = isNarrow ? Parts([.. card.Parts, .. card.Beside], inside) : Parts(card.Parts, left), side = isNarrow ? [] : Parts(card.Beside, right);
        var foot = Wrapped.Of(card.Foot, Sheet.Small, inside, 2);
        var (titleHeight, body) = (title.Count * Sheet.Leading(Sheet.Lead), Math.Max(main.Sum(part => part.Height), side.Sum(part => part.Height)));
        var height = (2 * Pad) + titleHeight + 4 + body + (foot.Count * Sheet.Leading(Sheet.Small));
        return new Strip(height, (canvas, at) =>
        {
            canvas.Rect(new Box(at.X, at.Y, at.X + width, at.Y + height), new Paint(Sheet.Theme.Background), 8);
            canvas.Rect(new Box(at.X, at.Y, at.X + 6, at.Y + height), new Paint(Sheet.Theme.Accent));
            Blocks.Lines(canvas, new(at.X + Pad, at.Y + Pad), title, Sheet.Lead);
            Draw(canvas, new(at.X + Pad, at.Y + Pad + titleHeight + 4), main);
            Draw(canvas, new(at.X + Pad + left + Gap, at.Y + Pad + titleHeight + 4), side);
            Blocks.Lines(canvas, new(at.X + Pad, at.Y + Pad + titleHeight + 4 + body), foot, Sheet.Small);
        })
        { Above = 18 };
    }

    /// <summary>A card is never broken, so each part has its share of lines.</summary>
    private static List<Part> Parts(IReadOnlyList<(string Label, string Text)> parts, double width)
    {
        var most = Math.Max(1, (int)(MostHeight / Math.Max(1, parts.Count) / Sheet.Leading(Sheet.Body)));
        return [.. parts.Select(part => new Part(Fit.Cut(SafeText.Clean(part.Label), Name, Names - 12), Wrapped.Of(part.Text, Sheet.Body, width - Names, most))).Where(part => part.Lines.Count > 0)];
    }

    private static void Draw(Canvas canvas, Point at, IReadOnlyList<Part> parts)
    {
        foreach (var part in parts)
        {
            canvas.Text(new(at.X, at.Y + Name.Size), part.Label, Name);
            Blocks.Lines(canvas, new(at.X + Names, at.Y), part.Lines, Sheet.Body);
            at = at with { Y = at.Y + part.Height };
        }
    }
}
