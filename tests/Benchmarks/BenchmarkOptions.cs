using System.Globalization;

namespace RevenueBot.Benchmarks;

internal sealed record BenchmarkOptions(string What, IReadOnlyList<int> Customers, int Months)
{
    private static readonly string[] All = ["rebuild", "mrr", "answers", "health", "alerts", "digest", "webhook", "chart", "churn", "chat", "live", "board", "pages", "all"];

    public bool Runs(string name) => What == name || What == "all";

    /// <summary>Null: the arguments make no sense.</summary>
    public static BenchmarkOptions? Read(string[] args)
    {
        var options = new BenchmarkOptions("all", [1_000, 100_000, 1_000_000], 36);
        for (var i = 0; i < args.Length; i++)
        {
            if (All.Contains(args[i])) options = options with { What = args[i] };
            else if (args[i] == "--customers" && i + 1 < args.Length) options = options with { Customers = [.. args[++i].Split(',').Select(Number)] };
            else if (args[i] == "--months" && i + 1 < args.Length) options = options with { Months = Number(args[++i]) };
            else return null;
        }

        return options;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
