namespace RevenueBot.Ingest.Stripe;

/// <summary>A request to Stripe that gave no answer; the message is one sentence for a person.</summary>
internal abstract class StripeException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Stripe will refuse this for as long as nobody changes something.</summary>
internal sealed class StripeRefusedException(string message) : StripeException(message);

/// <summary>Stripe did not answer in any of the tries; later it may.</summary>
internal sealed class StripeUnreachableException(string message, Exception? inner = null) : StripeException(message, inner);
