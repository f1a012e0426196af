using RevenueBot.Metrics;
using RevenueBot.Questions;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Customers;

/// <summary>What the filters of the list offer.</summary>
internal sealed class CustomerChoices(KnownNames known, TimeProvider clock)
{
    private static readonly Choice[] _risks = [new("", "All"), new("10", "10% and more"), new("25", "25% and more"), new("50", "50% and more")];
    private static readonly Choice[] _statuses = [new("", "All"), new("paying", "Paying"), new("trial", "In a trial"), new("paused", "Paused"), new("left", "Left"), new("none", "Never paid")];

    /// <param name="names">Owners are people too: without the right to names there is no filter by them.</param>
    public async Task<IReadOnlyList<ListFilter>> ReadAsync(PageAddress address, CustomerPages pages, bool names, CancellationToken cancel)
    {
        var called = (await known.ReadAsync(clock.GetUtcNow(), cancel)).All.ToLookup(name => name.By);
        var countries = called[Dimension.Country].ToDictionary(name => name.Key, name => name.Name);
        List<ListFilter> filters =
        [
            Filter("plan", "Plan", Named(called[Dimension.Plan])), Filter("segment", "Segment", Named(called[Dimension.Segment])),
            Filter("country", "Country", [new("", "All"), .. pages.Countries.Select(key => new Choice(key, countries.GetValueOrDefault(key, key))).OrderBy(choice => choice.Label, StringComparer.OrdinalIgnoreCase)]),
            Filter("status", "Status", _statuses), Filter("risk", "Risk", _risks),
        ];
        if (names && pages.Owners.Count > 0) filters.Add(Filter("owner", "Owner", [new("", "Anyone"), new(CustomerFilter.Nobody, "No owner"), .. pages.Owners.Select(owner => new Choice(owner, owner))]));
        return filters;

        ListFilter Filter(string name, string label, IReadOnlyList<Choice> choices) => new(name, label, choices, address[name] ?? "");
    }

    private static IReadOnlyList<Choice> Named(IEnumerable<Questions.Language.KnownName> names) =>
        [new("", "All"), .. names.Where(name => name.Key.Length > 0).OrderBy(name => name.Name, StringComparer.OrdinalIgnoreCase).Select(name => new Choice(name.Key, name.Name))];
}
