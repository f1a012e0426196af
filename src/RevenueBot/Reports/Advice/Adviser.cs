using RevenueBot.Metrics;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports.Advice;

/// <summary>A recommendation with the rule that made it.</summary>
internal sealed record Advised(AdviceRule Rule, AdviceDraft Draft, DigestAdvice Shown);

/// <summary>Recommendations from rules alone. Pure: the same facts give the same ones.</summary>
internal static class Adviser
{
    public const int Most = 3;

    private const long Whole = 1_000_000, WholeFrom = 10 * Whole;

    /// <summary>At most three, those worth the most first. A rule whose draft lacks a part does not fire.</summary>
    public static IReadOnlyList<Advised> Of(AdviceFacts facts, IReadOnlyList<AdviceRule> rules) =>
        [.. rules.Select(rule => Complete(rule, rule.Write(facts), facts)).OfType<Advised>().OrderByDescending(advised => advised.Draft.Worth!.High).ThenBy(advised => advised.Rule.Id, StringComparer.Ordinal).Take(Most)];

    private static Advised? Complete(AdviceRule rule, AdviceDraft? draft, AdviceFacts facts)
    {
        if (draft is not { By: { } by, Worth: { High: > 0 } worth, Sure: { } sure, Measure: not null } || draft.Evidence.Count is < 2 or > 3 || worth.Low < 0 || worth.Low > worth.High) return null;
        if (((string[])[draft.Do, draft.Owner, draft.Receipt, draft.NextStep, draft.Doubt, worth.If, .. draft.Evidence]).Any(string.IsNullOrWhiteSpace)) return null;
        return new(rule, draft, new DigestAdvice(
            $"{draft.Do}.", $"{Format.Capital(draft.Owner.Trim())}, by {facts.Day(by)}", $"{string.Join(' ', draft.Evidence)} Receipt: ask {draft.Receipt}.", Money(worth, facts.Asked.Currency), $"{draft.NextStep}.", $"{draft.Doubt}. {sure}.", rule.Name)
        { Micros = worth.High });
    }

    /// <summary>"$309–$618 MRR a month, if …": never a single figure.</summary>
    private static string Money(Worth worth, Currency currency)
    {
        var money = MoneyFormat.For(currency, worth.Low, worth.High);
        if (worth.High >= WholeFrom) money = money with { Unit = Whole }; // cents of an assumption would pretend
        var range = money.Round(worth.Low) == money.Round(worth.High) ? $"About {money.Text(worth.High)}" : $"{money.Text(worth.Low)}–{money.Text(worth.High)}";
        return $"{range} MRR a month, {worth.If}.";
    }
}
