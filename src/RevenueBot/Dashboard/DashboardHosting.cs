using RevenueBot.Configuration;
using RevenueBot.Dashboard.Pages;
using RevenueBot.Questions.Api;
using RevenueBot.WebDashboard;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Receipts;

namespace RevenueBot.Dashboard;

/// <summary>Mounts the dashboard on the host: its pages' sources, and what stands around them.</summary>
internal static class DashboardHosting
{
    public static IServiceCollection AddDashboard(this IServiceCollection services, Settings settings)
    {
        services.AddDashboard(Directory.CreateDirectory(Path.Combine(settings.DataDirectory, "keys")));
        services.AddSingleton<FindViewer>(Visitors.Find).AddSingleton<WriteCsv>(CsvText.Write);
        services.AddSingleton<NoteExport>(provider => provider.GetRequiredService<ExportNotes>().WriteAsync).AddSingleton<ExportNotes>();
        services.AddSingleton<ReadShell>(provider => provider.GetRequiredService<ShellSource>().ReadAsync).AddSingleton<ShellSource>();
        services.AddSingleton<PageAnswers>().AddSingleton<TopFigures>().AddSingleton<TargetBars>().AddSingleton<TodayFigures>().AddSingleton<MonthBridge>();
        return services.AddPages();
    }

    /// <summary>The source of each page.</summary>
    private static IServiceCollection AddPages(this IServiceCollection services) => services
        .AddSingleton<IPageSource<OverviewModel>, OverviewSource>()
        .AddSingleton<IPageSource<ReceiptModel>, ReceiptSource>();
}
