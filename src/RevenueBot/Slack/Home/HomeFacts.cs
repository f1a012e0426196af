using RevenueBot.Access;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Metrics;
using RevenueBot.Questions;
using RevenueBot.Questions.Customers;

namespace RevenueBot.Slack.Home;

/// <summary>Everything that one person's page shows; what they may not see is not in it.</summary>
/// <param name="Mrr">The answer to "mrr".</param>
internal sealed record HomeFacts(Answer Mrr, Right Rights, DateTimeOffset At, Currency Currency)
{
    /// <summary>Answers of which the finding alone is shown.</summary>
    public IReadOnlyList<Answer> Others { get; init; } = [];

    /// <summary>Null: the person may not see customers, or owns none.</summary>
    public IReadOnlyList<OwnedCustomer>? Customers { get; init; }

    /// <summary>Their own open alerts, the largest first. Null: the person may not see any.</summary>
    public IReadOnlyList<OpenAlert>? Alerts { get; init; }

    public Uri? Dashboard { get; init; }
}
