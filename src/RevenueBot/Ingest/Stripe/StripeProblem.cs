namespace RevenueBot.Ingest.Stripe;

/// <summary>Something in Stripe's data that cannot be counted. It is shown to the operator instead of becoming a 0.</summary>
/// <param name="ObjectId">The Stripe object to look at.</param>
/// <param name="Sentence">What is wrong, in one plain sentence without figures or names.</param>
internal sealed record StripeProblem(string ObjectId, string Sentence);
