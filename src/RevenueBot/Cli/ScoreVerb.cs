using System.CommandLine;
using System.Text.Json;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Churn;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Churn;
using RevenueBot.Questions.Customers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Cli;

/// <summary><c>score</c>: the churn risk of every paying customer by the newest model; where there is none it is trained first.</summary>
internal static class ScoreVerb
{
    private const int MostRows = 20;

    private static readonly Option<bool> _json = new("--json") { Description = "Every score as JSON." };

    public static Command Create()
    {
        var command = new Command("score", "Scores every paying customer by the newest churn model, and lists where the most MRR is to be expected lost.") { _json };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var bot = await Bot.OpenAsync(parsed.Settings(), cancel);
        var (refresh, company) = (bot.Services.GetRequiredService<ChurnRefresh>(), bot.Services.GetRequiredService<Company>());
        var now = bot.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var model = await bot.Services.GetRequiredService<ChurnStore>().NewestAsync(cancel) ?? await refresh.TrainAsync(now, company.Currency, null, cancel);
        var summary = await refresh.ScoreAsync(now, company.Currency, model, cancel);
        if (parsed.GetValue(_json)) await WriteJsonAsync(bot, summary, now, cancel);
        else await WriteAsync(bot, summary, now, cancel);
        return 0;
    }

    private static async Task WriteAsync(Bot bot, ChurnSummary summary, DateTimeOffset now, CancellationToken cancel)
    {
        var company = bot.Services.GetRequiredService<Company>();
        var worst = await bot.Services.GetRequiredService<ChurnReader>().WorstAsync(MostRows, cancel);
        var names = (await bot.Services.GetRequiredService<CustomerList>().ReadAsync([.. worst.Select(churn => churn.CustomerId)], company.Calendar.DayOf(now), cancel)).ToDictionary(listed => listed.Customer.CustomerId, listed => listed.Customer.Name);
        if (worst.Count > 0)
            foreach (var line in PlainTable.Lines(Table(worst, names, company.Currency))) await Console.Out.WriteLineAsync(line);
        await Console.Out.WriteLineAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{Format.Counted(summary.Customers, "customer")} with {Format.Money(summary.Mrr, company.Currency)} MRR scored by {ChurnWords.Basis(summary.Card) ?? $"model {summary.ModelId} of {Days.Moment(summary.TrainedAt, company.Calendar)}"}: {summary.ExpectedChurns:N1} churns and {Format.Money(summary.ExpectedMrr, company.Currency)} MRR are to be expected lost in 30 days."));
    }

    private static AnswerTable Table(IReadOnlyList<CustomerChurn> worst, Dictionary<string, string?> names, Currency currency) => new(
        ["Customer", "MRR", "30 days", "60 days", "90 days", "MRR × risk", "Because"],
        [
            .. worst.Select(churn => (IReadOnlyList<string>)
            [
                CustomerWords.Name(churn.CustomerId, names.GetValueOrDefault(churn.CustomerId)), Format.Money(churn.Mrr, currency), ChurnWords.Percent(churn.Score.P30), ChurnWords.Percent(churn.Score.P60), ChurnWords.Percent(churn.Score.P90),
                Format.Money(churn.Expected, currency), string.Join("; ", ChurnReasons.Of(churn.Score, ChurnWords.MostReasons, currency).Where(reason => reason.Raises).Select(reason => reason.Text)),
            ]),
        ]);

    /// <summary>One customer at a time, however many there are.</summary>
    private static async Task WriteJsonAsync(Bot bot, ChurnSummary summary, DateTimeOffset now, CancellationToken cancel)
    {
        var currency = bot.Services.GetRequiredService<Company>().Currency;
        var customers = bot.Services.GetRequiredService<ChurnReader>().AllAsync(cancel).Select(churn => new { Id = churn.CustomerId, ChurnRisk = ChurnRiskJson.Of(new(churn, summary), CustomerStatus.Paying, currency) });
        var scores = new { AsOf = now, Model = summary.ModelId, summary.TrainedAt, summary.Customers, summary.ExpectedChurns, ExpectedMrr = MoneyJson.Of(summary.ExpectedMrr, currency), Entries = customers };
        await using var output = Console.OpenStandardOutput();
        await JsonSerializer.SerializeAsync(output, scores, ApiJson.Options, cancel);
        output.WriteByte((byte)'\n');
    }
}
