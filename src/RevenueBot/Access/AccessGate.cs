using RevenueBot.Chat;

namespace RevenueBot.Access;

/// <summary>A decision and the person it is about.</summary>
internal readonly record struct Judgement(Person Person, AccessDecision Decision)
{
    public bool IsAllowed => Decision.IsAllowed;

    /// <summary>The name of the person's role; null for none.</summary>
    public string? Role { get; init; }

    /// <summary>Whether the same person may have the same in a direct message.</summary>
    public bool Alone { get; init; }

    /// <summary>Whether they may show it to everybody in the place, by what is known of it now.</summary>
    public bool ForEverybody { get; init; }

    /// <summary>Nothing is to be said: they were told already.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Whether to offer the answer in a direct message.</summary>
    public bool OffersAlone => Decision.ConcernsPlace && Alone;

    /// <summary>Why not, in words. Only where it is not allowed.</summary>
    public RefusalWords Words => RefusalWords.For(Decision.Reason!.Value, Person, Decision.Missing, Alone);
}

/// <summary>Decides on somebody who asks: looks the person and the place up, then asks the policy.</summary>
internal sealed partial class AccessGate(AccessBook book, ILogger<AccessGate> logger)
{
    public async Task<Judgement> JudgeAsync(Asking asking, Audience audience, Right right, CancellationToken cancel)
    {
        var (findRules, findPerson, findPlace) = (book.RulesAsync(asking.Platform, cancel), PersonAsync(asking, audience, cancel), PlaceAsync(asking, audience, cancel));
        var (rules, person, place) = (await findRules, await findPerson, await findPlace);
        Judgement judgement = new(person, AccessPolicy.Decide(rules, person, place, right, audience))
        {
            Role = rules.RoleOf(person.Workspace, person.User)?.Name,
            Alone = AccessPolicy.Decide(rules, person, Place.Direct(asking.Channel), right, Audience.Alone).IsAllowed,
            ForEverybody = !asking.IsDirect && AccessPolicy.Decide(rules, person, place, right, Audience.Everybody).IsAllowed,
        };
        Decided(asking.Platform, ChatLog.Hash(asking.User), ChatLog.Hash(asking.Channel), judgement.Decision.Reason?.ToString() ?? "Allowed");
        return judgement;
    }

    private static async Task<Person> PersonAsync(Asking asking, Audience audience, CancellationToken cancel)
    {
        var facts = await asking.FindPerson(audience == Audience.Everybody, cancel);
        return new Person(asking.Platform, asking.Workspace, asking.User, facts is not null && asking.IsForeign ? facts with { IsOutsider = true } : facts);
    }

    private static async Task<Place> PlaceAsync(Asking asking, Audience audience, CancellationToken cancel) =>
        audience == Audience.Alone || asking.IsDirect ? Place.Direct(asking.Channel)
            : new Place(asking.Channel, await asking.FindPlace(audience == Audience.Everybody, cancel));

    [LoggerMessage(LogLevel.Information, EventName = "AccessDecided", Message = "{Platform} {Person} in {Place}: {Decision}.")]
    private partial void Decided(Platform platform, string person, string place, string decision);
}
