using RevenueBot.Charts.Figures;

namespace RevenueBot.Charts.Waterfall;

/// <summary>The waterfall in words.</summary>
internal sealed class WaterfallWords(Statement statement)
{
    private readonly RevenueWaterfall _data = statement.Data;

    public ChartWords Words => new(Title, Subtitles, [AltText])
    {
        Caveats = WaterfallLayout.Cuts(statement) ? ["opening and closing bars are cut; movements are to scale", "totals are cut, movements to scale", "totals are cut"] : [],
        Plot = Plot,
    };

    /// <summary>The movements alone: beside the balance they would be too small to see.</summary>
    private ChartPlot? Plot => statement.Movements.Count == 0 ? null : new(PlotKind.Bars, $"MRR, {Period}", statement.Currency.Code,
        [.. statement.Movements.Select(m => new PlotPoint(m.Name, null, m.Amount, Currency.PlainSigned(m.Amount, statement.Decimals)))]);

    private string Title => (Math.Sign(statement.Net), statement.Opening, statement.Closing) switch
    {
        (0, 0, _) => $"No MRR in {Period}",
        (0, _, _) => $"MRR unchanged in {Period} at {Money(statement.Closing)}",
        (_, 0, _) => $"First MRR in {Period}: {Money(statement.Closing)}",
        (_, _, 0) => $"MRR fell to zero in {Period}: {Money(statement.Net)}",
        (1, _, _) => $"{Period} added {Money(statement.Net)} net: {Cause("gains", "no losses")}",
        _ => $"MRR fell {Money(-statement.Net)} in {Period}: {Cause("losses", "no gains")}",
    };

    private IReadOnlyList<string> Subtitles =>
    [
        $"MRR from {Days.DayYear(_data.From.AddDays(-1))} to {Days.DayYear(_data.To)}, {statement.Currency.Code} by movement",
        $"MRR by movement, {statement.Currency.Code}",
    ];

    public string OpeningLabel => IsMonth ? $"Opening, {Days.Month(_data.From.AddDays(-1))}" : $"Opening, {Days.Day(_data.From.AddDays(-1))}";

    public string ClosingLabel => IsMonth ? $"Closing, {Days.Month(_data.To)}" : $"Closing, {Days.Day(_data.To)}";

    /// <summary>"+$1,450 (+3.1%)", and shorter wordings for less room. None after an opening of zero: the closing value says it.</summary>
    public IReadOnlyList<string> Deltas
    {
        get
        {
            if (statement.Net == 0) return ["no change"];
            if (statement.Opening == 0) return [];
            var net = statement.Currency.Signed(statement.Net, statement.Decimals);
            return Change.Signed(statement.Opening, statement.Closing) is { } percent ? [$"{net} ({percent})", percent] : [net];
        }
    }

    private string AltText
    {
        get
        {
            var figures = statement.Movements.Select(m => $"{Name(m)} {Currency.PlainSigned(m.Amount, statement.Decimals)}")
                .Prepend($"opening {Currency.Plain(statement.Opening, statement.Decimals)}")
                .Append($"closing {Currency.Plain(statement.Closing, statement.Decimals)}");
            return $"Waterfall chart, MRR in {statement.Currency.Code} for {AltPeriod}: {string.Join("; ", figures)}.";
        }
    }

    private bool IsMonth => Days.IsWholeMonth(_data.From, _data.To);

    private string AltPeriod => IsMonth ? $"{Days.LongMonth(_data.To)} {Days.Year(_data.To)}" : Days.SpanYear(_data.From, _data.To);

    private string Period => IsMonth ? Days.LongMonth(_data.To) : Days.Span(_data.From, _data.To);

    /// <summary>Compares the largest gain with the largest loss, if that alone explains the sign of the net.</summary>
    private string Cause(string all, string none)
    {
        var sign = Math.Sign(statement.Net);
        var with = statement.Movements.Where(m => Math.Sign(m.Amount) == sign).MaxBy(m => Math.Abs(m.Amount))!;
        var against = statement.Movements.Where(m => Math.Sign(m.Amount) == -sign).MaxBy(m => Math.Abs(m.Amount));
        if (against is null) return none;
        return Math.Abs(with.Amount) > Math.Abs(against.Amount)
            ? $"{with.Spoken} outran {against.Spoken}"
            : $"all {all} outran {against.Spoken}";
    }

    private static string Name(Movement movement) => movement.Name == "FX" ? "FX" : movement.Name.ToLowerInvariant();

    private string Money(decimal amount) => statement.Currency.Exact(amount, statement.Decimals);
}
