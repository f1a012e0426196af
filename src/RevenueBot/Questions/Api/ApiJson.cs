using System.Text.Encodings.Web;
using System.Text.Json;
using RevenueBot.Metrics;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Api;

/// <summary>How answers are written as JSON: snake_case, days and instants in ISO 8601, text as people read it.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // The text is never put into a page: "–" and "+" stay what they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);
}

/// <summary>An amount of MRR.</summary>
/// <param name="Micros">Millionths of the currency's major unit.</param>
/// <param name="Text">As people read it.</param>
internal sealed record MoneyJson(long Micros, string Currency, string Text)
{
    public static MoneyJson Of(long micros, Currency currency) => new(micros, currency.Code, Format.Money(micros, currency));
}

/// <summary>An amount before it is rounded: rows of a receipt are exact, and only their sum is rounded.</summary>
/// <param name="Micros">Millionths of the currency's major unit, with decimals.</param>
internal sealed record ExactMoneyJson(decimal Micros, string Currency);

/// <summary>A share as a fraction, or null with the reason.</summary>
internal sealed record ShareJson(decimal? Fraction, string? Reason)
{
    private const int Digits = 6;

    /// <summary>Growth from one balance to another.</summary>
    public static ShareJson Growth(long from, long to) => from > 0
        ? new(Math.Round(((decimal)to - from) / from, Digits, MidpointRounding.AwayFromZero), null)
        : new(null, "it starts from 0");
}
