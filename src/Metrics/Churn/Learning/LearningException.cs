namespace RevenueBot.Metrics.Churn.Learning;

/// <summary>Nothing can be learnt from a table; the message is a plain sentence.</summary>
public sealed class LearningException(string message) : Exception(message);
