using RevenueBot.Configuration;
using RevenueBot.Metrics.Churn;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Churn;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Cli;

/// <summary><c>train</c> without a table: the company's own churn model, with its report.</summary>
internal static class CompanyTraining
{
    public static async Task<int> RunAsync(Settings settings, bool asJson, CancellationToken cancel)
    {
        await using var bot = await Bot.OpenAsync(settings, cancel);
        var now = bot.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        using var months = new CountLine("months read");
        var stored = await bot.Services.GetRequiredService<ChurnRefresh>().TrainAsync(now, bot.Services.GetRequiredService<Company>().Currency, months, cancel);
        months.Clear();
        await Console.Out.WriteLineAsync(asJson ? ApiJson.Write(Json(stored)) : string.Join('\n', Lines(stored)));
        return 0;
    }

    private static IEnumerable<string> Lines(StoredChurnModel stored)
    {
        var card = stored.Model.Card;
        foreach (var sentence in ChurnCardWords.Sentences(stored)) yield return sentence;
        foreach (var table in new[] { ChurnCardWords.Trials(card), ChurnCardWords.Calibration(card), ChurnCardWords.Weights(card) }.OfType<AnswerTable>())
        {
            yield return "";
            foreach (var line in PlainTable.Lines(table)) yield return line;
        }

        yield return "";
        yield return $"Kept as model {stored.Id}. The weekly job scores with a model of its own; the verb score uses this one now.";
    }

    private static object Json(StoredChurnModel stored)
    {
        var (card, first) = (stored.Model.Card, stored.Model.Card.Windows is [var window, ..] ? window : null);
        return new
        {
            Model = stored.Id, stored.TrainedAt, Basis = card.Basis == ChurnBasis.Learnt ? "model" : "rule_of_thumb", Reason = ChurnWords.Basis(card), card.CustomerMonths, card.Customers, card.Churns, card.From, card.To,
            Method = first?.Method, card.TriedFrom, Trials = card.Trials.Select(trial => new { trial.Of, trial.Days, trial.Scores }), Weights = first?.Weights ?? [],
        };
    }
}
