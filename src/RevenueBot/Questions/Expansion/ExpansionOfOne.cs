using RevenueBot.Metrics;
using RevenueBot.Metrics.Expansion;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Expansion;

/// <summary>Whether one customer is ready to grow, as an answer.</summary>
internal static class ExpansionOfOne
{
    public static Answer Answer(Asked asked, ExpansionView view, string name) => view.Around with
    {
        Headline = Headline(asked, view, name),
        Sentences = [.. Sentences(asked, view)],
        Figures = view.Shown is [var one] ? Figures(asked, one) : [],
        Suggestions = [new("The customer", $"/customer {Literal.Write(asked.Question.Subject!)}"), new("Its health", $"/health {Literal.Write(asked.Question.Subject!)}"), new("Who is ready to grow", "/expansion")],
        NamesCustomers = true,
    };

    /// <summary>The steps whose money adds up.</summary>
    public static Answer Receipt(Asked asked, ExpansionView view, string name) => Answer(asked, view, name) with { Suggestions = [], Table = view.Shown is [{ Found: { Gain: not null } found }] ? Steps(asked, found) : null };

    public static string OwnerOf(NamedOpportunity one) => one.Owner is { Length: > 0 } owner ? $"Owner: {owner}." : "No owner.";

    /// <summary>"Brightwater Clinics could add $50 MRR on 10 Nov." "Offer Acme nothing on 10 Nov: a payment fails."</summary>
    private static string Headline(Asked asked, ExpansionView view, string name)
    {
        var day = asked.Days.Day(view.Day(asked));
        if (view.Shown is not [{ Found: var found }]) return $"{name} shows no sign on {day} that it is ready to grow.";
        var could = found.Gain is { } gain ? $"could add {Format.Money(gain, asked.Currency)} MRR" : "is ready to grow";
        return found.IsOpen ? $"{name} {could} on {day}." : $"{name} {could}, but is held back on {day}: {ExpansionWords.Held(found.Held)}.";
    }

    private static IEnumerable<string> Sentences(Asked asked, ExpansionView view)
    {
        if (view.Shown is [var one])
        {
            yield return $"It {string.Join("; it ", one.Found.Parts.Select(part => part.Reason == ExpansionReason.Team ? $"has {ExpansionWords.Fact(part)}" : ExpansionWords.Fact(part)))}.";
            yield return $"The step: {string.Join("; ", one.Found.Parts.DistinctBy(part => part.Item).Select(part => ExpansionWords.Step(part, asked.Currency)))}.";
            yield return OwnerOf(one);
        }
        else
        {
            yield return "A sign is usage above 80% of a limit in the running billing cycle, more than one person active in 30 days where there is a higher plan, or a place among the tenth of the entry plan's customers who use it most. Who does not pay, and who would not pay more on the next plan, has none.";
        }

        foreach (var sentence in Facts.FactQualifiers.Of(asked, "usage, tickets and payments")) yield return sentence;
    }

    private static IReadOnlyList<Figure> Figures(Asked asked, NamedOpportunity one) =>
    [
        one.Found.Gain is { } gain ? new("could_add", "Could add", Format.Money(gain, asked.Currency), "MRR", gain) : new("could_add", "Could add", Format.Undefined, "cannot be told"),
        new("mrr", "MRR", Format.Money(one.Found.Mrr, asked.Currency), Micros: one.Found.Mrr),
    ];

    private static AnswerTable Steps(Asked asked, Opportunity found)
    {
        var steps = found.Parts.DistinctBy(part => part.Item).Where(part => part.Gain is not null).ToList();
        var money = MoneyFormat.For(asked.Currency, found.Gain!.Value);
        var shown = Rounding.ShownParts([.. steps.Select(step => step.Gain!.Value)], money.Unit);
        return new([$"Step, {asked.Currency.Code}", "Could add"], [.. steps.Select((step, i) => (IReadOnlyList<string>)[$"{step.From} to {step.To}", money.SignedCell(shown[i])]), ["All", money.SignedCell(found.Gain.Value)]]);
    }
}
