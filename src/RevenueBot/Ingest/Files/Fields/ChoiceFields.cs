using RevenueBot.Metrics;

namespace RevenueBot.Ingest.Files.Fields;

/// <summary>Fields that hold one of a few words.</summary>
internal static class ChoiceFields
{
    public static T Choice<T>(this Row row, string column)
        where T : struct, Enum =>
        row.Require(column) is { } text ? row.Parse<T>(column, text) : default;

    public static T? OptionalChoice<T>(this Row row, string column)
        where T : struct, Enum =>
        row.Find(column) is { } text ? row.Parse<T>(column, text) : null;

    public static Currency Currency(this Row row, string column)
    {
        var text = row.Require(column);
        if (!Metrics.Currency.TryParse(text, out var currency) && text is not null)
            row.Problem(column, "must be a currency code of three letters, such as USD.");
        return currency;
    }

    public static bool Flag(this Row row, string column)
    {
        switch (row.Require(column))
        {
            case "true" or "TRUE" or "True" or "t" or "1": return true;
            case "false" or "FALSE" or "False" or "f" or "0" or null: return false;
            default:
                row.Problem(column, "must be true or false.");
                return false;
        }
    }

    public static bool OptionalFlag(this Row row, string column) => row.Find(column) is not null && row.Flag(column);

    private static T Parse<T>(this Row row, string column, string text)
        where T : struct, Enum
    {
        if (Words<T>.Find(text) is { } value) return value;
        row.Problem(column, $"must be {Words<T>.Sentence}.");
        return default;
    }
}
