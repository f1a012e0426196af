namespace RevenueBot.Charts.Figures;

/// <summary>Writes whole numbers.</summary>
internal static class Counts
{
    private static readonly string[] Words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>"1,234".</summary>
    public static string Digits(long count) => Decimals.Write(count, 0);

    /// <summary>"three" up to ten, "11" after that: for titles.</summary>
    public static string Word(int count) => count >= 0 && count < Words.Length ? Words[count] : Digits(count);

    /// <summary>"1 customer", "26 customers".</summary>
    public static string Of(long count, string noun) => $"{Digits(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>"one country", "three countries".</summary>
    public static string WordOf(int count, string one, string many) => $"{Word(count)} {(count == 1 ? one : many)}";

    /// <summary>"one month", "three months".</summary>
    public static string WordOf(int count, string noun) => WordOf(count, noun, noun + "s");
}
