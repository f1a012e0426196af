using System.Text.Json;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Alerts.Storage;
using RevenueBot.Metrics;
using RevenueBot.Questions.Api;

namespace RevenueBot.Handling;

/// <summary>Whom an alert is about.</summary>
/// <param name="Kind">customer, company or source.</param>
internal sealed record AlertSubjectJson(string Kind, string Id, string Name);

/// <summary>One alert as programs read it.</summary>
/// <param name="State">firing, recovering, no_data, or normal where it is closed.</param>
/// <param name="Value">In the unit of the rule's signal; null where it is not known.</param>
/// <param name="Mrr">At stake; null for alerts that are not about a customer.</param>
/// <param name="HeldBecause">Why it has not been posted yet; null where it was, or need not be.</param>
internal sealed record AlertEntry(
    string Id, string Rule, string Title, string Level, string State, AlertSubjectJson Subject, string? Owner, string? Segment, decimal? Value, MoneyJson? Mrr, string Reason, DateTimeOffset? FiredAt,
    DateTimeOffset? EndedAt, string? AcknowledgedBy, DateTimeOffset? AcknowledgedAt, string? AssignedTo, DateTimeOffset? SnoozedUntil, string? SnoozeReason, DateTimeOffset? ToldAt, string? ToldIn, string? HeldBecause)
{
    public static AlertEntry Of(OpenAlert alert, Currency currency)
    {
        var (status, handling, telling) = (alert.Status, alert.Status.Handling, alert.Status.Telling);
        return new(
            alert.Id, alert.Rule.Id, alert.Rule.Title, Word(alert.Rule.Level), Word(status.State), new(Word(SignalText.SubjectOf(alert.Rule.Signal)), status.Subject, alert.Facts.Name), alert.Facts.Owner,
            alert.Facts.Segment, status.LastValue, alert.Facts.Mrr is { } mrr ? MoneyJson.Of(mrr, currency) : null, status.Reason, status.FiredAt, status.EndedAt, handling.AcknowledgedBy, handling.AcknowledgedAt,
            handling.AssignedTo, handling.SnoozedUntil, handling.SnoozeNote, telling.ToldAt, telling.Destination, telling.MessageKey is null ? telling.Hold : null);
    }

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

/// <summary>A line of an alert's history.</summary>
internal sealed record AlertEventJson(DateTimeOffset At, string Reason, decimal? Value, string? By)
{
    public static AlertEventJson Of(AlertEvent one) => new(one.At, one.Reason, one.Value, one.By);
}

internal sealed record AlertsJson(IReadOnlyList<AlertEntry> Alerts, string? NextCursor, DateTimeOffset AsOf);

internal sealed record AlertJson(AlertEntry Alert, IReadOnlyList<AlertEventJson> History);

/// <summary>What an act did.</summary>
/// <param name="Changed">False where it was so already.</param>
internal sealed record ActJson(bool Changed, IReadOnlyList<AlertEntry> Alerts);

/// <param name="By">Who acts: slack:U…, or a name; without it the program.</param>
internal sealed record AckRequest(string? By);

/// <param name="Until">A day after today; it wakes at nine in the morning.</param>
internal sealed record SnoozeRequest(string? Until, string? Reason, string? By);

/// <param name="To">Who has it from now on: slack:U…, or a name.</param>
internal sealed record AssignRequest(string? To, string? Note, string? By);

internal sealed record FeedbackRequest(bool? Useful, string? Reason, string? By);
