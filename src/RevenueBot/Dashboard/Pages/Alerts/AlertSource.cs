using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.Storage;
using RevenueBot.Configuration;
using RevenueBot.Handling;
using RevenueBot.Questions;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Alerts;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;

namespace RevenueBot.Dashboard.Pages.Alerts;

/// <summary>What is known of one alert.</summary>
/// <param name="Card">As chat shows it, whether or not it was posted.</param>
/// <param name="Deliveries">Of its message; none where it was not posted.</param>
internal sealed record AlertKnown(OpenAlert Alert, AlertCard Card, IReadOnlyList<AlertEvent> Events, IReadOnlyList<DeliveryLine> Deliveries);

/// <summary>Where the parts of an alert's page come from.</summary>
internal sealed record AlertParts(AlertHead Head, AlertHistory History, AlertLines Lines, AlertTabs Tabs);

/// <summary>One alert: its evidence, what happened to it and what can be done.</summary>
internal sealed class AlertSource(AlertActs acts, AlertBook book, AlertStore store, DeliveryReader deliveries, OpenAlerts open, Colleagues colleagues, PageAnswers answers, AlertParts parts, Company company, TimeProvider clock) : IPageSource<AlertModel>
{
    private const int LongestId = 60;

    /// <summary>Under which it is kept.</summary>
    public static string NameOf(string id) => $"alert {id}";

    public async Task<AlertModel?> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        if (request.Item is not { Length: > 0 and <= LongestId } id) return null;
        var findTabs = parts.Tabs.ReadAsync(request.Address, cancel);
        AlertReader reader = new(request.Viewer, await colleagues.ReadAsync(cancel));
        if (await answers.ReadAsync(NameOf(id), stop => ReadAsync(id, stop), cancel) is not { Alert: var alert } known) return null;
        var findOthers = OthersAsync(alert, reader, cancel);
        var (steps, table) = parts.History.Of(request, known, reader);
        return new AlertModel
        {
            Title = $"{alert.Rule.Title}: {alert.Facts.Name}", Lede = string.Join(' ', [known.Card.Finding, .. known.Card.Details]), Tabs = await findTabs, Level = AlertLines.LevelOf(alert.Rule.Level), State = Format.Capital(parts.Lines.StateOf(alert, reader)) + ".",
            Tiles = await parts.Head.TilesAsync(request, known, cancel), Evidence = AlertHead.Evidence(known), DoNext = alert.Status.IsOpen && alert.Rule.DoNext.Length > 0 ? alert.Rule.DoNext : null, Facts = [.. parts.Head.Facts(known, reader)],
            Forms = FormsOf(alert, reader), PostTo = AlertLines.HrefOf(alert), Why = [new("", "no reason given"), .. ActReplies.Why.Select(why => new Choice(why.Id, Format.Lower(why.Label)))],
            History = steps, HistoryTable = table, Deliveries = parts.History.Deliveries(request, known), Others = await findOthers,
        };
    }

    private async Task<AlertKnown?> ReadAsync(string id, CancellationToken cancel)
    {
        if (await acts.FindAsync(id, cancel) is not [var alert] || alert.Id != id) return null;
        var (findEvents, findDeliveries) = (store.HistoryAsync(id, cancel), alert.Status.Telling.MessageKey is { } key ? deliveries.OfMessageAsync(key, cancel) : Task.FromResult<IReadOnlyList<DeliveryLine>>([]));
        var card = await book.Write(new MessagePlan(id, alert.Status.Telling.Destination ?? "", [alert]), clock.GetUtcNow(), cancel);
        return new(alert, card, await findEvents, await findDeliveries);
    }

    private AlertForms? FormsOf(OpenAlert alert, AlertReader reader)
    {
        if (parts.Lines.ActionsOf(alert, reader, offersAll: true) is not { } actions) return null;
        var today = company.Calendar.DayOf(clock.GetUtcNow());
        return new(actions, Iso.Day(today.AddDays(1)), Iso.Day(today.AddDays(SnoozeTimes.MostDays)));
    }

    private async Task<AlertPanel?> OthersAsync(OpenAlert alert, AlertReader reader, CancellationToken cancel)
    {
        if (!ActWords.IsAboutCustomer(alert)) return null;
        var others = (await open.ReadAsync(new AlertFilter(Subject: alert.Status.Subject), cancel)).Where(other => other.Id != alert.Id).ToList();
        return others.Count == 0 ? null : new($"About {alert.Facts.Name}", [.. others.Select(other => parts.Lines.Of(other, reader))]);
    }
}
