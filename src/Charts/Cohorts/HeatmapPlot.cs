using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Cohorts;

/// <summary>Draws the cells: the future is left blank, the running month is an outline.</summary>
internal sealed class HeatmapPlot(Page page, HeatmapLayout layout)
{
    private const double HeadBaseline = 156, Radius = 4, Roomy = 60;
    private const decimal MostShown = 9.99m;

    private readonly CohortTable _table = layout.Table;

    public void Draw()
    {
        Head();
        for (var row = 0; row < _table.Rows.Count; row++) Row(row, _table.Rows[row]);
        new HeatmapKey(page, layout).Draw();
    }

    private void Head()
    {
        page.Canvas.Text(new(page.Margin, HeadBaseline), HeatmapLayout.RowHead, page.Small);
        if (!page.IsSlim) page.Canvas.Text(new(layout.SizeRight, HeadBaseline), HeatmapLayout.SizeHead(_table), page.Small.End);
        for (var column = 0; column < layout.Columns; column++)
            page.Canvas.Text(new(layout.Cell(0, column).Centre.X, HeadBaseline), Counts.Digits(column), page.Small.Middle);
    }

    private void Row(int index, CohortRow row)
    {
        var baseline = HeatmapLayout.RowTop(index) + HeatmapLayout.RowHeight / 2 + 8;
        page.Canvas.Text(new(page.Margin, baseline), Days.MonthYear(row.Month), page.SmallText);
        if (!page.IsSlim) page.Canvas.Text(new(layout.SizeRight, baseline), _table.Size(row), page.Small.End);
        if (row.Size == 0) page.Canvas.Text(new(layout.Left + 10, baseline), "no new customers", page.Small);
        else for (var column = 0; column < Math.Min(row.Kept.Count, layout.Columns); column++) Cell(layout.Cell(index, column), row, column);
    }

    private void Cell(Box room, CohortRow row, int column)
    {
        var share = row.Kept[column] / row.Size;
        var text = share > MostShown ? layout.CellWidth < Roomy ? "1k+" : ">999" : Percent.Digits(share);
        var at = new Point(room.Centre.X, room.Centre.Y + 8);
        if (row.LastIsPart && column == row.Kept.Count - 1)
        {
            page.Canvas.Rect(room.Inset(3), HeatmapKey.NotOver(page), Radius);
            page.Canvas.Text(at, text, page.SmallText.Middle);
            return;
        }

        var colour = page.Theme.Ramp[HeatmapKey.Step(share)];
        page.Canvas.Rect(room.Inset(1), new Paint(colour), Radius);
        page.Canvas.Text(at, text, new TextStyle(22, Contrast.InkOn(colour, page.Theme), column == 0 ? 600 : 400).Middle);
    }
}
