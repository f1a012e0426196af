using RevenueBot.Access;
using RevenueBot.Alerts;
using RevenueBot.Conversing;
using RevenueBot.Questions;
using RevenueBot.Reports;
using RevenueBot.Teams.Alerts;
using RevenueBot.Teams.Cards;
using RevenueBot.Teams.Places;

namespace RevenueBot.Teams;

/// <summary>Serves one request: decides, asks, decides again, sends. What is asked in a shared place is answered to the asker alone.</summary>
internal sealed class TeamsDesk(AnswerDesk answers, TalkDesk talk, TeamsAnswers cards, TeamsDirectory directory, PlaceStore places, TeamsDelivery delivery, TeamsSeal seal, TeamsAlertDesk alerts, TeamsMentions mentions, TeamsInbox inbox)
{
    private const string Unconfirmed = "Teams did not confirm the post. It may be there: look before posting again.";
    private const string NotTaken = "Teams did not take the post: nothing was posted. Check that RevenueBot is still in the channel, then post again.";
    private const string NobodyKnown = "Teams did not say who is meant. Nothing was changed: mention one person who is in this channel or chat, or write their object id.";
    private const string StaysAlone = "The answer stays with you alone. An administrator can change what is shown there.";
    private const string Posted = "Posted.";
    private const string Answered = "Answered below.", InPlace = "Answered.";

    public async Task<DeliveryOutcome> ServeAsync(TeamsRequest request, CancellationToken cancel)
    {
        if (request.Kind != TeamsRequestKind.Click) return await TalkAsync(request, cancel);
        if (request.Verb == DigestWords.ManageAction) return await AnswerAsync(request, "/digest", request.Place, cancel);
        if (AlertVerbs.IsOne(request.Verb)) return await alerts.ServeAsync(request, cancel);
        if (!CardVerbs.IsOne(request.Verb) || seal.Open(request.Value, request.Place.Tenant) is not var (question, asked)) return await delivery.LineAsync(request, CardNotices.Gone, cancel);
        return request.Verb switch
        {
            CardVerbs.Share => await ShareAsync(request, question, asked, cancel),
            CardVerbs.Receipt => await ReceiptAsync(request, question, cancel),
            _ => await AnswerAsync(request, question, asked is null ? request.Place : await PlaceAsync(asked, cancel) ?? request.Place, cancel),
        };
    }

    /// <summary>What was said goes on from the last question of its thread.</summary>
    private async Task<DeliveryOutcome> TalkAsync(TeamsRequest request, CancellationToken cancel)
    {
        if (await mentions.ReadAsync(request, cancel) is not { } said) return await TellAsync(request, CardNotices.Plain(NobodyKnown), cancel);
        var (reply, _) = await talk.AskAsync(directory.AskingOf(request.User, request.Place), request.Place.Thread, said.Text, Audience.Alone, cancel);
        return await TellAsync(request, reply with { Answer = reply.Answer is { } answer ? said.Shown(answer) : null }, request.Place, cancel);
    }

    /// <param name="from">Where it was first asked: the answer may be posted there.</param>
    private async Task<DeliveryOutcome> AnswerAsync(TeamsRequest request, string question, TeamsPlace from, CancellationToken cancel)
    {
        var reply = await answers.AskAsync(directory.AskingOf(request.User, request.Place), question, Audience.Alone, cancel);
        return await TellAsync(request, reply, from, cancel);
    }

    private async Task<DeliveryOutcome> TellAsync(TeamsRequest request, DeskReply reply, TeamsPlace from, CancellationToken cancel)
    {
        if (reply.Answer is not { } answer) return await RefuseAsync(request, reply.Judgement, cancel);
        var there = from.IsPersonal ? (Judgement?)null : await answers.JudgeAsync(directory.AskingOf(request.User, from), answer.Question, Audience.Asker, cancel);
        var card = cards.Render(answer, request.Place.Tenant, from.IsPersonal ? null : from, canShare: there is { IsAllowed: true, ForEverybody: true });
        var sent = await TellAsync(request, card, cancel, mayTarget: there is { IsAllowed: true });
        if (sent.IsSent) await ToldAsync(request, answer, from, cancel);
        return sent;
    }

    /// <summary>The conversation goes on from here: where it was asked, and where it was answered.</summary>
    private async Task ToldAsync(TeamsRequest request, Answer answer, TeamsPlace from, CancellationToken cancel)
    {
        if (answer.Delivered is { } delivered) await delivered(cancel);
        await talk.KeepAsync(directory.AskingOf(request.User, from), from.Thread, answer, cancel);
        if (!from.IsPersonal && await places.FindPersonAsync(request.User.Person, cancel) is { } chat) await talk.KeepAsync(directory.AskingOf(request.User, chat.Place), null, answer, cancel);
    }

    private async Task<DeliveryOutcome> ReceiptAsync(TeamsRequest request, string answerId, CancellationToken cancel)
    {
        var reply = await answers.ReceiptAsync(directory.AskingOf(request.User, request.Place), answerId, Audience.Alone, cancel);
        return reply.Answer is { } receipt ? await TellAsync(request, AnswerCards.Receipt(receipt), cancel) : await RefuseAsync(request, reply.Judgement, cancel);
    }

    /// <summary>Judged anew, for the clicker as a member of the place and for everybody who reads it. What may have been sent is not sent again.</summary>
    private async Task<DeliveryOutcome> ShareAsync(TeamsRequest request, string question, string? asked, CancellationToken cancel)
    {
        if (request.IsPosting) return await delivery.LineAsync(request, Unconfirmed, cancel);
        if (asked is null || await PlaceAsync(asked, cancel) is not { IsPersonal: false } place) return await delivery.LineAsync(request, CardNotices.Gone, cancel);
        var reply = await answers.AskAsync(directory.AskingOf(request.User, place), question, Audience.Everybody, cancel);
        if (reply.Answer is not { } answer) return await RefuseAsync(request, reply.Judgement, cancel);
        if (!await inbox.PostingAsync(request, isPosting: true, cancel)) return new DeliveryOutcome.Sent();
        var sent = await delivery.PostAsync(place, cards.Render(answer, request.Place.Tenant), cancel);
        if (sent is DeliveryOutcome.Unknown) return await delivery.LineAsync(request, Unconfirmed, cancel);
        if (sent is DeliveryOutcome.RetryAfter) await inbox.PostingAsync(request, isPosting: false, cancel);
        if (!sent.IsSent) return sent is DeliveryOutcome.RetryAfter ? sent : await delivery.LineAsync(request, NotTaken, cancel);
        if (answer.Delivered is { } delivered) await delivered(cancel);
        return await delivery.LineAsync(request, Posted, cancel);
    }

    private async Task<DeliveryOutcome> RefuseAsync(TeamsRequest request, Judgement judgement, CancellationToken cancel)
    {
        if (!judgement.IsSilent) return await TellAsync(request, CardNotices.Refusal(Words(request, judgement)), cancel);
        delivery.Acknowledge(request, CardNotices.TooMany);
        return new DeliveryOutcome.Sent();
    }

    /// <summary>Who may not post an answer has it already.</summary>
    private static RefusalWords Words(TeamsRequest request, Judgement judgement) =>
        request.Verb == CardVerbs.Share && judgement.Decision.ConcernsPlace ? judgement.Words with { Then = StaysAlone } : judgement.Words;

    private async Task<DeliveryOutcome> TellAsync(TeamsRequest request, CardMessage message, CancellationToken cancel, bool mayTarget = false)
    {
        var sent = await delivery.TellAsync(request, message, cancel, mayTarget);
        if (sent.IsSent && request.Kind == TeamsRequestKind.Click) delivery.Acknowledge(request, request.Replaces is null ? Answered : InPlace);
        return sent;
    }

    /// <summary>A conversation we know, with its thread; null where the bot is no longer there.</summary>
    private async Task<TeamsPlace?> PlaceAsync(string conversation, CancellationToken cancel)
    {
        TeamsPlace named = new("", "", conversation, TeamsPlaceKind.Channel);
        return await places.FindAsync(named.Root, cancel) is { IsOpen: true } known ? known.Place with { Conversation = conversation } : null;
    }
}
