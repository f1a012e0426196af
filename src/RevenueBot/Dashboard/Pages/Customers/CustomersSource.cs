using RevenueBot.Configuration;
using RevenueBot.Handling;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Customers;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Customers;

/// <summary>The list of customers: searched, filtered and ordered by its address. Without the right to names they stand by their ids.</summary>
internal sealed class CustomersSource(CustomerBook book, CustomerChoices choices, CustomerTable tables, PageAnswers answers, AlertActs alerts, Company company) : IPageSource<CustomersModel>
{
    private static readonly (string? Value, string Label)[] _bands = [(null, "All"), ("high", "High risk"), ("medium", "Medium risk"), ("healthy", "Healthy"), (CustomerFilter.NotScored, "Not scored")];

    public async Task<CustomersModel?> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        var (viewer, address) = (request.Viewer, request.Address);
        var (pages, names) = (await book.ReadAsync(cancel), viewer.Has(Rights.Names));
        var alert = address["alert"] is { } key ? await AboutAsync(key, viewer, cancel) : null;
        var filter = CustomerFilter.Of(address, viewer, alert);
        var ordered = pages.InOrder(CustomerOrder.Of(address), names, filter.Plan, filter.Search);
        var fitting = filter.FitsAll ? ordered : [.. ordered.Where(filter.Fits)]; // counted and shown: looked for once
        var tally = filter == CustomerFilter.All ? pages.Tally.Value : CustomerTally.Of(fitting, filter);
        return new CustomersModel
        {
            Lede = Lede(await answers.AskAsync("/customers", viewer, cancel), pages, tally), Banner = alert is null ? null : BannerOf(address, tally.Shown),
            Form = new("Find customers", new("q", filter.Search, names ? "Name or id   /" : "Id   /"), await choices.ReadAsync(address, pages, names, cancel), viewer.Has(Rights.Exports) ? address.With(PageRequest.Export, CustomerTable.Id).ToString() : null),
            Tabs = TabsOf(address, tally, filter), Table = tables.Of(request, pages, fitting.Where(filter.IsShown), tally.Shown),
        };
    }

    /// <summary>"382 customers pay on 30 Nov." and what the filters leave of all.</summary>
    private string Lede(Questions.Answer? paying, CustomerPages pages, CustomerTally tally)
    {
        var part = tally.Shown == pages.Lines.Count ? "" : $"Shown: {Format.Count(tally.Shown)} of {Format.Counted(pages.Lines.Count, "customer")}, {Format.Money(tally.Mrr, company.Currency)} MRR.";
        return string.Join(' ', ((string[])[paying?.Headline ?? "", part]).Where(text => text.Length > 0));
    }

    /// <summary>Whom an alert, or all alerts of a message, are about; nobody where the viewer may not see alerts, as where there is none of that name.</summary>
    private async Task<IReadOnlySet<string>> AboutAsync(string key, Viewer viewer, CancellationToken cancel) =>
        viewer.Has(Rights.Customers | Rights.Names) ? (await alerts.FindAsync(key, cancel)).Select(alert => alert.Status.Subject).ToHashSet() : new HashSet<string>();

    private static Banner BannerOf(PageAddress address, int shown) => new(
        shown == 0 ? "Nobody is left of this alert." : $"Only whom the alert is about: {Format.Counted(shown, "customer")}.", null, Judgement.None, "All customers", address.With("alert", null).With("page", null).ToString());

    private static IReadOnlyList<ListTab> TabsOf(PageAddress address, CustomerTally tally, CustomerFilter filter) =>
        [.. _bands.Select(band => new ListTab(band.Label, Format.Count(band.Value is { } value ? tally.Bands.GetValueOrDefault(value) : tally.Fitting), address.With("health", band.Value).With("page", null).ToString(), band.Value == filter.Health))];
}
