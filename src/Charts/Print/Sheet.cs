using RevenueBot.Charts.Svg;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Print;

/// <summary>A4 landscape in half points: the frame of every page and its type sizes.</summary>
internal static class Sheet
{
    public const double Width = 1684, Height = 1190, Margin = 80, Room = Width - (2 * Margin);

    /// <summary>Where a page's blocks end; below are the rule and the footer.</summary>
    public const double Bottom = Height - 96;

    /// <summary>The most height that a picture may have.</summary>
    public const double PictureRoom = Bottom - FirstRow - TitleLine - 120;

    /// <summary>Follows the title of a page that goes on.</summary>
    public const string Continued = " (continued)";

    private const double FirstRow = 176, TitleLine = 52, TitleSize = 44;
    private const int TitleLines = 2;

    public static Theme Theme => Theme.Light;

    public static TextStyle Body { get; } = new(20, Theme.Text);

    public static TextStyle Lead { get; } = new(25, Theme.Text, 600);

    public static TextStyle Heading { get; } = new(21, Theme.Text, 600);

    public static TextStyle Small { get; } = new(17, Theme.Muted);

    private static TextStyle Title { get; } = new(TitleSize, Theme.Text, 700) { Spacing = -0.01 };

    /// <summary>Height from one line to the next.</summary>
    public static double Leading(TextStyle style) => Math.Round(style.Size * 1.4, MidpointRounding.AwayFromZero);

    /// <summary>Where the blocks begin below a title.</summary>
    public static double Top(string title) => FirstRow + ((Lines(title).Count - 1) * TitleLine);

    /// <summary>Draws what stands above the blocks.</summary>
    public static void Head(Canvas canvas, string document, string title)
    {
        canvas.Text(new(Margin, 72), Fit.Cut(SafeText.Clean(document), Small, Room), Small);
        var lines = Lines(title);
        for (var i = 0; i < lines.Count; i++) canvas.Text(new(Margin, 128 + (i * TitleLine)), lines[i], Title);
    }

    private static IReadOnlyList<string> Lines(string title) => Wrapped.Of(title, Title, Room, TitleLines);

    /// <summary>Draws the rule, the footer and the number of the page.</summary>
    public static void Foot(Canvas canvas, string footer, int page, int pages)
    {
        canvas.Line(new(Margin, Height - 72), new(Width - Margin, Height - 72), new Stroke(Theme.Grid, 2));
        var number = $"page {page} of {pages}";
        canvas.Text(new(Margin, Height - 42), Fit.Cut(SafeText.Clean(footer), Small, Room - Fonts.Width(number, Small) - 40), Small);
        canvas.Text(new(Width - Margin, Height - 42), number, Small.End);
    }
}
