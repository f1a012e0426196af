using RevenueBot.Charts.Print;

namespace RevenueBot.Charts.Tests.Print;

/// <summary>Documents as nobody would write them.</summary>
internal static class Documents
{
    private static readonly string[] Words = ["MRR", "rose", "to", "$58,430", "–", "عبد الرحمن", "שלום", "👩‍👩‍👧‍👦", "Ünïcödé", "北京市", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", new('W', 400), "<b>&amp;", "a", "\u202Eevil", "e\u0301\u0301\u0301\u0301", "\t", ""];

    public static PrintDocument Of(params IReadOnlyList<PrintPage> pages) =>
        new("Larkspur Systems: board report, October 2026", "Data through Tue 3 Nov 2026, 08:00 New York · Stripe · USD · default definitions", new(2026, 11, 3, 12, 0, 0, TimeSpan.Zero)) { Pages = pages };

    public static PrintDocument Random(Random random) => Of([.. Enumerable.Range(0, random.Next(1, 3)).Select(i => new PrintPage(Text(random, 4), Text(random, random.Next(1, 40)), [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Row(random))]))]);

    private static PrintRow Row(Random random) => new([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new PrintColumn(random.Next(1, 3), [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => Block(random))]))]) { Floating = [.. Enumerable.Range(0, random.Next(0, 3)).Select(_ => Block(random))] };

    private static PrintBlock Block(Random random) => random.Next(5) switch
    {
        0 => new PrintText(Text(random, random.Next(1, 120)), (PrintWeight)random.Next(4)),
        1 => new PrintFigures([.. Enumerable.Range(0, random.Next(0, 6)).Select(_ => new PrintFigure(Text(random, 3), Text(random, 2), random.Next(2) == 0 ? null : Text(random, 12)))], random.Next(1, 4)),
        2 => Table(random),
        3 => new PrintPicture(WaterfallChart.Draw(Samples.Waterfall, new ChartFrame()), random.NextDouble()),
        _ => new PrintCard(Text(random, 20), [.. Enumerable.Range(0, 5).Select(i => ($"Part {i}", Text(random, random.Next(0, 80))))], Text(random, 5)) { Beside = [("Owner", Text(random, random.Next(0, 30)))] },
    };

    private static PrintTable Table(Random random)
    {
        var columns = random.Next(1, 12);
        return new([.. Enumerable.Range(0, columns).Select(_ => Text(random, 2))], [.. Enumerable.Range(0, random.Next(0, 60)).Select(_ => (IReadOnlyList<string>)[.. Enumerable.Range(0, random.Next(1, columns + 1)).Select(_ => random.Next(2) == 0 ? $"{random.Next()}" : Text(random, random.Next(0, 10)))])])
        {
            Heading = random.Next(2) == 0 ? null : Text(random, 5), Note = random.Next(2) == 0 ? null : Text(random, 30),
        };
    }

    private static string Text(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));
}
