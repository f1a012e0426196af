namespace RevenueBot.Metrics.Nps;

/// <summary>One answer to the question how likely somebody is to recommend the product.</summary>
/// <param name="UserId">Empty where the source knows only the customer: then the customer is the respondent.</param>
/// <param name="Score">0 to 10.</param>
public readonly record struct NpsAnswer(string CustomerId, string UserId, int Score, DateTimeOffset At);
