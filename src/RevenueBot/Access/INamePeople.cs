namespace RevenueBot.Access;

/// <summary>What a platform calls its people: for what somebody wrote and others read.</summary>
internal interface INamePeople
{
    Platform Platform { get; }

    /// <returns>Null where the platform does not say.</returns>
    Task<string?> NameAsync(string workspace, string user, CancellationToken cancel);
}
