using System.Globalization;
using System.Text;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Forecasting.Mrr;

namespace RevenueBot.Questions.Language;

/// <summary>
/// A question as it was understood. Its text (<see cref="ToString"/>) is its canonical form: parsed again, it gives the same
/// question, so it can be kept on a button or in a receipt.
/// </summary>
internal sealed record Question
{
    public static Question Mrr { get; } = new();

    public Metric Metric { get; init; }

    /// <summary>Which of the metric's figures leads: <c>/churn net</c>.</summary>
    public Facet Facet { get; init; }

    /// <summary>Null: the balance of the day that is asked about.</summary>
    public Window? Window { get; init; }

    public Dimension By { get; init; }

    /// <summary>Another time with which the figures are compared: <c>vs last year</c>. Null: the unit before.</summary>
    public Window? Versus { get; init; }

    /// <summary>Only one value of a dimension: <c>for plan "pro"</c>.</summary>
    public Filter? Only { get; init; }

    /// <summary>Months of a retention or churn window: 1, 3 or 12; of a forecast its horizon. Null: as usual for the metric.</summary>
    public int? Months { get; init; }

    /// <summary>Free text after the command: a customer's name, the words of an annotation.</summary>
    public string? Subject { get; init; }

    /// <summary>What is supposed of the months ahead: <c>what if churn +1pp and prices +5%</c>.</summary>
    public Suppositions Supposed { get; init; }

    /// <summary>The bridge: what moved it.</summary>
    public bool Why { get; init; }

    /// <summary>With <see cref="Why"/>: the customers who moved it, by name.</summary>
    public bool Who { get; init; }

    /// <summary>Everything at the rates of the last day, so that currencies move nothing.</summary>
    public bool ConstantCurrency { get; init; }

    /// <summary>Null: the current day.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Null: as known now. Else only what had been recorded by then.</summary>
    public DateTimeOffset? KnownAt { get; init; }

    public string MetricName => new Meaning(Metric, Facet).Name;

    /// <summary>For a button: <c>MRR by segment, last quarter</c>.</summary>
    public string Label
    {
        get
        {
            if (Subject is not null) return $"{MetricName} {string.Join(", ", [Literal.Write(Subject), .. Details()])}";
            var subject = (Why ? $"Why {MetricName} changed" : Metric == Metric.Today ? AsOf is null ? "what happened today" : "what happened" : MetricName) + (By == Dimension.Total ? "" : $" by {ByName}") + (Who ? " by customer" : "");
            return string.Join(", ", [subject, .. Details()]);
        }
    }

    /// <summary><c>/mrr by plan last 6 months</c></summary>
    public override string ToString()
    {
        var text = new StringBuilder("/").Append(Metric == Metric.Arr ? "mrr arr" : Language.MetricName.Of(Metric).Command);
        if (FacetName.Of(new Meaning(Metric, Facet)) is { } facet) text.Append(' ').Append(facet.Word);
        if (Subject is not null) text.Append(' ').Append(Literal.Write(Subject));
        if (Why) text.Append(Who ? " why by customer" : " why");
        if (By != Dimension.Total) text.Append(CultureInfo.InvariantCulture, $" by {ByName}");
        foreach (var detail in Details()) text.Append(' ').Append(detail);
        return text.ToString();
    }

    private string ByName => By.ToString().ToLowerInvariant();

    private IEnumerable<string> Details()
    {
        if (Months is { } months) yield return string.Create(CultureInfo.InvariantCulture, $"over {months} month{(months == 1 ? "" : "s")}");
        if (Only is not null) yield return Only.ToString();
        if (Window is not null) yield return Window.ToString();
        if (Versus is not null) yield return "vs " + Plain(Versus);
        if (!Supposed.IsNothing) yield return WhatIfRules.Write(Supposed);
        if (ConstantCurrency) yield return "at constant currency";
        if (AsOf is { } day) yield return "as of " + Iso.Day(day);
        if (KnownAt is { } instant) yield return "known at " + Iso.Instant(instant);
    }

    /// <summary>"vs March 2025", not "vs in March 2025".</summary>
    private static string Plain(Window window) => window.ToString() is ['i', 'n', ' ', .. var rest] ? rest : window.ToString()!;
}

/// <summary>One value of a dimension, by its key.</summary>
internal sealed record Filter(Dimension By, string Key)
{
    /// <summary><c>for plan "pro"</c></summary>
    public override string ToString() => $"for {By.ToString().ToLowerInvariant()} {Literal.Write(Key)}";
}
