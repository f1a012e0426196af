using RevenueBot.Access;

namespace RevenueBot.Slack;

/// <summary>Who will read an answer.</summary>
internal enum Audience
{
    /// <summary>The asker, in the place where they asked.</summary>
    Asker,

    /// <summary>The asker, in a direct message, wherever they asked.</summary>
    Alone,

    /// <summary>Everybody in the channel: nothing that was looked up before is good enough.</summary>
    Everybody,
}

/// <summary>A decision and the person it is about.</summary>
internal readonly record struct Judgement(Person Person, AccessDecision Decision)
{
    public bool IsAllowed => Decision.IsAllowed;
}

/// <summary>Decides on a request: looks the person and the place up, then asks the policy.</summary>
internal sealed class SlackGate(SlackDirectory directory, AccessRules rules, ILogger<SlackGate> logger)
{
    public async Task<Judgement> JudgeAsync(SlackRequest request, Audience audience, Right right, CancellationToken cancel)
    {
        var isDirect = audience == Audience.Alone || request.IsDirect;
        var person = PersonAsync(request, audience, cancel);
        var channel = isDirect ? Task.FromResult<ChannelFacts?>(null) : directory.ChannelAsync(request.Channel, audience == Audience.Everybody, cancel);
        var judgement = new Judgement(await person, AccessPolicy.Decide(rules, await person, new Place(request.Channel, isDirect, await channel), right));
        logger.Decided(request.Kind, SlackLog.Hash(request.User), SlackLog.Hash(request.Channel), judgement.Decision.Reason?.ToString() ?? "Allowed");
        return judgement;
    }

    private async Task<Person> PersonAsync(SlackRequest request, Audience audience, CancellationToken cancel)
    {
        var facts = await directory.PersonAsync(request.Workspace, request.User, audience == Audience.Everybody, cancel);
        return new Person(request.Workspace, request.User, facts is not null && request.IsForeign ? facts with { IsOutsider = true } : facts);
    }
}
