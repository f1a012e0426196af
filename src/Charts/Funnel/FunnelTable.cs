using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Funnel;

/// <summary>A checked <see cref="TrialFunnel"/> with its losses.</summary>
internal sealed record FunnelTable
{
    private const int FewestSteps = 2, MostSteps = 6;

    private FunnelTable(TrialFunnel data) => (Data, Steps) = (data, data.Steps);

    public TrialFunnel Data { get; }

    public IReadOnlyList<FunnelStep> Steps { get; }

    public int Started => Steps[0].Count;

    public int Paid => Steps[^1].Count;

    /// <summary>The step before which the largest share was lost; null when there is nothing to compare or nothing was lost.</summary>
    public int? Worst
    {
        get
        {
            var losing = Enumerable.Range(1, Steps.Count - 1).Where(i => Lost(i) > 0).ToArray();
            return Steps.Count > FewestSteps && losing.Length > 0 ? losing.MaxBy(LossRate) : null;
        }
    }

    /// <summary>Checks the steps.</summary>
    /// <exception cref="ArgumentException">Fewer than two or more than six steps, or a count that rises or is below zero.</exception>
    public static FunnelTable Of(TrialFunnel data)
    {
        var counts = data.Steps.Select(s => s.Count).ToArray();
        if (counts.Length is < FewestSteps or > MostSteps) throw new ArgumentException("A funnel has two to six steps.");
        if (counts[^1] < 0 || counts.Zip(counts.Skip(1)).Any(p => p.Second > p.First)) throw new ArgumentException("The steps of a funnel never rise.");
        return new FunnelTable(data);
    }

    public int Lost(int step) => Steps[step - 1].Count - Steps[step].Count;

    /// <summary>The share of the step before that did not get to this one; 0 after an empty step.</summary>
    public decimal LossRate(int step) => Steps[step - 1].Count == 0 ? 0 : (decimal)Lost(step) / Steps[step - 1].Count;

    public decimal ShareOfAll(int step) => Started == 0 ? 0 : (decimal)Steps[step].Count / Started;

    /// <summary>"31 lost, 23% of step".</summary>
    public string Loss(int step) => $"{Counts.Digits(Lost(step))} lost, {Percent.Whole(LossRate(step))} of step";

    public string Spoken(int step) => SafeText.Readable(Steps[step].Spoken ?? $"before “{SafeText.Name(Steps[step].Name)}”");
}
