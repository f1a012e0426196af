using RevenueBot.Access;
using RevenueBot.Alerts;
using RevenueBot.Conversing;
using RevenueBot.Questions;
using RevenueBot.Reports;
using RevenueBot.Slack.Alerts;
using RevenueBot.Slack.Home;
using RevenueBot.Slack.Unfurling;

namespace RevenueBot.Slack;

/// <summary>Serves one request: decides, asks, decides again, sends.</summary>
internal sealed class SlackDesk(AnswerDesk answers, TalkDesk talk, SlackOptions options, SlackDirectory directory, SlackDelivery delivery, SlackForms forms, SlackSeal seal, SlackAlertDesk alerts, HomeDesk home, UnfurlDesk unfurls, SlackFiles files, SlackPosts posts)
{
    private const string SentToYou = "Sent to you alone.";
    private const string Gone = "This button is too old, or not one of mine. Ask the question again.";
    private static readonly DeliveryOutcome _nothing = new DeliveryOutcome.Sent();

    public Task<DeliveryOutcome> ServeAsync(SlackRequest request, CancellationToken cancel) => ServeHereAsync(SlackHere.Named(request), cancel);

    private Task<DeliveryOutcome> ServeHereAsync(SlackRequest request, CancellationToken cancel) => request.Kind switch
    {
        _ when request.MayBePosted => posts.DoubtAsync(request, cancel),
        SlackRequestKind.Home => home.OpenAsync(request, cancel),
        SlackRequestKind.Unfurl => unfurls.ServeAsync(request, cancel),
        SlackRequestKind.Mention => MentionAsync(request, cancel),
        SlackRequestKind.DirectMessage => TalkAsync(request, cancel),
        _ when request.Kind == SlackRequestKind.Submission || AlertActionIds.IsOne(request.ActionId) => ActAsync(request, cancel),
        SlackRequestKind.Click => ClickAsync(request, cancel),
        _ => AnswerAsync(request, request.Text, cancel),
    };

    private async Task<DeliveryOutcome> ClickAsync(SlackRequest request, CancellationToken cancel)
    {
        if (request.ActionId == SlackActions.OpenDashboard) return _nothing;
        if (request.ActionId == DigestWords.ManageAction) return await AnswerAsync(request, "/digest", cancel);
        if (seal.Open(request.Value, request.Workspace) is not { } question) return await delivery.SayAsync(request, Gone, cancel);
        return request.ActionId switch
        {
            SlackActions.Receipt => await ReceiptAsync(request, question, cancel),
            SlackActions.Share => await ShareAsync(request, question, cancel),
            SlackActions.Direct => await DirectAsync(request, question, cancel),
            SlackActions.Csv or SlackActions.ReceiptCsv => await files.ServeAsync(request, question, cancel),
            _ => await AnswerAsync(request, question, cancel),
        };
    }

    /// <summary>What somebody did about an alert on their own page, they see there.</summary>
    private async Task<DeliveryOutcome> ActAsync(SlackRequest request, CancellationToken cancel)
    {
        var outcome = await alerts.ServeAsync(request, cancel);
        if (outcome.IsSent && (request.IsOnHome || (request.Kind == SlackRequestKind.Submission && request.Channel == request.User))) await home.PublishAsync(request, cancel);
        return outcome;
    }

    private async Task<DeliveryOutcome> AnswerAsync(SlackRequest request, string question, CancellationToken cancel)
    {
        var (answer, refusal, canShare) = await AskAsync(request, question, Audience.Asker, cancel);
        if (answer is null) return await RefuseAsync(request, question, refusal, cancel);
        return await TellAsync(request, ReplyRoute.Of(request), answer, Setting(request, canShare), cancel);
    }

    /// <summary>Where the bot was removed from the channel meanwhile, or it was closed, whoever asked is told so in their direct message: no figure.</summary>
    private async Task<DeliveryOutcome> MentionAsync(SlackRequest request, CancellationToken cancel)
    {
        var outcome = await TalkAsync(request, cancel);
        if (SlackErrors.IsClosedPlace(outcome)) await delivery.SendAsync(new ReplyRoute.Direct(request.User) { Installation = request.Installation }, SlackNotices.Closed((DeliveryOutcome.Permanent)outcome), cancel);
        return outcome;
    }

    /// <summary>What was said goes on from the last question of its thread.</summary>
    private async Task<DeliveryOutcome> TalkAsync(SlackRequest request, CancellationToken cancel)
    {
        var (reply, meant) = await talk.AskAsync(directory.AskingOf(request), request.Thread, request.Text, Audience.Asker, cancel);
        var (answer, refusal, canShare) = reply;
        if (answer is null) return await RefuseAsync(request, meant, refusal, cancel);
        if (!canShare || !reply.IsTotalsOnly || !await IsForAllAsync(request, answer, cancel)) return await TellAsync(request, ReplyRoute.Of(request), answer, Setting(request, canShare), cancel);
        return await posts.SendAsync(request, () => TellAsync(request, new ReplyRoute.Open(request.Channel, request.Thread!) { Installation = request.Installation }, answer, Setting(request), cancel), cancel);
    }

    /// <summary>
    /// Whether an answer to a mention, of totals alone, may stand in its thread for everybody in the channel. Whatever is of single
    /// customers, and whatever is no figure, is for the asker alone.
    /// </summary>
    private async Task<bool> IsForAllAsync(SlackRequest request, Answer answer, CancellationToken cancel) =>
        options.AnswersInThread && request is { Kind: SlackRequestKind.Mention, IsDirect: false, Thread: not null } && answer.Kind == AnswerKind.Figures
        && (await answers.JudgeAsync(directory.AskingOf(request), answer.Question, Audience.Everybody, cancel)).IsAllowed;

    /// <summary>Delivers, and lets the conversation go on from there.</summary>
    private Task<DeliveryOutcome> TellAsync(SlackRequest request, ReplyRoute route, Answer answer, Setting setting, CancellationToken cancel)
    {
        return delivery.SendAsync(route, answer with { Delivered = DeliveredAsync }, setting, cancel);

        async Task DeliveredAsync(CancellationToken stop)
        {
            if (answer.Delivered is { } delivered) await delivered(stop);
            await talk.KeepAsync(directory.AskingOf(request), request.Thread, answer, stop);
        }
    }

    private async Task<DeliveryOutcome> DirectAsync(SlackRequest request, string question, CancellationToken cancel)
    {
        var (answer, refusal, _) = await AskAsync(request, question, Audience.Alone, cancel);
        if (answer is null) return await RefuseAsync(request, question, refusal, cancel);
        var sent = await delivery.SendAsync(new ReplyRoute.Direct(request.User) { Installation = request.Installation }, answer, Setting(request), cancel);
        return sent.IsSent ? await delivery.SayAsync(request, SentToYou, cancel) : sent;
    }

    private async Task<DeliveryOutcome> ShareAsync(SlackRequest request, string question, CancellationToken cancel)
    {
        if (request.IsDirect || request.ResponseUrl is not { } url) return await delivery.SayAsync(request, Gone, cancel);
        var (answer, refusal, _) = await AskAsync(request, question, Audience.Everybody, cancel);
        if (answer is null) return await RefuseAsync(request, question, refusal, cancel);
        return await posts.SendAsync(request, () => delivery.SendAsync(new ReplyRoute.ByAddress(url, ToAll: true) { Installation = request.Installation }, answer, Setting(request), cancel), cancel);
    }

    private async Task<DeliveryOutcome> ReceiptAsync(SlackRequest request, string answerId, CancellationToken cancel)
    {
        if (await answers.AgainstReceiptAsync(directory.AskingOf(request), answerId, cancel) is { } against) return await RefuseAsync(request, question: null, against, cancel);
        // Before the ledger is read: Slack lets a form open within three seconds only.
        if (await forms.OpenAsync(request, cancel) is not { } form) return await delivery.SayAsync(request, SlackForms.TooLate, cancel);
        var (receipt, refusal, _) = await answers.ReceiptAsync(directory.AskingOf(request), answerId, Audience.Asker, cancel);
        return receipt is null ? await RefuseAsync(request, question: null, refusal, cancel) : await forms.ShowAsync(request.Installation, form, receipt, seal.Close(answerId, request.Workspace), cancel);
    }

    private Task<DeskReply> AskAsync(SlackRequest request, string question, Audience audience, CancellationToken cancel) =>
        answers.AskAsync(directory.AskingOf(request), question, audience, cancel);

    private Task<DeliveryOutcome> RefuseAsync(SlackRequest request, string? question, Judgement judgement, CancellationToken cancel)
    {
        if (judgement.IsSilent) return Task.FromResult(_nothing);
        var offer = question is not null && judgement.OffersAlone && !request.IsDirect ? seal.Close(question, request.Workspace) : null;
        return delivery.RefuseAsync(request, judgement, offer, cancel);
    }

    private Setting Setting(SlackRequest request, bool canShare = false) =>
        new(text => seal.Close(text, request.Workspace), CanShare: canShare);
}
