using RevenueBot.Access;
using RevenueBot.Alerts;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Pictures;
using RevenueBot.Questions;
using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack;

/// <summary>Sends messages to where they were asked for, trying again for a moment.</summary>
internal sealed class SlackDelivery(SlackClients slack, SlackPictures pictures, ChartAddresses addresses, NativeSwitch native, RetryLoop loop, TimeProvider clock)
{
    /// <summary>A person waits: text that is ready does not wait longer than this for its picture.</summary>
    private static readonly TimeSpan _waitsForPicture = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _pictureMayTake = TimeSpan.FromSeconds(20);

    /// <summary>
    /// For one person alone: twice is harmless, nothing is not. What Slack puts off for longer goes back to the inbox, whose lease
    /// this must not outlive.
    /// </summary>
    private static readonly RetrySchedule _private = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(35)) { RepeatsUnknown = true };

    /// <summary>For everybody, not longer than who reads the channel may be trusted to stay the same: after it, it is asked and judged anew.</summary>
    private static readonly RetrySchedule _public = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));

    public Task<DeliveryOutcome> SendAsync(ReplyRoute route, Message message, CancellationToken cancel) => SendAsync(route, message, earlier: null, cancel);

    /// <summary>A plain sentence back to where a request came from.</summary>
    public Task<DeliveryOutcome> SayAsync(SlackRequest request, string sentence, CancellationToken cancel) => SendAsync(ReplyRoute.Of(request), SlackNotices.Plain(sentence), cancel);

    /// <summary>Why a request is not answered.</summary>
    /// <param name="offer">The sealed question, where it may be answered in another place; else null.</param>
    public Task<DeliveryOutcome> RefuseAsync(SlackRequest request, Judgement judgement, string? offer, CancellationToken cancel) => SendAsync(
        ReplyRoute.Of(request), SlackNotices.Refusal(judgement.Words, offer), cancel);

    /// <summary>
    /// Sends an answer with its picture; without it first, where the picture is late, and without it at all, where Slack refuses it. It is
    /// told as soon as Slack has taken its words: whoever reads them may go on from there before the picture comes.
    /// </summary>
    public async Task<DeliveryOutcome> SendAsync(ReplyRoute route, Answer answer, Setting setting, CancellationToken cancel)
    {
        if (native.IsOn(route.Installation) && (NativeAnswer.Chart(answer) is not null || NativeAnswer.Table(answer) is not null))
        {
            var drawn = await TellAsync(route, answer, Render(setting with { IsNative = true }), cancel);
            if (!SlackErrors.IsBadMessage(drawn)) return drawn;
            native.Refuse(route.Installation);
        }

        if (answer.Chart is not { } chart || !answer.WantsPicture) return await TellAsync(route, answer, Render(null), cancel);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(_pictureMayTake);
        var picture = PublishAsync(route.Installation, chart, limit.Token);
        await Task.WhenAny(picture, Task.Delay(_waitsForPicture, clock, limit.Token));
        if (picture.IsCompleted && Shown(await picture) is { } shown)
        {
            var pictured = await TellAsync(route, answer, Render(shown), cancel);
            return SlackErrors.IsBadMessage(pictured) ? await TellAsync(route, answer, Render(null), cancel) : pictured;
        }

        var sent = await TellAsync(route, answer, Render(null), cancel);
        if (sent is DeliveryOutcome.Sent { Reference: var earlier } && route.CanReplace && Shown(await picture) is { } late)
            await SendAsync(route, Render(late), earlier ?? "", cancel);
        return sent;

        // Where nothing can be uploaded, Slack fetches the picture itself.
        Setting? Shown(string? file) => file is not null ? setting with { PictureId = file } : addresses.Of(answer, $"slack/{route.Installation}") is { } address ? setting with { PictureAddress = address } : null;

        Message Render(Setting? shown) => SlackRenderer.Render(answer, shown ?? setting);
    }

    /// <summary>Only what Slack has taken has been told.</summary>
    private async Task<DeliveryOutcome> TellAsync(ReplyRoute route, Answer answer, Message message, CancellationToken cancel)
    {
        var sent = await SendAsync(route, message, cancel);
        if (sent.IsSent && answer.Delivered is { } delivered) await delivered(cancel);
        return sent;
    }

    /// <param name="earlier">The message to replace: its ts, or the empty text where its address stands for it.</param>
    private Task<DeliveryOutcome> SendAsync(ReplyRoute route, Message message, string? earlier, CancellationToken cancel) =>
        loop.RunAsync(route.IsPublic ? _public : _private, attempt => route switch
        {
            ReplyRoute.ByAddress { IsPublic: true } to => slack.In(route.Installation).RespondAsync(to.Url, ResponseMessage.Public(message), attempt),
            ReplyRoute.ByAddress to => slack.In(route.Installation).RespondAsync(to.Url, ResponseMessage.Private(message, earlier is not null), attempt),
            ReplyRoute.InThread to => slack.In(route.Installation).PostEphemeralAsync(to.Channel, to.User, to.ThreadTs, message, attempt),
            ReplyRoute.Direct to when earlier is { Length: > 0 } => slack.In(route.Installation).UpdateAsync(to.Channel, earlier, message, attempt),
            ReplyRoute.Direct to => slack.In(route.Installation).PostAsync(to.Channel, to.ThreadTs, message, attempt),
            ReplyRoute.Open to when earlier is { Length: > 0 } => slack.In(route.Installation).UpdateAsync(to.Channel, earlier, message, attempt),
            ReplyRoute.Open to => slack.In(route.Installation).PostAsync(to.Channel, to.ThreadTs, message, attempt),
            _ => throw new InvalidOperationException("There is no such route."),
        }, cancel);

    private async Task<string?> PublishAsync(string installation, Lazy<Charts.Chart> chart, CancellationToken cancel)
    {
        try
        {
            return await pictures.PublishAsync(installation, chart, cancel);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
