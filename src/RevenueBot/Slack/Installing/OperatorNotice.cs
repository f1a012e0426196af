using Npgsql;
using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Storage;
using RevenueBot.Chat;
using RevenueBot.Questions.Wording;
using RevenueBot.Slack.Alerts;

namespace RevenueBot.Slack.Installing;

/// <summary>
/// Tells whoever runs the bot that an installation has ended: in the log, and where alerts about the bot itself go, unless that is the
/// very workspace that is gone.
/// </summary>
internal sealed class OperatorNotice(NpgsqlDataSource database, AlertSettings alerts, TimeProvider clock, ILogger<OperatorNotice> logger)
{
    public async Task TellAsync(Installation installation, InstallationState state, string reason, CancellationToken cancel)
    {
        logger.InstallationEnded(ChatLog.Hash(installation.Id), reason, state == InstallationState.Removed
            ? "The app was uninstalled there, or its token revoked: install it again to go on." : "Slack does not take its token any more: install the app again, or set a new Slack:BotToken.");
        var routes = alerts.Policy.Routes;
        if ((routes.Operators ?? routes.Default) is not { } destination || IsGone(destination, installation)) return;
        var at = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await OutboxStore.AddAsync(transaction, [new OutboxItem(destination, $"slack.{installation.Id}.{at.ToUnixTimeMilliseconds()}", null) { Card = Card(installation, state, reason) }], at, cancel);
        await transaction.CommitAsync(cancel);
    }

    private static bool IsGone(string destination, Installation installation) => Destination.TryParse(destination, out var parsed) && parsed.Platform == "slack"
        && (SlackAddress.Parse(parsed.Address).Workspace is not { } workspace ? installation.FromSettings : workspace == installation.Id);

    private static AlertCard Card(Installation installation, InstallationState state, string reason)
    {
        var name = PlainText.Printable(installation.Name);
        var finding = state == InstallationState.Removed
            ? $"The app was uninstalled from {name}: nothing is answered or posted there any more."
            : $"Slack does not take the token of {name} any more ({reason}): nothing is answered or posted there.";
        const string next = "install the app there again, then run “alert replay” for what was given up meanwhile.";
        return new()
        {
            Mark = CardMark.High, State = "Slack disconnected", Subject = name, Finding = finding, Summary = $"{finding} Do next: {next}", Notes = [new CardNote("Do next", next)], Footer = $"Slack · {installation.Id}",
        };
    }
}
