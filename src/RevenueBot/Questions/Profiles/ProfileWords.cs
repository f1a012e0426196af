using RevenueBot.Metrics;
using RevenueBot.Metrics.Profiles;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Profiles;

/// <summary>A comparison of definitions, in words and as a table that adds up.</summary>
internal static class ProfileWords
{
    public static Answer Write(Asked asked, ProfileComparison comparison, Answer around)
    {
        var money = MoneyFormat.For(asked.Currency, [comparison.OwnMrr, .. comparison.Others.Select(other => other.Mrr)]);
        return around with
        {
            Headline = Headline(asked, comparison, money),
            Sentences = [.. Sentences(asked, comparison, money)],
            Table = Table(asked, comparison, money),
            Figures = [.. comparison.Others.Select(other => new Figure(other.Profile, other.Profile, money.Text(other.Mrr), money.Signed(money.Change(comparison.OwnMrr, other.Mrr)), other.Mrr))],
            Suggestions = [new("MRR", Question.Mrr.ToString())],
        };
    }

    /// <summary>"MRR is $58,430 on 10 Nov by the default definitions; by others it is $57,900 (stripe) to $58,700 (recurly)."</summary>
    private static string Headline(Asked asked, ProfileComparison comparison, MoneyFormat money)
    {
        var own = $"MRR is {money.Text(comparison.OwnMrr)} on {asked.Days.Day(comparison.Day)} by the {comparison.Own} definitions";
        var (least, most) = (comparison.Others.MinBy(other => other.Mrr)!, comparison.Others.MaxBy(other => other.Mrr)!);
        if (money.Round(least.Mrr) == money.Round(most.Mrr))
            return money.Round(least.Mrr) == money.Round(comparison.OwnMrr) ? $"{own}, and the same by all others." : $"{own}; by all others it is {money.Text(least.Mrr)}.";
        return $"{own}; by others it is {money.Text(least.Mrr)} ({least.Profile}) to {money.Text(most.Mrr)} ({most.Profile}).";
    }

    private static IEnumerable<string> Sentences(Asked asked, ProfileComparison comparison, MoneyFormat money)
    {
        var causes = comparison.Others.SelectMany(other => other.Causes.Select(cause => (other.Profile, cause.Cause, cause.Amount))).Where(cause => money.Round(cause.Amount) != 0).ToList();
        if (causes.Count > 0 && causes.MaxBy(cause => Math.Abs(cause.Amount)) is var largest)
            yield return $"The largest cause is {money.Signed(largest.Amount)} by {largest.Profile}: {largest.Cause}.";
        if (comparison.LeftOut.Count > 0) yield return $"Left out, for want of a rate: {string.Join(", ", comparison.LeftOut)}.";
        if (EndOfSpan.Sentence(asked, "The comparison is") is { } end) yield return end;
        foreach (var sentence in Provenance.Qualifiers(asked)) yield return sentence;
    }

    /// <summary>Each profile with its difference, below it the rules that make it; those that change nothing here are left out.</summary>
    private static AnswerTable Table(Asked asked, ProfileComparison comparison, MoneyFormat money) => new(
        ["Definitions", $"MRR, {asked.Currency.Code}", "Difference"],
        [[comparison.Own, money.Cell(comparison.OwnMrr), ""], .. comparison.Others.SelectMany(other => Rows(comparison, other, money))]);

    private static IEnumerable<IReadOnlyList<string>> Rows(ProfileComparison comparison, ProfileDifference other, MoneyFormat money)
    {
        var difference = money.Change(comparison.OwnMrr, other.Mrr);
        yield return [other.Profile, money.Cell(other.Mrr), money.SignedCell(difference)];
        if (other.Causes.Count == 0) yield break;
        var shown = Rounding.ShownParts([.. other.Causes.Select(cause => cause.Amount)], difference, money.Unit);
        for (var i = 0; i < shown.Count; i++)
            if (shown[i] != 0) yield return [$"  {other.Causes[i].Cause}", "", money.SignedCell(shown[i])];
    }
}
