using Microsoft.Extensions.DependencyInjection;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;
using RevenueBot.WebDashboard.SignIn;

namespace RevenueBot.WebDashboard.Tests;

/// <summary>Pages without a host: an overview with a little of everything, and receipts that do not exist.</summary>
internal static class SamplePages
{
    /// <summary>Who sends it is let in.</summary>
    public const string Header = "X-Viewer";

    private static readonly Viewer _viewer = new("terminal", "Operator", "admin", (Rights)63);

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<FindViewer>((http, _) => ValueTask.FromResult(http.Request.Headers.ContainsKey(Header) ? _viewer : null));
        services.AddSingleton<TakePage>(_ => true);
        services.AddSingleton<ReadSeen>(() => 7);
        services.AddSingleton<WriteCsv>(rows => string.Concat(rows.Select(row => string.Join(',', row) + "\n")));
        services.AddSingleton<NoteExport>((_, _) => Task.CompletedTask);
        services.AddSingleton<ReadShell>((request, token, _) => Task.FromResult(ShellFor(request, token)));
        services.AddSingleton(typeof(IPageSource<>), typeof(NoPage<>)); // where nothing below says otherwise
        services.AddSingleton<IPageSource<OverviewModel>, Overviews>().AddSingleton<IPageSource<SessionsModel>, NoSessions>();
    }

    private static Shell ShellFor(PageRequest request, string token) => new()
    {
        Company = "Acme <script>", Viewer = request.Viewer, Address = request.Address, Theme = request.Theme, Seen = request.Seen, FormToken = token, Freshness = "Data through Tue 10 Nov 2026",
        Choices = new([new("", "This month")], [new("", "All plans"), new("pro", "Pro <i>")], [], []), Pages = new HashSet<string> { "/" },
    };

    private sealed class Overviews : IPageSource<OverviewModel>
    {
        public Task<OverviewModel?> ReadAsync(PageRequest request, CancellationToken cancel) => Task.FromResult<OverviewModel?>(new()
        {
            Lede = "MRR is $58,430 on 10 Nov.", Top = [new() { Id = "mrr", Label = "MRR", Value = "$58,430" }],
            AtRisk = new("Customers at risk", "One is.", new() { Id = "at-risk", Caption = "Customers at risk", Columns = [new("Customer"), new("MRR", true)], Rows = [["Acme <b>", Cell.Of("1,250.50", 1250.5m)]] }, new()),
        });
    }

    private sealed class NoSessions : IPageSource<SessionsModel>
    {
        public Task<SessionsModel?> ReadAsync(PageRequest request, CancellationToken cancel) => Task.FromResult<SessionsModel?>(new([]));
    }

    private sealed class NoPage<TModel> : IPageSource<TModel>
        where TModel : class, IPageModel
    {
        public Task<TModel?> ReadAsync(PageRequest request, CancellationToken cancel) => Task.FromResult<TModel?>(null);
    }
}
