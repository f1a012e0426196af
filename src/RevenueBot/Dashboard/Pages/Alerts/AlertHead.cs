using RevenueBot.Alerting.Cards;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Configuration;
using RevenueBot.Handling;
using RevenueBot.Questions;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Alerts;

/// <summary>The figures of an alert with their proofs, its evidence as its card has it, and the facts beside.</summary>
internal sealed class AlertHead(PageAnswers answers, AlertLines lines, Company company)
{
    private const int MonthsPerYear = 12;

    /// <summary>What was measured; what is at stake and how the customer does, by the answers about it; how long it has been open.</summary>
    public async Task<IReadOnlyList<Tile>> TilesAsync(PageRequest request, AlertKnown known, CancellationToken cancel)
    {
        var (alert, subject) = (known.Alert, Literal.Write(known.Alert.Status.Subject));
        List<Tile> tiles = [Measured(alert)];
        if (ActWords.IsAboutCustomer(alert))
        {
            var (findCustomer, findHealth) = (answers.AskAsync($"/customer {subject}", request.Viewer, cancel), answers.AskAsync($"/health {subject}", request.Viewer, cancel));
            tiles.Add(AtStake(alert, await findCustomer));
            tiles.Add(Health(known, await findHealth));
        }
        else if (SignalText.SubjectOf(alert.Rule.Signal) == SubjectKind.Company && await answers.AskAsync("/mrr", request.Viewer, cancel) is { Kind: AnswerKind.Figures } mrr)
        {
            tiles.Add(new() { Id = "mrr", Label = "MRR", Value = Figure(mrr, "mrr")?.Value ?? Format.Undefined, Delta = Delta.Of(Figure(mrr, "mrr")?.Comparison), Spark = AnswerParts.Spark("MRR", mrr), Receipt = AnswerParts.Receipt(mrr) });
        }

        tiles.Add(Duration(alert));
        return tiles;
    }

    /// <summary>What holds the score down or raises the chance, or how the rule came to fire.</summary>
    public static IReadOnlyList<string> Evidence(AlertKnown known) => [.. known.Card.Reasons.Select(reason => reason.EndsWith('.') ? reason : $"{reason}."), $"{known.Card.Footer}."];

    public IEnumerable<Fact> Facts(AlertKnown known, AlertReader reader)
    {
        var (status, facts) = (known.Alert.Status, known.Alert.Facts);
        yield return new(SignalText.SubjectOf(known.Alert.Rule.Signal).ToString(), facts.Name, AlertLines.CustomerHref(known.Alert));
        yield return new("Rule", known.Alert.Rule.Id, AlertTabs.Rules);
        if (ActWords.IsAboutCustomer(known.Alert)) yield return new("Its owner", facts.Owner is { Length: > 0 } owner ? owner : "nobody");
        if (facts.Segment is { Length: > 0 } segment) yield return new("Segment", segment);
        if (status.Handling.AssignedTo is { } to) yield return new("Assigned to", reader.NameOf(to));
        if (status.Handling is { AcknowledgedBy: { } by, AcknowledgedAt: { } at }) yield return new("Acknowledged", $"by {reader.NameOf(by)}, {Moment(at)}");
        if (status.Handling is { SnoozedUntil: { } until, SnoozedBy: { } sleeper } && status.IsOpen) yield return new("Snoozed", $"by {reader.NameOf(sleeper)} until {Moment(until)}{(status.Handling.SnoozeNote is { } note ? $": {note}" : "")}");
        if (status.FiredAt is { } fired) yield return new("Fired", Moment(fired));
        if (status.EndedAt is { } ended && !status.IsOpen) yield return new("Closed", Moment(ended));
        yield return new("Posted", status.Telling is { MessageKey: not null, Destination: { } place } ? $"{AlertHistory.PlaceOf(place)}{(status.Telling.ToldAt is { } told ? $", {Moment(told)}" : "")}" : status.Telling.Hold is { } hold ? $"not yet: {hold[RevenueBot.Alerts.States.Reasons.Held.Length..]}" : "nowhere");
        yield return new("Id", known.Alert.Id);
    }

    private static Tile Measured(OpenAlert alert)
    {
        var rule = alert.Rule;
        return new()
        {
            Id = "value", Label = Format.Capital(SignalText.Name(rule.Signal)), Value = SignalWords.Cell(alert),
            Note = $"fires {(rule.FiresBelow ? "below" : "above")} {SignalText.Threshold(rule.Signal, rule.FireAt)}, closes at {SignalText.Threshold(rule.Signal, rule.ResolveAt)} or {(rule.FiresBelow ? "more" : "less")}",
        };
    }

    /// <summary>What it pays now, and what was at stake when it fired.</summary>
    private Tile AtStake(OpenAlert alert, Answer? customer)
    {
        var now = customer is { Kind: AnswerKind.Figures } ? Figure(customer, "mrr") : null;
        return new()
        {
            Id = "mrr", Label = "MRR at stake", Value = now?.Value ?? (AlertLines.Mrr(alert) is { } mrr ? Format.Money(mrr, company.Currency) : Format.Undefined), Receipt = now is null ? null : AnswerParts.Receipt(customer),
            Note = alert.Status.Mrr is > 0 and var then ? $"{Format.Money(then, company.Currency)} when it fired, {Format.Money(then * MonthsPerYear, company.Currency)} a year" : null,
        };
    }

    private static Tile Health(AlertKnown known, Answer? answer)
    {
        var health = answer is { Kind: AnswerKind.Figures } ? Figure(answer, "health") : null;
        return new()
        {
            Id = "health", Label = "Health", Value = health?.Value ?? Format.Undefined, Delta = health?.Number is null ? null : Delta.Of(health.Comparison), Note = health?.Number is null ? health?.Comparison ?? "not scored" : null,
            Spark = known.Card.Trend is { Values: var weeks } && weeks.Count(value => value is not null) > 1 ? AnswerParts.Spark("Health, week by week", weeks) : null, Receipt = health is null ? null : AnswerParts.Receipt(answer),
        };
    }

    private Tile Duration(OpenAlert alert)
    {
        var status = alert.Status;
        if (status.IsOpen || status is not { FiredAt: { } from, EndedAt: { } to }) return new() { Id = "age", Label = "Open for", Value = lines.Age(status.FiredAt), Note = status.FiredAt is { } fired ? $"since {Moment(fired)}" : null };
        return new() { Id = "age", Label = "Was open for", Value = RevenueBot.Alerts.States.Reasons.Duration(to - from), Note = $"until {Moment(to)}" };
    }

    private static Figure? Figure(Answer answer, string key) => answer.Figures.FirstOrDefault(figure => figure.Key == key);

    private string Moment(DateTimeOffset at) => Days.Moment(at, company.Calendar);
}
