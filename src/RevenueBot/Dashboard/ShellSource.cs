using RevenueBot.Configuration;
using RevenueBot.Dashboard.Pages.Alerts;
using RevenueBot.Metrics;
using RevenueBot.Questions;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard;

/// <summary>What stands around every page: how fresh the data is, what can be filtered by, how many alerts are open.</summary>
internal sealed class ShellSource(PageAnswers answers, KnownNames names, AlertBoard alerts, MountedPages pages, Company company, TimeProvider clock)
{
    public async Task<Shell> ReadAsync(PageRequest request, string formToken, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var mrr = await answers.AskAsync("/mrr", request.Viewer, cancel);
        return new Shell
        {
            Company = company.Name, Viewer = request.Viewer, Address = request.Address, Theme = request.Theme, Seen = request.Seen, FormToken = formToken, Pages = pages.Paths,
            Freshness = mrr?.Footer ?? "", Stale = mrr?.Notice is { } notice ? BannerOf(notice) : null,
            OpenAlerts = request.Viewer.Has(AlertPosts.Needed) ? (await alerts.OpenAsync(cancel)).Count : null,
            Choices = Choices((await names.ReadAsync(now, cancel)).All.ToLookup(name => name.By), company.Calendar.DayOf(now)),
        };
    }

    /// <summary>What is wrong stands first, what is still right after it.</summary>
    public static Banner BannerOf(string notice) => notice.IndexOf(". ", StringComparison.Ordinal) is > 0 and var at ? new(notice[..(at + 1)], notice[(at + 2)..]) : new(notice);

    private FilterChoices Choices(ILookup<Dimension, Questions.Language.KnownName> known, DateOnly today) => new(
        [
            new("", "This month"), new("last-month", "Last month"), new("this-quarter", "This quarter"), new("last-quarter", "Last quarter"), new("this-year", "This year"),
            .. PeriodChoices.Past(today),
        ],
        All(known[Dimension.Plan], "All plans"), All(known[Dimension.Segment], "All segments"),
        [
            new("", company.Currency.Code), new(PageFilter.Constant, $"Constant {company.Currency.Code}"),
            .. known[Dimension.Currency].Select(name => name.Key).Where(key => key.Length > 0).Order(StringComparer.Ordinal).Select(code => new Choice(code, $"Billed in {code}")),
        ]);

    private static IReadOnlyList<Choice> All(IEnumerable<Questions.Language.KnownName> names, string all) =>
        [new("", all), .. names.Where(name => name.Key.Length > 0).OrderBy(name => name.Name, StringComparer.OrdinalIgnoreCase).Select(name => new Choice(name.Key, name.Name))];
}
