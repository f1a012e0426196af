namespace RevenueBot.Access;

/// <summary>What a platform says of its people where they do not ask in a place: on a page, or as who wrote what others read.</summary>
internal interface IKnowPeople
{
    Platform Platform { get; }

    /// <returns>Null where the platform does not say.</returns>
    Task<PersonFacts?> FindAsync(string workspace, string user, CancellationToken cancel);
}
