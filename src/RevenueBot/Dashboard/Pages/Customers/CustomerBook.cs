using System.Collections.Concurrent;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Health;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Customers;

namespace RevenueBot.Dashboard.Pages.Customers;

/// <summary>A customer of the list.</summary>
/// <param name="Mrr">Micro-units of the reporting currency, without what could not be converted.</param>
/// <param name="Unconverted">Some of what it pays has no rate.</param>
/// <param name="Health">Null: not computed yet.</param>
internal sealed record BookLine(ListedCustomer Listed, long Mrr, bool Unconverted, CustomerHealth? Health, double? P30)
{
    public string Id => Listed.Customer.CustomerId;

    /// <summary>As answers show it; the id where no source has said a name.</summary>
    public string Name => CustomerWords.Name(Id, Listed.Customer.Name);

    /// <summary>A score of now: who left has only its last one.</summary>
    public decimal? Score => Health is { IsRunning: true } health ? health.Score : null;

    /// <summary>The band by which the list is divided.</summary>
    public string Band { get; } = CustomerFilter.BandOf(Health);
}

/// <summary>All customers, the largest MRR first, with what plans are called.</summary>
internal sealed record CustomerPages(IReadOnlyList<BookLine> Lines, IReadOnlyDictionary<string, KeyName> Plans, IReadOnlyList<string> Owners, IReadOnlyList<string> Countries)
{
    private readonly ConcurrentDictionary<(string Sort, bool Names, string? Plan), IReadOnlyList<BookLine>> _sorted = new();
    private readonly Lazy<Dictionary<string, List<BookLine>>> _paying = new(() => ByPlan(Lines));
    private readonly Lazy<SearchedTexts> _ids = new(() => new(Lines.Select(line => line.Id))), _names = new(() => new(Lines.Select(line => line.Listed.Customer.Name ?? "")));

    /// <summary>Of all of them.</summary>
    public Lazy<CustomerTally> Tally { get; } = new(() => CustomerTally.Of(Lines, CustomerFilter.All));

    /// <summary>All of them, who pays for a plan, whom a search finds, in an order of the list.</summary>
    /// <param name="names">Whether the viewer may know them: else a search, or the order, would find out.</param>
    public IReadOnlyList<BookLine> InOrder(string sort, bool names, string? plan, string? search)
    {
        if (search is null) return InOrder(sort, names, plan);
        var found = Found(search, names);
        if (plan is null && sort == CustomerOrder.Usual) return found;
        HashSet<BookLine> among = new(found, ReferenceEqualityComparer.Instance);
        return [.. InOrder(sort, names, plan).Where(among.Contains)];
    }

    /// <summary>Made once for each order and plan.</summary>
    private IReadOnlyList<BookLine> InOrder(string sort, bool names, string? plan)
    {
        var lines = plan is null ? Lines : _paying.Value.GetValueOrDefault(plan) ?? [];
        return sort == CustomerOrder.Usual || lines.Count == 0 ? lines : _sorted.GetOrAdd((sort, names, plan), _ => [.. CustomerOrder.Sort(lines, sort, names)]);
    }

    private IReadOnlyList<BookLine> Found(string search, bool names)
    {
        var isFound = new bool[Lines.Count];
        foreach (var place in _ids.Value.Find(search).Concat(names ? _names.Value.Find(search) : [])) isFound[place] = true;
        return [.. Lines.Where((_, place) => isFound[place])];
    }

    public string PlanName(string id) => Plans.GetValueOrDefault(id)?.Name ?? id;

    /// <summary>Who pays for several plans is in each.</summary>
    private static Dictionary<string, List<BookLine>> ByPlan(IReadOnlyList<BookLine> lines)
    {
        Dictionary<string, List<BookLine>> paying = new(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            foreach (var plan in line.Listed.Plans)
            {
                if (plan.Amount <= 0) continue;
                if (!paying.TryGetValue(plan.PlanId, out var found)) paying[plan.PlanId] = found = [];
                if (found is not [.., var last] || !ReferenceEquals(last, line)) found.Add(line); // once, in however many currencies
            }
        }

        return paying;
    }
}

/// <summary>Every customer as lists show it. It is read for everybody and kept for a moment: a page cuts what its viewer may see out of it.</summary>
internal sealed class CustomerBook(CustomerDirectory directory, LedgerReader ledger, PageAnswers answers, Company company, TimeProvider clock)
{
    public async Task<CustomerPages> ReadAsync(CancellationToken cancel)
    {
        var day = company.Calendar.DayOf(clock.GetUtcNow());
        return (await answers.ReadAsync($"customers {day}", async stop => (CustomerPages?)await ReadAsync(day, stop), cancel))!;
    }

    private async Task<CustomerPages> ReadAsync(DateOnly day, CancellationToken cancel)
    {
        var snapshot = await ledger.ContextAsync(Dimension.Plan, day, cancel);
        FxRates rates = new(company.Currency, snapshot.FxRates);
        BookLine[] lines = [.. (await directory.ReadAsync(day, cancel)).Select(entry => LineOf(entry, rates, day)).OrderByDescending(line => line.Mrr).ThenBy(line => line.Id, StringComparer.Ordinal)];
        return new(lines, snapshot.KeyNames, Distinct(line => line.Listed.Customer.Owner), Distinct(line => line.Listed.Customer.Country));

        IReadOnlyList<string> Distinct(Func<BookLine, string?> of) => [.. lines.Select(of).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase)];
    }

    private static BookLine LineOf(DirectoryEntry entry, FxRates rates, DateOnly day)
    {
        var (mrr, without) = entry.Listed.Plans switch
        {
            [] => (0, false),
            [var one] when one.Currency == rates.Reporting => (one.Amount, false),
            var plans => CustomerEntry.Converted(plans.Select(plan => (plan.Currency, plan.Amount)), rates, day) is var (sum, left) ? (sum, left.Count > 0) : default,
        };
        return new(entry.Listed, mrr, without, entry.Health ?? CustomerEntry.HealthOf(entry.Listed), entry.P30);
    }
}
