using RevenueBot.Metrics.Churn.Learning;
using RevenueBot.Metrics.Churn.Learning.Measuring;

namespace RevenueBot.Metrics.Churn;

/// <summary>Which one tells the probabilities.</summary>
public enum ChurnBasis
{
    /// <summary>What was learnt from the company's own past.</summary>
    Learnt,

    /// <summary>The rule of thumb: fewer churns than it takes to learn from.</summary>
    TooFewChurns,

    /// <summary>The rule of thumb: what was learnt could not tell customers apart in later months.</summary>
    NoSignal,
}

/// <summary>How good probabilities within so many days were in months later than all that was learnt from.</summary>
/// <param name="Of">"model", "health alone", "last use alone".</param>
public sealed record ChurnTrial(string Of, int Days, Scores Scores);

/// <summary>What a model was trained on and how far it can be trusted.</summary>
/// <param name="CustomerMonths">Rows, and <paramref name="Churns"/> of them followed by churn within 30 days.</param>
public sealed record ChurnCard(ChurnBasis Basis, int CustomerMonths, int Customers, int Churns)
{
    /// <summary>Churns that it takes to learn from.</summary>
    public const int FewestChurns = 50;

    /// <summary>First and last month of the rows; null without any.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>The month from which on it was tried; null: the past is too short for that.</summary>
    public DateOnly? TriedFrom { get; init; }

    public IReadOnlyList<ChurnTrial> Trials { get; init; } = [];

    /// <summary>By window, what the learner says of it.</summary>
    public IReadOnlyList<ModelCard> Windows { get; init; } = [];
}
