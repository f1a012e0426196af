using RevenueBot.Charts.Svg;

namespace RevenueBot.Charts.Print;

/// <summary>Fills pages with rows of columns from top to bottom, and goes on where one ends.</summary>
internal static class Flow
{
    public const double Gutter = 48, RowGap = 30;

    /// <summary>The drawings of each page: at least one page, whose blocks are all within its room.</summary>
    /// <param name="rooms">Height of the blocks on the first page, and on those that continue it.</param>
    public static IReadOnlyList<IReadOnlyList<Action<Canvas, Point>>> Pages(IReadOnlyList<PrintRow> rows, (double First, double Next) rooms)
    {
        List<List<Action<Canvas, Point>>> pages = [[]];
        var top = 0d;
        foreach (var row in rows)
        {
            var columns = Columns(row);
            while (columns.Any(column => column.Strips.Count > 0))
            {
                var taken = columns.Select(column => Fitting(column.Strips, (pages.Count == 1 ? rooms.First : rooms.Next) - top, top == 0)).ToList();
                if (taken.All(count => count == 0))
                {
                    pages.Add([]);
                    top = 0;
                    continue;
                }

                var height = columns.Zip(taken, (column, count) => Place(pages[^1], column, count, top)).Max();
                columns = [.. columns.Zip(taken, (column, count) => column with { Strips = Rest(column.Strips, count) })];
                var over = columns.Any(column => column.Strips.Count > 0);
                if (over) pages.Add([]);
                top = over ? 0 : top + height + RowGap;
            }
        }

        return pages;
    }

    private sealed record Placed(double Left, List<Strip> Strips);

    private static List<Placed> Columns(PrintRow row)
    {
        var room = Sheet.Room - (Gutter * (row.Columns.Count - 1));
        var (left, whole) = (0d, row.Columns.Sum(column => column.Share));
        List<(double Left, double Width, List<Strip> Strips)> columns = [];
        foreach (var column in row.Columns)
        {
            var width = room * column.Share / whole;
            columns.Add((left, width, [.. column.Blocks.SelectMany(block => Blocks.Strips(block, width))]));
            left += width + Gutter;
        }

        foreach (var block in row.Floating)
        {
            var (target, strips) = columns.Select(column => (Column: column, Strips: Blocks.Strips(block, column.Width).ToList())).MinBy(one => Height(one.Column.Strips) + Height(one.Strips));
            target.Strips.AddRange(strips);
        }

        return columns.ConvertAll(column => new Placed(column.Left, column.Strips));
    }

    private static double Height(List<Strip> strips) => strips.Sum(strip => strip.Height + strip.Above);

    /// <summary>How many strips fit; on an empty page at least one, so that every page gets on.</summary>
    private static int Fitting(List<Strip> strips, double room, bool isEmpty)
    {
        var (used, count) = (0d, 0);
        foreach (var strip in strips)
        {
            used += strip.Height + (count == 0 ? 0 : strip.Above);
            if (used > room) break;
            count++;
        }

        if (count < strips.Count)
            while (count > 0 && strips[count - 1].StaysWithNext) count--;
        return count == 0 && isEmpty && strips.Count > 0 ? 1 : count;
    }

    /// <returns>The height that was taken.</returns>
    private static double Place(List<Action<Canvas, Point>> page, Placed column, int count, double top)
    {
        var at = top;
        foreach (var (strip, i) in column.Strips.Take(count).Select((strip, i) => (strip, i)))
        {
            var y = at + (i == 0 ? 0 : strip.Above);
            page.Add((canvas, origin) => strip.Draw(canvas, new(origin.X + column.Left, origin.Y + y)));
            at = y + strip.Height;
        }

        return at - top;
    }

    private static List<Strip> Rest(List<Strip> strips, int count)
    {
        List<Strip> rest = [.. strips.Skip(count)];
        if (count > 0 && rest is [{ Head: { } head }, ..]) rest.Insert(0, head);
        return rest;
    }
}
