using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Tiles;

/// <summary>One tile in words.</summary>
internal sealed class TileWords(MetricTile tile)
{
    public string Name => SafeText.Name(tile.Name);

    public string Value => tile.Value is { } value ? tile.Measure.Write(value) : "–";

    /// <summary>"+0.3 points, worse": the word stands where up is bad. Null without a comparison.</summary>
    public string? Delta
    {
        get
        {
            if (tile.Value is not { } now || tile.Before is not { } before) return null;
            if (now == before) return "no change";
            var change = tile.Measure.Change(before, now) ?? (now > before ? "up" : "down");
            return tile.HigherIsBetter == false ? $"{change}, {(now > before ? "worse" : "better")}" : change;
        }
    }

    /// <summary>+1 for better, −1 for worse, 0 for neither.</summary>
    public int Mood => tile is { Value: { } now, Before: { } before, HigherIsBetter: { } up } ? Math.Sign(now - before) * (up ? 1 : -1) : 0;

    /// <summary>+1 for up, −1 for down.</summary>
    public int Direction => tile is { Value: { } now, Before: { } before } ? Math.Sign(now - before) : 0;

    /// <summary>The share of the target reached, from 0 on; null without a target.</summary>
    public decimal? Reached => tile is { Value: { } value, Target: { } target } ? Math.Max(0, value / target) : null;

    /// <summary>The line below: the share of the target, the caller's note, and how many answered.</summary>
    public string Note => NoteWith(Short);

    private string NoteWith(Func<decimal, string> write)
    {
        string?[] parts =
        [
            Reached is { } share ? $"{Percent.Whole(share)} of {write(tile.Target!.Value)} target" : null,
            tile.Note is { } note ? SafeText.Readable(note) : null,
            tile.Answers is { } n ? $"n = {Counts.Digits(n)}" + (tile.Margin is { } margin ? $", ±{Decimals.Write(margin, 0)}" : "") : null,
        ];
        return string.Join(" · ", parts.Where(p => p is { Length: > 0 }));
    }

    /// <summary>"$60k" rather than "$60.0k"; a target that is not round is written like any value.</summary>
    private string Short(decimal target) => tile.Measure.Tick(target) is var tick && tick.Length < tile.Measure.Write(target).Length ? tick : tile.Measure.Write(target);

    /// <summary>All of it, with whole amounts.</summary>
    public string Sentence => $"{Name} {(tile.Value is { } value ? tile.Measure.Say(value) : "–")}{(Delta is { } delta ? $", {delta}" : "")}{(NoteWith(tile.Measure.Say) is { Length: > 0 } note ? $"; {note}" : "")}.";
}
