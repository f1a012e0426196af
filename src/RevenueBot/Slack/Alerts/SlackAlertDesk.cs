using RevenueBot.Access;
using RevenueBot.Access.Auditing;
using RevenueBot.Alerts;
using RevenueBot.Alerts.Acting;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Handling;

namespace RevenueBot.Slack.Alerts;

/// <summary>
/// Serves clicks on alert cards and the forms behind them: looks the alert up, decides on the person and the place, acts. What everybody
/// sees changes by the outbox; what concerns the clicker alone is said to them alone.
/// </summary>
internal sealed class SlackAlertDesk(AccessGate gate, SlackDirectory directory, AlertActs acts, AlertForms forms, SlackClients slack, SlackDelivery delivery, AccessBook book, AccessAudit audit, TimeProvider clock)
{
    private static readonly DeliveryOutcome _nothing = new DeliveryOutcome.Sent();

    public async Task<DeliveryOutcome> ServeAsync(SlackRequest request, CancellationToken cancel)
    {
        if (AlertActionIds.IsLink(request.ActionId)) return _nothing;
        var target = request.Kind == SlackRequestKind.Submission ? FormMemo.Parse(request.Value)?.Target ?? "" : request.Value ?? "";
        var judgement = await JudgeAsync(request, Right.Totals, cancel);
        if (!judgement.IsAllowed) return await RefuseAsync(request, judgement, cancel);
        var alerts = await acts.FindAsync(target, cancel);
        if (alerts.Any(ActWords.IsAboutCustomer)) judgement = await JudgeAsync(request, Right.CustomersByName, cancel);
        if (!judgement.IsAllowed) return await RefuseAsync(request, judgement, cancel);
        await WriteAsync(request, judgement, cancel);
        if (alerts.Count == 0) return await delivery.SayAsync(request, ActReplies.NotFound, cancel);
        return request.Kind == SlackRequestKind.Submission ? await SubmitAsync(request, target, alerts, cancel) : await ClickAsync(request, target, alerts, cancel);
    }

    private Task<DeliveryOutcome> ClickAsync(SlackRequest request, string target, IReadOnlyList<OpenAlert> alerts, CancellationToken cancel) => request.ActionId switch
    {
        AlertActionIds.Acknowledge or AlertActionIds.AcknowledgeAll => ActAsync(request, target, new PersonAct.Acknowledge(), cancel),
        AlertActionIds.HandBack => ActAsync(request, target, new PersonAct.HandBack(), cancel),
        AlertActionIds.Wake => ActAsync(request, target, new PersonAct.Wake(), cancel),
        AlertActionIds.Snooze or AlertActionIds.Assign => OpenAsync(request, target, alerts, cancel),
        AlertActionIds.CatchUp => delivery.SayAsync(request, ActReplies.CatchesUpByItself, cancel),
        _ => JudgeAsync(request, target, cancel),
    };

    private async Task<DeliveryOutcome> OpenAsync(SlackRequest request, string target, IReadOnlyList<OpenAlert> alerts, CancellationToken cancel)
    {
        List<OpenAlert> open = [.. alerts.Where(alert => alert.Status.IsOpen)];
        if (open.Count == 0) return await delivery.SayAsync(request, ActReplies.Closed, cancel);
        FormMemo memo = new(target, request.Channel, open.Any(ActWords.IsAboutCustomer));
        var view = request.ActionId == AlertActionIds.Snooze ? forms.SnoozeView(memo, open) : forms.AssignView(memo, open);
        var opened = await slack.In(request.Installation).OpenViewAsync(request.TriggerId ?? "", view, cancel);
        return opened.Outcome.IsSent ? opened.Outcome : await delivery.SayAsync(request, SlackForms.TooLate, cancel);
    }

    private async Task<DeliveryOutcome> SubmitAsync(SlackRequest request, string target, IReadOnlyList<OpenAlert> alerts, CancellationToken cancel)
    {
        if (forms.Problems(request).Values.FirstOrDefault() is { } problem) return await delivery.SayAsync(request, problem, cancel);
        if (request.ActionId == AlertForms.Snooze) return await ActAsync(request, target, new PersonAct.Snooze(forms.UntilOf(request)!.Value, request.Field(AlertForms.Reason)), cancel);
        var who = request.Field(AlertForms.Who)!;
        return await MayHaveAsync(request, who, alerts, cancel)
            ? await ActAsync(request, target, new PersonAct.Assign(SlackPeople.Address(who), request.Field(AlertForms.Note)), cancel)
            : await delivery.SayAsync(request, ActReplies.NotAllowed, cancel);
    }

    /// <summary>A person is given only what they may see: no guest, no outsider, no bot, whatever the rules say.</summary>
    private async Task<bool> MayHaveAsync(SlackRequest request, string user, IReadOnlyList<OpenAlert> alerts, CancellationToken cancel)
    {
        Person person = new(Platform.Slack, request.Workspace, user, await directory.PersonAsync(request.Home, user, fresh: true, cancel));
        var needed = alerts.Any(ActWords.IsAboutCustomer) ? Right.CustomersByName : Right.Totals;
        return AccessPolicy.Decide(await book.RulesAsync(Platform.Slack, cancel) with { DirectMessages = true }, person, Place.Direct(user), needed, Audience.Alone).IsAllowed;
    }

    /// <summary>The card changes for everybody; only what did not happen is said.</summary>
    private async Task<DeliveryOutcome> ActAsync(SlackRequest request, string target, PersonAct act, CancellationToken cancel)
    {
        var outcome = await acts.DoAsync(target, act, SlackPeople.Address(request.User), cancel);
        return outcome.Result == ActResult.Done ? _nothing : await delivery.SendAsync(ReplyRoute.Of(request), AlertNotices.Of(outcome, act), cancel);
    }

    private async Task<DeliveryOutcome> JudgeAsync(SlackRequest request, string target, CancellationToken cancel)
    {
        var by = SlackPeople.Address(request.User);
        if (request.ActionId == AlertActionIds.UndoFeedback)
        {
            await acts.UnjudgeAsync(target, by, cancel);
            return await delivery.SayAsync(request, ActReplies.TakenBack, cancel);
        }

        var isUseful = request.ActionId == AlertActionIds.Useful;
        var reason = AlertNotices.ReasonOf(request.ActionId);
        await acts.JudgeAsync(target, isUseful, reason, by, cancel);
        return await delivery.SendAsync(ReplyRoute.Of(request), AlertNotices.Noted(target, isUseful, asksWhy: !isUseful && reason is null), cancel);
    }

    private Task<Judgement> JudgeAsync(SlackRequest request, Right right, CancellationToken cancel) => gate.JudgeAsync(directory.AskingOf(request), Audience.Asker, right, cancel);

    private async Task<DeliveryOutcome> RefuseAsync(SlackRequest request, Judgement judgement, CancellationToken cancel)
    {
        await WriteAsync(request, judgement, cancel);
        return await delivery.RefuseAsync(request, judgement, offer: null, cancel);
    }

    private Task WriteAsync(SlackRequest request, Judgement judgement, CancellationToken cancel) =>
        audit.WriteAsync(AuditEntry.Of(directory.AskingOf(request), judgement, AuditAct.Alert, "alerts", clock.GetUtcNow()), cancel);
}
