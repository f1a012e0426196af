using RevenueBot.Metrics.Health;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Churn;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Health;

/// <summary>A customer's health with what an answer about it needs.</summary>
/// <param name="History">Scores of the last twelve weeks, its own at the end.</param>
internal sealed record KnownHealth(Asked Asked, HealthDesk.View View, CustomerHealth Health, string Name, string? Owner, IReadOnlyList<HealthPoint> History, KnownChurn? Churn)
{
    /// <summary>The day the score speaks of.</summary>
    public DateOnly Day => Asked.Calendar.DayOf(Health.ComputedAt);

    /// <summary>The day with which it is compared.</summary>
    public DateOnly WeekAgo => Asked.Calendar.DayOf(Health.ComputedAt - HealthMoments.Week);
}

/// <summary>The health of one customer as an answer.</summary>
internal static class CustomerHealthWords
{
    public static Answer Answer(KnownHealth known) => known.View.Around with
    {
        Headline = Headline(known),
        Sentences = [.. Sentences(known)],
        Figures = Figures(known),
        Table = known.Health.Detail is { } score ? Table(known, score) : null,
        Suggestions = [new("The customer", $"/customer {Language.Literal.Write(known.Health.CustomerId)}"), new("Who is at risk", "/at-risk")],
        NamesCustomers = true,
    };

    /// <summary>Every fact with what it costs: the maximum of a component less what its facts lost is its points, and the points are the score.</summary>
    public static Answer Receipt(KnownHealth known) => known.View.Around with
    {
        Headline = known.Health.Score is { } score ? $"How health of {HealthWords.OutOf(score)} of {known.Name} on {known.Asked.Days.Day(known.Day)} adds up" : Headline(known),
        Sentences = known.Health.Detail is { } detail ? [.. HealthWords.Components(detail), .. Formula(detail)] : [],
        Table = known.Health.Detail is { } parts ? Parts(parts) : null,
        NamesCustomers = true,
    };

    /// <summary>"Health of Acme is 26 of 100 on 10 Nov (high risk), 61 on 3 Nov."</summary>
    public static string Headline(KnownHealth known)
    {
        var (health, day) = (known.Health, known.Asked.Days.Day(known.Day));
        return health switch
        {
            { NotScored: NotScored.Left } => $"{known.Name} has left; {(health.Score is { } last ? $"its health was {HealthWords.OutOf(last)} then, on {day} ({HealthWords.Band(health.Band)})" : "its health was not known then")}.",
            { NotScored: NotScored.New } => $"{known.Name} has paid for less than 14 days on {day}: too early to tell its health.",
            { NotScored: NotScored.Trial } => $"{known.Name} is in a trial on {day}: health is told of customers who pay.",
            { NotScored: NotScored.Paused } => $"{known.Name} has paused on {day}: health is told of customers who pay.",
            { NotScored: NotScored.Free } => $"{known.Name} pays nothing on {day}: health is told of customers who pay.",
            { Score: { } score } => $"Health of {known.Name} is {HealthWords.OutOf(score)} on {day} ({HealthWords.Band(health.Band)}){Before(known)}.",
            _ => $"Health of {known.Name} cannot be told on {day}: {Format.Percent(health.Coverage)} of what it is made of is known, and half is needed.",
        };
    }

    private static string Before(KnownHealth known) => known.Health.Change is { Before: { } before } ? $", {HealthWords.Score(before)} on {known.Asked.Days.Day(known.WeekAgo)}" : "";

    private static IEnumerable<string> Sentences(KnownHealth known)
    {
        if (HealthWords.Since(known.Health, known.WeekAgo, known.Asked.Days) is { } since) yield return since;
        if (known.Health.Detail is { } score)
            foreach (var component in HealthWords.Components(score)) yield return component;
        if (HealthWords.Coverage(known.Health.Detail) is { } coverage) yield return coverage;
        foreach (var sentence in ChurnWords.Sentences(known.Asked, known.Churn)) yield return sentence;
        foreach (var sentence in Facts.FactQualifiers.Of(known.Asked, "usage, tickets and payments")) yield return sentence;
    }

    private static List<Figure> Figures(KnownHealth known)
    {
        var health = known.Health;
        List<Figure> figures =
        [
            health.Score is { } score
                ? new("health", "Health", HealthWords.OutOf(score), health.Change is { Points: { } points } ? $"{HealthWords.Signed(points)} vs {known.Asked.Days.Day(known.WeekAgo)}" : null, Number: score)
                : new("health", "Health", Format.Undefined, HealthWords.Why(health)),
            new("band", "Band", health is { IsRunning: false, Score: null } ? Format.Undefined : HealthWords.Band(health.Band), health is { IsRunning: false, Score: null } ? HealthWords.Why(health) : null),
            new("mrr", health.NotScored == NotScored.Left ? "Last MRR" : "MRR", Format.Money(health.Mrr, known.Asked.Currency), Micros: health.Mrr),
            new("coverage", "Known", Format.Percent(health.Coverage), Number: health.Coverage),
        ];
        figures.AddRange(ChurnWords.Figures(known.Asked, known.Churn));
        if (known.Owner is { Length: > 0 } owner) figures.Add(new("owner", "Owner", owner));
        return figures;
    }

    private static AnswerTable Table(KnownHealth known, HealthScore score)
    {
        var all = score.Components.Where(component => component.Points is not null).ToList();
        var sum = Math.Round(all.Sum(component => component.Points!.Value), 1, MidpointRounding.AwayFromZero);
        var shown = HealthWords.Shares([.. all.Select(component => component.Points!.Value)], sum);
        return new(
            ["Component", "Points", "Of", $"Since {known.Asked.Days.Day(known.WeekAgo)}"],
            [
                .. score.Components.Select(component => (IReadOnlyList<string>)
                    [HealthWords.Component(component.Component), component.Points is null ? Format.Undefined : shown[all.IndexOf(component)], $"{component.Max}", Moved(known.Health.Change, component.Component)]),
                ["Sum", HealthWords.Points(sum), $"{all.Sum(component => component.Max)}", ""],
            ],
            score.Coverage < 1 ? "– is not known: the rest is scaled up to 100." : null);
    }

    private static string Moved(HealthChange? change, HealthComponent component) =>
        change is null ? Format.Undefined : change.Components.FirstOrDefault(moved => moved.Component == component) is not { } moved ? "0" : moved.Points is { } points ? HealthWords.Signed(points) : Format.Undefined;

    private static AnswerTable Parts(HealthScore score)
    {
        List<IReadOnlyList<string>> rows = [];
        foreach (var component in score.Components.Where(component => component.Points is not null))
        {
            var points = Math.Round(component.Points!.Value, 1, MidpointRounding.AwayFromZero);
            var lost = HealthWords.Shares([.. component.Parts.Select(part => part.Lost)], component.Max - points);
            rows.Add([$"{HealthWords.Component(component.Component)}, at most", $"{component.Max}.0"]);
            rows.AddRange(component.Parts.Select((part, i) => (IReadOnlyList<string>)[HealthWords.Part(part.Kind), lost[i] == "0.0" ? "0.0" : "−" + lost[i]]));
            rows.Add([HealthWords.Component(component.Component), HealthWords.Points(points)]);
        }

        return new(["Fact", "Points"], rows);
    }

    private static IEnumerable<string> Formula(HealthScore score)
    {
        var known = score.Components.Where(component => component.Points is not null).ToList();
        var (points, max) = (known.Sum(component => component.Points!.Value), known.Sum(component => component.Max));
        if (score.Value is { } value) yield return max == 100 ? $"The four together are {HealthWords.Points(points)} of 100." : $"{HealthWords.Points(points)} of {max} known points × 100 / {max} = {HealthWords.OutOf(value)}.";
        if (HealthWords.Coverage(score) is { } coverage) yield return coverage;
    }
}
