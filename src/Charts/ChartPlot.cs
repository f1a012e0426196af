namespace RevenueBot.Charts;

/// <summary>How a client that draws by itself shows a chart.</summary>
public enum PlotKind { Line, Bars }

/// <summary>The figures of a chart with one value a point, for clients that draw by themselves.</summary>
/// <param name="Name">What is drawn: "MRR".</param>
/// <param name="Unit">What the values are measured in: "USD", "%"; empty for counts.</param>
/// <param name="Points">In the order of drawing; those without a value are left out.</param>
public sealed record ChartPlot(PlotKind Kind, string Name, string Unit, IReadOnlyList<PlotPoint> Points);

/// <param name="Label">"Nov 2025", "10 Nov (part)", "Churn".</param>
/// <param name="Day">The day it is of; null where it is of none.</param>
/// <param name="Value">In the unit of the plot, rounded as shown.</param>
/// <param name="Text">The same as a table writes it.</param>
public sealed record PlotPoint(string Label, DateOnly? Day, decimal Value, string Text);
