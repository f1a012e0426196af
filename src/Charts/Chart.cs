namespace RevenueBot.Charts;

/// <summary>A drawn chart.</summary>
/// <param name="Svg">The picture, 1200 × 675.</param>
/// <param name="Title">The finding, plain text.</param>
/// <param name="AltText">The figures in plain sentences, at most 1000 characters.</param>
public sealed record Chart(string Svg, string Title, string AltText);
