namespace RevenueBot.Questions.Language;

/// <summary>Which of a metric's figures a question is about, where it has several: that one leads the answer.</summary>
internal enum Facet { Usual, Gross, Net, Conversion }

/// <summary>What some words may mean.</summary>
internal readonly record struct Meaning(Metric Metric, Facet Facet = Facet.Usual)
{
    /// <summary>In sentences: "churn", "net MRR churn".</summary>
    public string Name => FacetName.Of(this)?.Name ?? MetricName.Of(Metric).Name;
}

/// <summary>How a figure of a metric is called that is not its usual one.</summary>
/// <param name="Word">Behind the command: <c>/churn net</c>.</param>
/// <param name="Name">In sentences.</param>
internal sealed record FacetName(Meaning Meaning, string Word, string Name)
{
    private static readonly IReadOnlyList<FacetName> All =
    [
        new(new(Metric.Churn, Facet.Gross), "gross", "gross MRR churn"), new(new(Metric.Churn, Facet.Net), "net", "net MRR churn"),
        new(new(Metric.Trials, Facet.Conversion), "conversion", "trial conversion"),
    ];

    /// <summary>Null for the usual figure.</summary>
    public static FacetName? Of(Meaning meaning) => All.FirstOrDefault(name => name.Meaning == meaning);

    /// <summary>Null for a word that is no figure of the metric.</summary>
    public static Facet? OfWord(Metric metric, string word) => All.FirstOrDefault(name => name.Meaning.Metric == metric && name.Word == word)?.Meaning.Facet;
}
