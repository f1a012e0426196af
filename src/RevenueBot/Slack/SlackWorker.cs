using RevenueBot.Alerts;
using RevenueBot.Chat;
using RevenueBot.Configuration;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Wording;
using RevenueBot.Slack.Alerts;
using RevenueBot.Slack.Installing;

namespace RevenueBot.Slack;

/// <summary>Answers what the reception has stored. What is too old for Slack to take its answer is dropped.</summary>
internal sealed class SlackWorker(
    SlackInbox inbox, Installations installations, SlackDesk desk, SlackDelivery delivery, SlackSeal seal, Company company, TimeProvider clock, ILogger<SlackWorker> logger)
    : ChatWorker("Slack", inbox, clock, logger)
{
    private static readonly DeliveryOutcome _nothing = new DeliveryOutcome.Sent();

    protected override async Task<DeliveryOutcome> HandleAsync(InboxMessage message, CancellationToken finish)
    {
        var age = Clock.GetUtcNow() - message.ReceivedAt;
        var request = SlackRequest.FromBytes(message.Body);
        if (request is null) return _nothing;
        if (request.Kind == SlackRequestKind.Uninstalled) return await UninstallAsync(request, message.ReceivedAt, finish);
        if (age <= ResponseUrl.Lifetime) return await AdmitAsync(request, finish);
        logger.Dropped(request.Kind, (int)age.TotalMinutes);
        return _nothing;
    }

    /// <summary>A workspace where the app is not installed, or no more, gets nothing.</summary>
    private async Task<DeliveryOutcome> AdmitAsync(SlackRequest request, CancellationToken finish)
    {
        var (stored, problem) = await installations.FindAsync(request.Installation, finish);
        if (stored is { Installation.State: InstallationState.Active }) return await ServeAsync($"{request.Kind}", limit => desk.ServeAsync(request, limit), (code, problem) => ConfessAsync(request, code, problem, finish), finish);
        if (stored is null && problem is DeliveryOutcome.RetryAfter) return problem;
        logger.NotInstalled(request.Kind, stored?.Installation.Reason ?? problem?.Problem ?? "not_installed");
        return _nothing;
    }

    /// <summary>Said by two events, in any order, more than once, and late: an installation that is younger stays.</summary>
    private async Task<DeliveryOutcome> UninstallAsync(SlackRequest request, DateTimeOffset receivedAt, CancellationToken finish)
    {
        var (stored, problem) = await installations.FindAsync(request.Installation, finish);
        if (stored is not null) await installations.EndAsync(stored.Installation, InstallationState.Removed, "app_uninstalled", request.OccurredAt ?? receivedAt, finish);
        return problem is DeliveryOutcome.RetryAfter ? problem : _nothing;
    }

    private async Task<DeliveryOutcome> ConfessAsync(SlackRequest request, string code, string problem, CancellationToken finish)
    {
        logger.Failed(request.Kind, code, problem);
        if (request.IsQuiet) return _nothing;
        var question = request.Kind == SlackRequestKind.Submission || AlertActionIds.IsOne(request.ActionId) ? null : request.Kind == SlackRequestKind.Click ? request.Value : seal.Close(request.Text, request.Workspace);
        var moment = Days.LongMoment(Clock.GetUtcNow(), company.Calendar);
        return await delivery.SendAsync(ReplyRoute.Of(request), SlackNotices.Failure(code, moment, question), finish);
    }
}
