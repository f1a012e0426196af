using RevenueBot.Configuration;
using RevenueBot.Dashboard.Pages;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard.Live;

/// <summary>The figures of the overview without a filter, by the ids of their tiles: the page's own, so that both say the same.</summary>
internal sealed class LiveTiles(TopFigures top, TodayFigures today, Company company, TimeProvider clock)
{
    private static readonly Viewer _everybody = new("live", "", "", Rights.Totals);

    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancel)
    {
        PageRequest request = new(_everybody, new("/", new Dictionary<string, string>()));
        var (findTop, findToday) = (top.ReadAsync(request, PageLimits.Of(request.Address, company.Calendar, clock.GetUtcNow()), cancel), today.ReadAsync(request, cancel));
        return (await findTop).Concat(await findToday).ToDictionary(tile => $"t-{tile.Id}", tile => tile.Value);
    }
}
