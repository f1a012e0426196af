using RevenueBot.Metrics;
using RevenueBot.Metrics.Expansion;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Expansion;

/// <summary>Everybody who is ready to grow, as an answer.</summary>
internal static class ExpansionList
{
    private const int MostReasons = 5;

    public static Answer Answer(Asked asked, ExpansionView view) => view.Around with
    {
        Headline = Headline(asked, view),
        Sentences = [.. view.Shown.Take(MostReasons).Select(one => Reasons(asked, one)), .. Held(asked, view), .. WithoutGain(view), .. Facts.FactQualifiers.Of(asked, "usage, tickets and payments")],
        Figures = Figures(asked, view),
        Table = view.Shown.Count == 0 ? null : Table(asked, view),
        Suggestions = [.. view.Shown.Take(2).Select(one => new Suggestion($"Expansion of {one.Name}", $"/expansion {Literal.Write(one.Found.CustomerId)}")), new("Who is at risk", "/at-risk")],
        NamesCustomers = true,
    };

    public static Answer Receipt(Asked asked, ExpansionView view) => view.Around with
    {
        Headline = Headline(asked, view),
        Sentences =
        [
            "Ready to grow is who used more than 80% of a limit in the running billing cycle, has more than one person active in 30 days where there is a higher plan, or is among the tenth of the entry plan's customers who use it most (with ten others at least).",
            "The money is MRR of the next plan at the same quantity, billing period and running discounts, less that of today.",
            "Nobody is offered anything while a payment fails, a severe ticket is open, or a cancel is scheduled.",
            .. Held(asked, view), .. WithoutGain(view),
        ],
        Table = ByReason(asked, view),
        NamesCustomers = true,
    };

    /// <summary>"34 customers are ready to grow on 10 Nov; they could add $2,310 MRR."</summary>
    private static string Headline(Asked asked, ExpansionView view)
    {
        var (open, day) = (view.Summary.Open, asked.Days.Day(view.Day(asked)));
        if (open.Customers == 0) return $"Nobody is ready to grow on {day}.";
        var (count, it) = (Format.Counted(open.Customers, "customer"), open.Customers == 1 ? "it" : "they");
        return $"{count} {(open.Customers == 1 ? "is" : "are")} ready to grow on {day}{(open.Gain > 0 ? $"; {it} could add {Format.Money(open.Gain, asked.Currency)} MRR" : "")}.";
    }

    /// <summary>"Brightwater Clinics could add $50: used 930 of 1,000 tasks (93%) of this billing cycle; 4 people active in 30 days. Owner: Dana Osei."</summary>
    private static string Reasons(Asked asked, NamedOpportunity one) =>
        $"{one.Name} {(one.Found.Gain is { } gain ? $"could add {Format.Money(gain, asked.Currency)}" : "could grow")}: {string.Join("; ", one.Found.Parts.Select(ExpansionWords.Fact))}. {ExpansionOfOne.OwnerOf(one)}";

    private static IEnumerable<string> Held(Asked asked, ExpansionView view)
    {
        var held = view.Summary.Held.OrderBy(part => part.Key).ToList();
        if (held.Count == 0) yield break;
        var gain = held.Sum(part => part.Value.Gain);
        yield return $"Held back: {Format.Counted(held.Sum(part => part.Value.Customers), "customer")}{(gain > 0 ? $" with {Format.Money(gain, asked.Currency)}" : "")} "
            + $"({string.Join(", ", held.Select(part => $"{ExpansionWords.Held(part.Key)}: {Format.Count(part.Value.Customers)}"))}).";
    }

    private static IEnumerable<string> WithoutGain(ExpansionView view)
    {
        if (view.Summary.WithoutGain > 0) yield return $"What {Format.Counted(view.Summary.WithoutGain, "customer")} could add cannot be told: no higher plan, no price, or no exchange rate.";
    }

    private static IReadOnlyList<Figure> Figures(Asked asked, ExpansionView view)
    {
        var summary = view.Summary;
        return
        [
            new("could_add", "Could add", Format.Money(summary.Open.Gain, asked.Currency), "MRR", summary.Open.Gain), new("customers", "Customers", Format.Count(summary.Open.Customers), Number: summary.Open.Customers),
            .. summary.ByReason.OrderBy(reason => reason.Key).Select(reason => new Figure(ExpansionWords.Key(reason.Key), ExpansionWords.Label(reason.Key), Format.Count(reason.Value.Customers), Number: reason.Value.Customers)),
        ];
    }

    private static AnswerTable Table(Asked asked, ExpansionView view)
    {
        var open = view.Summary.Open;
        var money = MoneyFormat.For(asked.Currency, open.Gain);
        var shown = Rounding.ShownParts([.. view.Shown.Select(one => one.Found.Gain ?? 0), open.Gain - view.Shown.Sum(one => one.Found.Gain ?? 0)], money.Unit);
        List<IReadOnlyList<string>> rows = [.. view.Shown.Select((one, i) => (IReadOnlyList<string>)[one.Name, one.Found.Gain is null ? Format.Undefined : money.Cell(shown[i]), ExpansionWords.Short(one.Found)])];
        if (open.Customers > view.Shown.Count) rows.Add([Format.Counted(open.Customers - view.Shown.Count, "other"), money.Cell(shown[^1]), ""]);
        return new([$"Customer, {asked.Currency.Code}", "Could add", "Why"], [.. rows, ["All", money.Cell(open.Gain), ""]]);
    }

    /// <summary>A customer with several reasons is in each row: the rows add up to more than all.</summary>
    private static AnswerTable ByReason(Asked asked, ExpansionView view)
    {
        var money = MoneyFormat.For(asked.Currency, view.Summary.Open.Gain);
        return new(
            [$"Reason, {asked.Currency.Code}", "Customers", "Could add"],
            [
                .. view.Summary.ByReason.OrderBy(reason => reason.Key).Select(reason => (IReadOnlyList<string>)[ExpansionWords.Label(reason.Key), Format.Count(reason.Value.Customers), money.Cell(reason.Value.Gain)]),
                ["All, each once", Format.Count(view.Summary.Open.Customers), money.Cell(view.Summary.Open.Gain)],
            ],
            "Who has several reasons is in each of their rows, with all of its money.");
    }
}
