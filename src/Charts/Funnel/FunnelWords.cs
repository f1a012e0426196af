using System.Globalization;
using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Funnel;

/// <summary>The funnel in words.</summary>
internal sealed class FunnelWords(FunnelTable funnel)
{
    private readonly TrialFunnel _data = funnel.Data;

    public ChartWords Words => new(Title, Subtitles, [.. Sentences()]) { Caveats = Caveats, CaveatsMayGo = true };

    private string Title
    {
        get
        {
            if (funnel.Started == 0) return _data.StillOpen > 0 ? $"No {Noun} is matured yet" : $"No trials started in {Span}";
            if (funnel.Paid == 0) return $"None of {Counts.Of(funnel.Started, Noun)} paid";
            var paid = $"{Capital(Percent.One(funnel.ShareOfAll(funnel.Steps.Count - 1)))} of {Noun}s paid";
            return funnel.Worst is { } worst ? $"{paid}; steepest loss: {funnel.Spoken(worst)}" : paid;
        }
    }

    private string Span => IsMonth ? Days.LongMonth(_data.To) : Days.Span(_data.From, _data.To);

    /// <summary>"October trial" where the span is one month.</summary>
    private string Noun => IsMonth ? $"{Days.LongMonth(_data.To)} trial" : "trial";

    private bool IsMonth => Days.IsWholeMonth(_data.From, _data.To);

    private string Window => Counts.Of(_data.WindowDays, "day");

    private string[] Subtitles
    {
        get
        {
            var open = _data.StillOpen > 0 ? $"{Counts.Digits(_data.StillOpen)} younger left out" : "all matured";
            var started = $"Trials started {Days.SpanYear(_data.From, _data.To)}";
            return [$"{started}, within {Window} of start ({open})", $"{started}, within {Window} ({open})", started];
        }
    }

    private IReadOnlyList<string> Caveats => (_data.MeanDays, _data.MedianDays) switch
    {
        ({ } mean, { } median) => [$"mean {DaysOf(mean)} days to convert, median {DaysOf(median)}", $"median {DaysOf(median)} days to convert"],
        ({ } mean, null) => [$"mean {DaysOf(mean)} days to convert"],
        (null, { } median) => [$"median {DaysOf(median)} days to convert"],
        _ => [],
    };

    private IEnumerable<string> Sentences()
    {
        var steps = funnel.Steps.Select((s, i) => $"{SafeText.Readable(s.Name)} {Counts.Digits(s.Count)} ({Percent.One(funnel.ShareOfAll(i))})");
        yield return $"Funnel of trials started {Days.SpanYear(_data.From, _data.To)}, within {Window} of start: {string.Join("; ", steps)}.";
        if (funnel.Worst is { } worst) yield return $"Steepest loss before {SafeText.Readable(funnel.Steps[worst].Name)}: {funnel.Loss(worst)}.";
        if (_data.StillOpen > 0) yield return $"{Counts.Of(_data.StillOpen, "younger trial")} left out.";
    }

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static string DaysOf(decimal days) => Currency.Round(days, 1).ToString("#,0.#", CultureInfo.InvariantCulture);
}
