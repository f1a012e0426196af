using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Alerting.Cards;

/// <summary>The card of several alerts: how many, what is at stake in all, the largest, and the sum of the rest.</summary>
internal static class ManyCard
{
    private const int MostRows = 5;

    public static AlertCard Of(MessagePlan plan, CardContext context)
    {
        var open = plan.Members.Where(alert => alert.Status.IsOpen).ToList();
        List<OpenAlert> shown = open.Count > 0 ? open : [.. plan.Members];
        var (quiet, state) = (QuietWord(open, context.At), open.Count > 0 ? State(plan.Kind, open, context) : $"Closed: all {plan.Members.Count}");
        if (quiet is not null) state = $"{quiet}: {state}";
        var (finding, rest) = (Finding(shown, context), plan.Members.Count - open.Count);
        List<string> details = rest > 0 && open.Count > 0 ? [$"{Format.Counted(rest, "other")} of this message {(rest == 1 ? "is" : "are")} closed."] : [];
        return new AlertCard
        {
            Mark = open.Count == 0 ? CardMark.Good : quiet is not null ? CardMark.Quiet : StateWords.MarkOf(open.Max(alert => alert.Rule.Level)), State = state, Finding = finding, Details = details, Table = Table(shown, context),
            Summary = string.Join(' ', [$"{state}.", finding, .. details, $"Largest: {string.Join(", ", shown.Take(3).Select(alert => Named(alert, context)))}."]), Notes = Notes(shown),
            Actions = Actions(open, context.At), ActsOn = plan.Key,
            NamesCustomers = shown.Any(OwnCard.IsAboutCustomer), IsClosed = open.Count == 0, Footer = Footer(plan, context),
        };
    }

    private static string State(MessageKind kind, List<OpenAlert> open, CardContext context) => kind switch
    {
        MessageKind.Morning => $"{open.Count} alerts waited for the morning",
        MessageKind.RollUp => $"{Format.Counted(open.Count, "more alert")} of {context.Day(context.At)}",
        _ when open.Select(alert => alert.Rule.Title).Distinct().Count() == 1 => $"{open.Count} × {Format.Lower(open[0].Rule.Title)}",
        _ => $"{open.Count} alerts of {open[0].Facts.Owner}",
    };

    /// <summary>"$2,365 MRR at stake (4.0% of MRR)." A customer with two alerts counts once.</summary>
    private static string Finding(List<OpenAlert> alerts, CardContext context)
    {
        var mrr = Customers(alerts).Sum(alert => alert.Facts.Mrr ?? 0);
        var share = context.CompanyMrr is > 0 and var company ? $" ({Format.Percent((decimal)mrr / company)} of MRR)" : "";
        return mrr > 0 ? $"{context.Money(mrr)} MRR at stake{share}." : "No MRR is at stake.";
    }

    private static IEnumerable<OpenAlert> Customers(IEnumerable<OpenAlert> alerts) => alerts.DistinctBy(alert => alert.Status.Subject);

    private static CardTable Table(List<OpenAlert> alerts, CardContext context)
    {
        List<IReadOnlyList<string>> rows = [.. alerts.Take(MostRows).Select(alert => (IReadOnlyList<string>)[alert.Facts.Name, alert.Facts.Mrr is { } mrr ? context.Money(mrr) : "", SignalWords.Cell(alert)])];
        if (alerts.Count > MostRows)
            rows.Add([$"{alerts.Count - MostRows} others", context.Money(Customers(alerts).Skip(MostRows).Sum(alert => alert.Facts.Mrr ?? 0)), ""]);
        var signals = alerts.Select(alert => alert.Rule.Title).Distinct().ToList();
        return new(alerts.Count > MostRows ? $"Top {MostRows} of {alerts.Count} by MRR" : "By MRR", ["Customer", "MRR", signals.Count == 1 ? Column(alerts[0]) : "Value"], rows);
    }

    private static string Column(OpenAlert alert) => OwnCard.Sentence(RevenueBot.Alerts.Rules.SignalText.Name(alert.Rule.Signal)).TrimEnd('.');

    /// <summary>The word that leads where nothing is left to be taken; null where something is.</summary>
    private static string? QuietWord(List<OpenAlert> open, DateTimeOffset at) => open.Count == 0 ? null
        : open.All(alert => alert.Status.IsSnoozedAt(at)) ? "Snoozed"
        : open.All(alert => alert.Status.IsSnoozedAt(at) || alert.Status.Handling.AcknowledgedBy is not null) ? "Acknowledged" : null;

    private static IReadOnlyList<CardAction> Actions(List<OpenAlert> open, DateTimeOffset at)
    {
        if (open.Count == 0) return [CardAction.OpenAll];
        if (open.All(alert => alert.Status.IsSnoozedAt(at))) return [CardAction.Wake, CardAction.Assign, CardAction.OpenAll];
        CardAction[] take = QuietWord(open, at) is not null ? [] : [CardAction.AcknowledgeAll];
        return [.. take, CardAction.Snooze, CardAction.Assign, CardAction.OpenAll];
    }

    private static string Named(OpenAlert alert, CardContext context) => alert.Facts.Mrr is > 0 and var mrr ? $"{alert.Facts.Name} {context.Money(mrr)}" : alert.Facts.Name;

    private static IReadOnlyList<CardNote> Notes(List<OpenAlert> alerts) =>
        alerts.Select(alert => alert.Rule.DoNext).Distinct().ToList() is [{ Length: > 0 } next] ? [new("Do next", next)] : [];

    private static string Footer(MessagePlan plan, CardContext context) =>
        $"{context.Moment(context.At)} · one message instead of {plan.Members.Count}" + (context.DataThrough is { } through ? $" · data through {Days.Moment(through, context.Calendar)}" : "");
}
