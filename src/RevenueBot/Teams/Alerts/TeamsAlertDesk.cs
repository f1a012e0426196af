using RevenueBot.Access;
using RevenueBot.Access.Auditing;
using RevenueBot.Alerts;
using RevenueBot.Alerts.Acting;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Configuration;
using RevenueBot.Handling;
using RevenueBot.Teams.Cards;
using RevenueBot.Teams.Places;

namespace RevenueBot.Teams.Alerts;

/// <summary>
/// Serves clicks on alert cards and the forms in them: decides on the person and the place, looks the alert up, decides again, acts. What
/// everybody sees changes by the outbox; what concerns the clicker alone is said to them alone.
/// </summary>
internal sealed class TeamsAlertDesk(
    AccessGate gate, AccessAudit audit, AccessBook book, TeamsDirectory directory, AlertActs acts, TeamsPosts posts, TeamsDelivery delivery, Company company, TimeProvider clock)
{
    public async Task<DeliveryOutcome> ServeAsync(TeamsRequest request, CancellationToken cancel)
    {
        var judgement = await JudgeAsync(request, Right.Totals, cancel);
        if (!judgement.IsAllowed) return await RefuseAsync(request, judgement, cancel);
        var alerts = request.Value is { Length: > 0 } target ? await acts.FindAsync(target, cancel) : [];
        if (alerts.Any(ActWords.IsAboutCustomer)) judgement = await JudgeAsync(request, Right.CustomersByName, cancel);
        if (!judgement.IsAllowed) return await RefuseAsync(request, judgement, cancel);
        await WriteAsync(request, judgement, cancel);
        if (alerts.Count == 0) return await delivery.LineAsync(request, ActReplies.NotFound, cancel);
        return request.Verb switch
        {
            AlertVerbs.Acknowledge or AlertVerbs.AcknowledgeAll => await ActAsync(request, new PersonAct.Acknowledge(), "Acknowledged.", cancel),
            AlertVerbs.HandBack => await ActAsync(request, new PersonAct.HandBack(), "Handed back.", cancel),
            AlertVerbs.Wake => await ActAsync(request, new PersonAct.Wake(), "Woken.", cancel),
            AlertVerbs.Snooze => await SnoozeAsync(request, cancel),
            AlertVerbs.Assign or AlertVerbs.AssignToMe => await AssignAsync(request, alerts, cancel),
            AlertVerbs.CatchUp => await delivery.LineAsync(request, ActReplies.CatchesUpByItself, cancel),
            _ => await JudgeAsync(request, cancel),
        };
    }

    private async Task<DeliveryOutcome> SnoozeAsync(TeamsRequest request, CancellationToken cancel) =>
        AlertForms.UntilOf(request.Field, clock.GetUtcNow(), company.Calendar) is { } until
            ? await ActAsync(request, new PersonAct.Snooze(until, request.Field(AlertForms.Reason)), "Snoozed.", cancel) : await delivery.LineAsync(request, ActReplies.WrongDay, cancel);

    private async Task<DeliveryOutcome> AssignAsync(TeamsRequest request, IReadOnlyList<OpenAlert> alerts, CancellationToken cancel)
    {
        var chosen = request.Verb == AlertVerbs.AssignToMe ? ChoiceInput.Me : request.Field(AlertForms.Who)?.ToLowerInvariant();
        var who = chosen == ChoiceInput.Me ? request.User.Person : chosen;
        if (who is null || !Guid.TryParse(who, out _)) return await delivery.LineAsync(request, ActReplies.NoPerson, cancel);
        return await MayHaveAsync(request, who, alerts, cancel)
            ? await ActAsync(request, new PersonAct.Assign(TeamsPeople.Address(who), request.Field(AlertForms.Note)), "Assigned.", cancel) : await delivery.LineAsync(request, ActReplies.NotAllowed, cancel);
    }

    /// <summary>A person is given only what they may see: no guest, no outsider, no bot, whatever the rules say.</summary>
    private async Task<bool> MayHaveAsync(TeamsRequest request, string who, IReadOnlyList<OpenAlert> alerts, CancellationToken cancel)
    {
        var facts = await directory.MemberAsync(who, request.Place, fresh: true, cancel) is { } member ? directory.Facts(member) : null;
        var needed = alerts.Any(ActWords.IsAboutCustomer) ? Right.CustomersByName : Right.Totals;
        return AccessPolicy.Decide(await book.RulesAsync(Platform.Teams, cancel) with { DirectMessages = true }, new Person(Platform.Teams, request.Place.Tenant, who, facts), Place.Direct(who), needed, Audience.Alone).IsAllowed;
    }

    /// <summary>The card changes for everybody; the clicker hears that it will.</summary>
    private async Task<DeliveryOutcome> ActAsync(TeamsRequest request, PersonAct act, string done, CancellationToken cancel)
    {
        var outcome = await acts.DoAsync(request.Value!, act, TeamsPeople.Address(request.User.Person), cancel);
        if (outcome.Result != ActResult.Done) return await delivery.LineAsync(request, ActReplies.Of(outcome, act, by => Doers.Elsewhere(by) ?? by), cancel);
        delivery.Acknowledge(request, done);
        return new DeliveryOutcome.Sent();
    }

    /// <summary>Told in one line, and why it was so asked in the clicker's own chat, where there is one: nobody else sees what they think.</summary>
    private async Task<DeliveryOutcome> JudgeAsync(TeamsRequest request, CancellationToken cancel)
    {
        var by = TeamsPeople.Address(request.User.Person);
        if (request.Verb == AlertVerbs.UndoFeedback)
        {
            await acts.UnjudgeAsync(request.Value!, by, cancel);
            return await delivery.LineAsync(request, ActReplies.TakenBack, cancel);
        }

        var (isUseful, reason) = (request.Verb == AlertVerbs.Useful, AlertVerbs.ReasonOf(request.Verb));
        await acts.JudgeAsync(request.Value!, isUseful, reason, by, cancel);
        delivery.Acknowledge(request, ActReplies.Noted(isUseful));
        var (chat, _) = request.Place.IsPersonal ? (request.Place, new DeliveryOutcome.Sent()) : await posts.OpenAsync(request.User, request.Place, cancel);
        if (chat is not null) await delivery.PostAsync(chat, Noted(request.Value!, isUseful, asksWhy: !isUseful && reason is null), cancel);
        return new DeliveryOutcome.Sent();
    }

    private static CardMessage Noted(string target, bool isUseful, bool asksWhy)
    {
        var text = asksWhy ? $"{ActReplies.Noted(isUseful)} Why?" : ActReplies.Noted(isUseful);
        IEnumerable<CardButton> why = asksWhy ? ActReplies.Why.Select(reason => CardButton.Acts(reason.Label, AlertVerbs.Because(reason.Id), target)) : [];
        return CardParts.Message(text, text, [CardParts.Sentence(text, 300), .. CardParts.Foot(["Only you can see this."])], [.. why, CardButton.Acts("Undo", AlertVerbs.UndoFeedback, target)]);
    }

    private Task<Judgement> JudgeAsync(TeamsRequest request, Right right, CancellationToken cancel) =>
        gate.JudgeAsync(directory.AskingOf(request.User, request.Place), Audience.Asker, right, cancel);

    private async Task<DeliveryOutcome> RefuseAsync(TeamsRequest request, Judgement judgement, CancellationToken cancel)
    {
        await WriteAsync(request, judgement, cancel);
        return await delivery.TellAsync(request, CardNotices.Refusal((judgement with { Alone = false }).Words), cancel);
    }

    private Task WriteAsync(TeamsRequest request, Judgement judgement, CancellationToken cancel) =>
        audit.WriteAsync(AuditEntry.Of(directory.AskingOf(request.User, request.Place), judgement, AuditAct.Alert, "alerts", clock.GetUtcNow()), cancel);
}
