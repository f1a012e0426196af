using Dapper;
using Npgsql;
using RevenueBot.Alerting.Cards;
using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Alerts.Storage;
using RevenueBot.Handling;
using RevenueBot.Metrics;

namespace RevenueBot.Tests.Slack.Alerts;

/// <summary>Alerts that an evaluation has told, without an evaluation.</summary>
internal static class Book
{
    /// <summary>What is usually at stake: MRR in micro-units.</summary>
    public const long Stake = 698_000_000;

    public static AlertRule Health { get; } = DefaultRules.All.First(rule => rule.Id == "health") with { For = TimeSpan.Zero };

    /// <summary>Names and cards as the program writes them, of subjects that need no ledger.</summary>
    public static AlertBook Of(string name = "Brightwater Clinics") => new(
        (statuses, _) => Task.FromResult<IReadOnlyList<OpenAlert>>([.. statuses.Select(status => Alert(status, name))]),
        (plan, at, _) => Task.FromResult(Card(plan, at)));

    /// <summary>Fires alerts about customers and tells them in one message, which the dispatcher then posts.</summary>
    /// <returns>The message's key: the alert's own id where it is one.</returns>
    public static Task<string> TellAsync(NpgsqlDataSource database, TimeProvider clock, string channel, params string[] customers) => TellInAsync(database, clock, $"slack:{channel}", customers);

    /// <inheritdoc cref="TellAsync"/>
    public static Task<string> TellInAsync(NpgsqlDataSource database, TimeProvider clock, string destination, params string[] customers) => TellOfAsync(database, clock, destination, Stake, customers);

    /// <inheritdoc cref="TellAsync"/>
    /// <param name="mrr">What is at stake for each: lists begin with the largest.</param>
    public static async Task<string> TellOfAsync(NpgsqlDataSource database, TimeProvider clock, string destination, long mrr, params string[] customers)
    {
        var at = clock.GetUtcNow();
        var fired = customers.Select(customer => Alert(Evaluation.Next(Health, null, Observation.Known(customer, 24), at).Status with { Mrr = mrr }, "Brightwater Clinics")).ToList();
        var key = fired.Count == 1 ? fired[0].Id : MessageKeys.OfGroup(destination[(destination.IndexOf(':') + 1)..], "rule health", at);
        List<OpenAlert> told = [.. fired.Select(alert => alert with { Status = alert.Status with { Telling = new() { MessageKey = key, Destination = destination, ToldAt = at, ToldValue = 24 } } })];
        OutboxItem item = new(destination, key, null) { Card = Card(new(key, destination, told), at), AlertId = key };
        await new AlertStore(database).ActAsync(new([.. told.Select(alert => alert.Status)], [.. told.Select(alert => AlertEvent.Of(alert with { Change = new(ChangeKind.Fired, "fired") }, at))], [item]), at, CancellationToken.None);
        return key;
    }

    public static async Task<IReadOnlyList<T>> QueryAsync<T>(NpgsqlDataSource database, string sql)
    {
        await using var connection = await database.OpenConnectionAsync();
        return [.. await connection.QueryAsync<T>(sql)];
    }

    private static OpenAlert Alert(AlertStatus status, string name) => new(Health, status, new(name, "Dana Osei", "smb", status.Mrr));

    private static AlertCard Card(MessagePlan plan, DateTimeOffset at)
    {
        CardContext context = new(at, CompanyCalendar.Utc, Currency.Parse("USD"), null);
        return plan.Kind == MessageKind.Own ? OwnCard.Of(plan.Members[0], context) : ManyCard.Of(plan, context);
    }
}
