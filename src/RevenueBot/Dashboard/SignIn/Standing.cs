using System.Collections.Concurrent;
using RevenueBot.Access;
using RevenueBot.Access.Granting;

namespace RevenueBot.Dashboard.SignIn;

/// <summary>
/// What the chat platform says of people who look at pages: who was deactivated there, or made a guest, has no pages either. Asked again every
/// few minutes beside the page, so that no page waits for it; a platform that does not answer changes nothing for who is signed in.
/// </summary>
internal sealed class Standing(IEnumerable<IKnowPeople> platforms, TimeProvider clock)
{
    private const int MostKept = 10_000;

    private static readonly TimeSpan _goodFor = TimeSpan.FromMinutes(5);

    /// <summary>How long the first page of somebody waits.</summary>
    private static readonly TimeSpan _firstMayTake = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Requester, Known> _known = new();

    /// <param name="Facts">The last that was said.</param>
    /// <param name="Asked">The latest question, perhaps still on its way.</param>
    private sealed record Known(PersonFacts? Facts, Task<PersonFacts?> Asked, DateTimeOffset At)
    {
        public PersonFacts? Latest => Asked is { IsCompletedSuccessfully: true, Result: { } said } ? said : Facts;
    }

    /// <param name="person">Of a platform.</param>
    public async ValueTask<PersonFacts> OfAsync(Requester person)
    {
        var now = clock.GetUtcNow();
        if (!_known.TryGetValue(person, out var known) || (known.Asked.IsCompleted && now - known.At >= _goodFor))
        {
            if (_known.Count >= MostKept) _known.Clear();
            _known[person] = known = new Known(known?.Latest, Task.Run(() => AskAsync(person)), now);
        }

        var left = known.At + _firstMayTake - now;
        if (known.Facts is null && !known.Asked.IsCompleted && left > TimeSpan.Zero) await Task.WhenAny(known.Asked, Task.Delay(left, clock));
        return known.Latest ?? new PersonFacts();
    }

    private async Task<PersonFacts?> AskAsync(Requester person)
    {
        try
        {
            return platforms.FirstOrDefault(one => one.Platform == person.Platform) is { } found ? await found.FindAsync(person.Workspace, person.User, CancellationToken.None) : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null; // the platform cannot say
        }
    }
}
