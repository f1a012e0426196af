using System.Globalization;
using RevenueBot.Alerts;

namespace RevenueBot.Teams.Connector;

/// <summary>
/// The calls to the Bot Connector that this bot makes
/// (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference). Each makes one attempt.
/// </summary>
internal sealed class ConnectorClient(ConnectorTransport transport)
{
    private const int PageSize = 200;
    private const string Targeted = "?isTargetedActivity=true";

    /// <summary>Posts into a conversation. In a channel's thread the thread is part of the conversation's id.</summary>
    /// <returns>Sent with the message's id.</returns>
    public Task<DeliveryOutcome> SendAsync(ConnectorAddress to, OutgoingActivity activity, CancellationToken cancel) =>
        PostAsync(to, $"{Activities(to)}{Query(activity)}", activity, cancel);

    /// <summary>Posts as the reply to a message.</summary>
    public Task<DeliveryOutcome> ReplyAsync(ConnectorAddress to, string activityId, OutgoingActivity activity, CancellationToken cancel) =>
        PostAsync(to, $"{Activity(to, activityId)}{Query(activity)}", activity, cancel);

    /// <summary>Replaces a message of ours, wholly.</summary>
    public async Task<DeliveryOutcome> UpdateAsync(ConnectorAddress to, string activityId, OutgoingActivity activity, CancellationToken cancel)
    {
        var reply = await transport.CallAsync<CreatedReply>(new(HttpMethod.Put, to, Activity(to, activityId), CallKind.Send, IsHarmlessTwice: true) { Body = activity }, cancel);
        return reply.Outcome is DeliveryOutcome.Sent ? new DeliveryOutcome.Sent(activityId) : reply.Outcome;
    }

    public async Task<DeliveryOutcome> DeleteAsync(ConnectorAddress to, string activityId, CancellationToken cancel) =>
        (await transport.CallAsync<CreatedReply>(new(HttpMethod.Delete, to, Activity(to, activityId), CallKind.Send, IsHarmlessTwice: true), cancel)).Outcome;

    /// <summary>The 1:1 chat with a person; the same one however often it is asked for.</summary>
    /// <param name="service">Where; its conversation is not looked at.</param>
    /// <param name="user">The person as this bot knows them, <c>29:…</c>.</param>
    public Task<ConnectorReply<CreatedReply>> CreatePersonalAsync(ConnectorAddress service, string user, CancellationToken cancel) =>
        transport.CallAsync<CreatedReply>(new(HttpMethod.Post, service with { Conversation = user }, Conversations, CallKind.Create, IsHarmlessTwice: true)
        {
            Body = new { isGroup = false, members = new[] { new { id = user } }, tenantId = service.Tenant },
        }, cancel);

    /// <summary>A new thread in a channel, begun by a message.</summary>
    /// <returns>The thread as a conversation, and its first message.</returns>
    public Task<ConnectorReply<CreatedReply>> CreateThreadAsync(ConnectorAddress channel, OutgoingActivity activity, CancellationToken cancel) =>
        transport.CallAsync<CreatedReply>(new(HttpMethod.Post, channel, Conversations, CallKind.Create, IsHarmlessTwice: false)
        {
            Body = new { isGroup = true, channelData = new { channel = new { id = channel.Conversation } }, activity, tenantId = channel.Tenant },
        }, cancel);

    /// <param name="id">Either id of the person.</param>
    public Task<ConnectorReply<MemberReply>> MemberAsync(ConnectorAddress to, string id, CancellationToken cancel) =>
        ReadAsync<MemberReply>(to, $"{Conversation(to)}/members/{Uri.EscapeDataString(id)}", cancel);

    /// <summary>A page of the people in a conversation.</summary>
    /// <param name="continuation">Null: the first page.</param>
    public Task<ConnectorReply<MembersReply>> MembersAsync(ConnectorAddress to, string? continuation, CancellationToken cancel)
    {
        var next = continuation is null ? "" : $"&continuationToken={Uri.EscapeDataString(continuation)}";
        return ReadAsync<MembersReply>(to, string.Create(CultureInfo.InvariantCulture, $"{Conversation(to)}/pagedmembers?pageSize={PageSize}{next}"), cancel);
    }

    /// <summary>The channels of a team.</summary>
    public Task<ConnectorReply<ChannelsReply>> ChannelsAsync(ConnectorAddress service, string team, CancellationToken cancel) =>
        ReadAsync<ChannelsReply>(service with { Conversation = team }, $"v3/teams/{Uri.EscapeDataString(team)}/conversations", cancel);

    public Task<ConnectorReply<TeamReply>> TeamAsync(ConnectorAddress service, string team, CancellationToken cancel) =>
        ReadAsync<TeamReply>(service with { Conversation = team }, $"v3/teams/{Uri.EscapeDataString(team)}", cancel);

    private const string Conversations = "v3/conversations";

    private static string Conversation(ConnectorAddress to) => $"{Conversations}/{Uri.EscapeDataString(to.Conversation)}";

    private static string Activities(ConnectorAddress to) => $"{Conversation(to)}/activities";

    private static string Activity(ConnectorAddress to, string id) => $"{Activities(to)}/{Uri.EscapeDataString(id)}";

    /// <summary>What names its one reader must go to that reader alone (https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages).</summary>
    private static string Query(OutgoingActivity activity) => activity.Recipient is null ? "" : Targeted;

    private async Task<DeliveryOutcome> PostAsync(ConnectorAddress to, string route, OutgoingActivity activity, CancellationToken cancel)
    {
        var reply = await transport.CallAsync<CreatedReply>(new(HttpMethod.Post, to, route, CallKind.Send, IsHarmlessTwice: false) { Body = activity }, cancel);
        return reply.Outcome is DeliveryOutcome.Sent ? new DeliveryOutcome.Sent(reply.Value?.Id) : reply.Outcome;
    }

    private Task<ConnectorReply<T>> ReadAsync<T>(ConnectorAddress to, string route, CancellationToken cancel) where T : class =>
        transport.CallAsync<T>(new(HttpMethod.Get, to, route, CallKind.Read, IsHarmlessTwice: true), cancel);
}
