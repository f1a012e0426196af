using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Customers;

/// <summary>Finds the customer that somebody means: by its id, its name, the beginning of its name, or a slip away from it.</summary>
internal sealed class CustomerSearch(CustomerReader reader)
{
    private const int ShortestGuess = 4;

    /// <summary>One, where it is clear; several to choose from; none.</summary>
    /// <param name="corrected">True where the one is a slip away from what was typed.</param>
    public async Task<(IReadOnlyList<CustomerName> Found, bool Corrected)> FindAsync(string text, CancellationToken cancel)
    {
        var typed = text.Trim();
        if (typed.Length == 0) return ([], false);
        if (await reader.FindByIdAsync(typed, cancel) is { } byId) return ([byId], false);
        if (await reader.FindByNameAsync(typed, cancel) is { Count: > 0 } byName) return (byName, false);
        if (await reader.FindByPrefixAsync(typed, cancel) is { Count: > 0 } byPrefix) return (byPrefix, false);
        return (await NearAsync(typed.ToLowerInvariant(), cancel), true);
    }

    private async Task<IReadOnlyList<CustomerName>> NearAsync(string typed, CancellationToken cancel)
    {
        if (typed.Length is < ShortestGuess or > 60) return [];
        var slips = typed.Length <= 6 ? 1 : 2;
        var near = (await reader.FindNearAsync(typed, slips, cancel)).Select(found => (found, distance: Spelling.Distance(typed, found.Name!.ToLowerInvariant())))
            .Where(pair => pair.distance <= slips).OrderBy(pair => pair.distance).ToList();
        return [.. near.Where(pair => pair.distance == near[0].distance).Select(pair => pair.found).Take(6)];
    }
}
