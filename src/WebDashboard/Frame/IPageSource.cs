using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.WebDashboard.Frame;

/// <summary>
/// Builds what a page shows, ready to show: the page computes nothing. What the viewer may not see is not in it.
/// </summary>
/// <typeparam name="TModel">Plain data.</typeparam>
public interface IPageSource<TModel>
    where TModel : IPageModel
{
    /// <summary>Null where there is no such thing, or none that the viewer may know of.</summary>
    Task<TModel?> ReadAsync(PageRequest request, CancellationToken cancel);
}

/// <summary>What every page has.</summary>
public interface IPageModel
{
    /// <summary>Its tables, each of which can be had as CSV by its id.</summary>
    IEnumerable<DataTable> Tables { get; }
}
