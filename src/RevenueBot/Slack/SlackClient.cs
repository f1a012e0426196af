using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using RevenueBot.Alerts;
using RevenueBot.Slack.Alerts;
using RevenueBot.Slack.Blocks;
using RevenueBot.Slack.Installing;
using RevenueBot.Slack.Unfurling;

namespace RevenueBot.Slack;

/// <summary>Slack as one installation of the app may use it: every call names the workspace or organization it acts in.</summary>
internal sealed class SlackClients(SlackTransport transport, Installations installations)
{
    /// <param name="installation">A team id; of an app that is installed for an organization its enterprise id.</param>
    public SlackClient In(string installation) => new(new SlackSession(transport, installations, installation));
}

/// <summary>The methods of Slack's Web API that this bot calls (https://docs.slack.dev/reference/methods).</summary>
internal sealed class SlackClient(SlackSession session)
{
    /// <summary>Posts for everybody in a channel, or (with a person's id as the channel) for that person alone.</summary>
    /// <returns>Sent with the message's ts.</returns>
    public Task<DeliveryOutcome> PostAsync(string channel, string? threadTs, Message message, CancellationToken cancel) =>
        PostedAsync("chat.postMessage", new { channel, threadTs, message.Text, message.Blocks, unfurlLinks = false, unfurlMedia = false }, isHarmlessTwice: false, cancel);

    /// <summary>The same with an id to find the message by, for what must be there once; the reply says which conversation it is in.</summary>
    public Task<SlackReply<PostedReply>> PostAsync(string channel, string? threadTs, Message message, MessageMetadata metadata, CancellationToken cancel) =>
        WriteAsync<PostedReply>("chat.postMessage", new { channel, threadTs, message.Text, message.Blocks, metadata, unfurlLinks = false, unfurlMedia = false }, isHarmlessTwice: false, cancel);

    /// <summary>Messages of a conversation, newest first, or those of a thread, with their metadata.</summary>
    public Task<SlackReply<HistoryReply>> HistoryAsync(HistoryQuery query, CancellationToken cancel) =>
        ReadAsync<HistoryReply>(query.ThreadTs is null ? "conversations.history" : "conversations.replies", query.Form(), cancel);

    /// <summary>The direct conversation with a person.</summary>
    public Task<SlackReply<ConversationReply>> OpenConversationAsync(string user, CancellationToken cancel) =>
        ReadAsync<ConversationReply>("conversations.open", new() { ["users"] = user }, cancel);

    /// <summary>Posts for one person in a channel.</summary>
    public Task<DeliveryOutcome> PostEphemeralAsync(string channel, string user, string? threadTs, Message message, CancellationToken cancel) =>
        PostedAsync("chat.postEphemeral", new { channel, user, threadTs, message.Text, message.Blocks }, isHarmlessTwice: false, cancel);

    public Task<DeliveryOutcome> UpdateAsync(string channel, string ts, Message message, CancellationToken cancel) =>
        PostedAsync("chat.update", new { channel, ts, message.Text, message.Blocks }, isHarmlessTwice: true, cancel);

    /// <summary>Answers a command or click where it was made. Without the token: the address itself is the right to post.</summary>
    public async Task<DeliveryOutcome> RespondAsync(Uri responseUrl, ResponseMessage message, CancellationToken cancel)
    {
        using var content = Json(message);
        return await session.PostAsync("response_url", responseUrl, content, cancel);
    }

    public Task<SlackReply<ViewReply>> OpenViewAsync(string triggerId, ModalView view, CancellationToken cancel) =>
        WriteAsync<ViewReply>("views.open", new { triggerId, view }, isHarmlessTwice: false, cancel);

    public Task<SlackReply<ViewReply>> UpdateViewAsync(string viewId, ModalView view, CancellationToken cancel) =>
        WriteAsync<ViewReply>("views.update", new { viewId, view }, isHarmlessTwice: true, cancel);

    /// <summary>Shows one person their page; it takes the place of what was there.</summary>
    public Task<SlackReply<ViewReply>> PublishViewAsync(string userId, HomeTab view, CancellationToken cancel) =>
        WriteAsync<ViewReply>("views.publish", new { userId, view }, isHarmlessTwice: true, cancel);

    /// <summary>Shows cards under the links of a message; again, they take the place of those before.</summary>
    public Task<SlackReply<PostedReply>> UnfurlAsync(string channel, string ts, IReadOnlyDictionary<string, Unfurl> unfurls, CancellationToken cancel) =>
        WriteAsync<PostedReply>("chat.unfurl", new { channel, ts, unfurls }, isHarmlessTwice: true, cancel);

    public Task<SlackReply<AuthReply>> AuthTestAsync(CancellationToken cancel) => ReadAsync<AuthReply>("auth.test", [], cancel);

    public Task<SlackReply<ChannelReply>> ChannelAsync(string channel, CancellationToken cancel) =>
        ReadAsync<ChannelReply>("conversations.info", new() { ["channel"] = channel }, cancel);

    public Task<SlackReply<UserReply>> UserAsync(string user, CancellationToken cancel) =>
        ReadAsync<UserReply>("users.info", new() { ["user"] = user }, cancel);

    public Task<SlackReply<FileReply>> FileAsync(string file, CancellationToken cancel) =>
        ReadAsync<FileReply>("files.info", new() { ["file"] = file }, cancel);

    /// <summary>First of three steps of an upload: where to send it.</summary>
    public Task<SlackReply<UploadUrlReply>> UploadUrlAsync(string filename, int length, string altText, CancellationToken cancel) =>
        ReadAsync<UploadUrlReply>("files.getUploadURLExternal", new(altText.Length == 0 ? [] : new Dictionary<string, string> { ["alt_txt"] = altText }) { ["filename"] = filename, ["length"] = $"{length}" }, cancel);

    /// <summary>Second step: the bytes, without the token.</summary>
    public async Task<DeliveryOutcome> UploadAsync(Uri uploadUrl, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        using var content = new ReadOnlyMemoryContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await session.PostAsync("upload", uploadUrl, content, cancel);
    }

    /// <summary>Third step: makes it a file. Without a channel it stays private to the app until a message shows it.</summary>
    public Task<SlackReply<CompletedReply>> CompleteUploadAsync(string fileId, string title, CancellationToken cancel) =>
        ReadAsync<CompletedReply>("files.completeUploadExternal",
            new() { ["files"] = JsonSerializer.Serialize(new[] { new { id = fileId, title } }, SlackJson.Options) }, cancel);

    /// <summary>The same into a conversation, with a word beside it: those who are in it have the file.</summary>
    public Task<SlackReply<CompletedReply>> CompleteUploadAsync(string fileId, string title, string channelId, string comment, CancellationToken cancel) =>
        ReadAsync<CompletedReply>("files.completeUploadExternal",
            new() { ["files"] = JsonSerializer.Serialize(new[] { new { id = fileId, title } }, SlackJson.Options), ["channel_id"] = channelId, ["initial_comment"] = comment }, cancel);

    /// <summary>The same under a message, for everybody who reads it. Twice, it would be there twice.</summary>
    public Task<SlackReply<CompletedReply>> CompleteUploadAsync(string fileId, string title, PostedMessage under, CancellationToken cancel) =>
        session.CallAsync<CompletedReply>("files.completeUploadExternal", () => new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["files"] = JsonSerializer.Serialize(new[] { new { id = fileId, title } }, SlackJson.Options), ["channel_id"] = under.Channel, ["thread_ts"] = under.Ts,
        }), isHarmlessTwice: false, cancel);

    private async Task<DeliveryOutcome> PostedAsync(string method, object body, bool isHarmlessTwice, CancellationToken cancel)
    {
        var reply = await WriteAsync<PostedReply>(method, body, isHarmlessTwice, cancel);
        return reply.Outcome is DeliveryOutcome.Sent ? new DeliveryOutcome.Sent(reply.Value?.Ts ?? reply.Value?.MessageTs) : reply.Outcome;
    }

    private Task<SlackReply<T>> WriteAsync<T>(string method, object body, bool isHarmlessTwice, CancellationToken cancel) where T : class =>
        session.CallAsync<T>(method, () => Json(body), isHarmlessTwice, cancel);

    /// <summary>Reading methods, and those for files, want a form.</summary>
    private Task<SlackReply<T>> ReadAsync<T>(string method, Dictionary<string, string> form, CancellationToken cancel) where T : class =>
        session.CallAsync<T>(method, () => new FormUrlEncodedContent(form), isHarmlessTwice: true, cancel);

    // Serialized as its own type: as object, the polymorphic blocks inside would still be right, a declared base type would not.
    private static JsonContent Json(object body) => JsonContent.Create(body, body.GetType(), options: SlackJson.Options);
}
