namespace RevenueBot.Charts.Svg;

internal readonly record struct Point(double X, double Y);

internal readonly record struct Box(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;

    public Point Centre => new((Left + Right) / 2, (Top + Bottom) / 2);

    /// <summary>True when the boxes overlap or stand closer than <paramref name="gap"/> beside each other.</summary>
    public bool Touches(Box other, double gap = 0) =>
        Left < other.Right + gap && other.Left < Right + gap && Top < other.Bottom && other.Top < Bottom;

    public Box Inset(double by) => new(Left + by, Top + by, Right - by, Bottom - by);
}

/// <summary>Maps a range of values to a range of pixels, in a straight line.</summary>
internal readonly record struct Scale(double Low, double High, double AtLow, double AtHigh)
{
    public double this[double value] => AtLow + (value - Low) / (High - Low) * (AtHigh - AtLow);

    public double this[decimal value] => this[(double)value];
}
