using RevenueBot.Configuration;
using RevenueBot.Dashboard.Live;
using RevenueBot.Dashboard.Pages;
using RevenueBot.Dashboard.Pages.Alerts;
using RevenueBot.Dashboard.Pages.Billing;
using RevenueBot.Dashboard.Pages.Customers;
using RevenueBot.Dashboard.Pages.Revenue;
using RevenueBot.Dashboard.Pages.Settings;
using RevenueBot.Dashboard.Pages.Usage;
using RevenueBot.Dashboard.Pages.Welcome;
using RevenueBot.Dashboard.SignIn;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Api;
using RevenueBot.WebDashboard;
using RevenueBot.WebDashboard.Alerts;
using RevenueBot.WebDashboard.Billing;
using RevenueBot.WebDashboard.Customers;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Receipts;
using RevenueBot.WebDashboard.Revenue;
using RevenueBot.WebDashboard.Settings;
using RevenueBot.WebDashboard.Usage;
using RevenueBot.WebDashboard.Welcome;

namespace RevenueBot.Dashboard;

/// <summary>Mounts the dashboard on the host: its pages' sources, and what stands around them.</summary>
internal static class DashboardHosting
{
    public static IServiceCollection AddDashboard(this IServiceCollection services, Settings settings)
    {
        services.AddDashboard(Directory.CreateDirectory(Path.Combine(settings.DataDirectory, "keys")));
        services.AddSignIn(settings.Configuration).AddLive().AddSingleton<WriteCsv>(CsvText.Write);
        services.AddSingleton<NoteExport>(provider => provider.GetRequiredService<PageAudit>().ExportedAsync).AddSingleton<PageAudit>();
        services.AddSingleton<ReadShell>(provider => provider.GetRequiredService<ShellSource>().ReadAsync).AddSingleton<ShellSource>();
        services.AddSingleton<PageAnswers>().AddSingleton<PageAsk>();
        return services.AddPages();
    }

    public static void MapDashboard(this WebApplication app)
    {
        app.UseWhen(http => http.Request.Method == HttpMethods.Get, pages => pages.UseResponseCompression());
        app.UseStatusCodePages(PageEndpoint.SayMissingAsync);
        app.UseWebSockets(LiveSetup.Sockets);
        var routes = DashboardEndpoints.MapDashboard(app);
        SignInEndpoints.Map(routes);
        AlertPosts.Map(routes);
        SilencePosts.Map(routes);
        LiveEndpoint.Map(routes);
        SchedulesPanel.Map(routes);
    }

    /// <summary>The source of each page.</summary>
    private static IServiceCollection AddPages(this IServiceCollection services) => services
        .AddSingleton<IPageSource<OverviewModel>, OverviewSource>().AddSingleton<OverviewParts>().AddSingleton<TopFigures>().AddSingleton<TargetBars>().AddSingleton<TodayFigures>().AddSingleton<TrendPanel>()
        .AddSingleton<MonthBridge>().AddSingleton<AtRiskPanel>().AddSingleton<OpenAlertsPanel>().AddSingleton<CohortPanels>().AddSingleton<SegmentPanel>()
        .AddSingleton<IPageSource<AlertsModel>, AlertsSource>().AddSingleton<IPageSource<AlertModel>, AlertSource>().AddSingleton<AlertParts>().AddSingleton<AlertBoard>().AddSingleton<AlertLines>().AddSingleton<AlertTable>().AddSingleton<AlertTabs>()
        .AddSingleton<AlertHead>().AddSingleton<AlertHistory>().AddSingleton<AlertPosts>().AddSingleton<Colleagues>()
        .AddSingleton<IPageSource<AlertRulesModel>, AlertRulesSource>().AddSingleton<PolicyFacts>().AddSingleton<SilenceTable>().AddSingleton<SilencePosts>().AddSingleton<IPageSource<ScorecardModel>, ScorecardSource>()
        .AddSingleton<IPageSource<CustomersModel>, CustomersSource>().AddSingleton<CustomerDirectory>().AddSingleton<CustomerBook>().AddSingleton<CustomerChoices>().AddSingleton<CustomerTable>()
        .AddSingleton<IPageSource<CustomerModel>, CustomerSource>().AddSingleton<CustomerActivityReader>().AddSingleton<CustomerParts>().AddSingleton<CustomerHead>().AddSingleton<CustomerTables>().AddSingleton<CustomerUsage>().AddSingleton<CustomerAlertPanel>()
        .AddSingleton<IPageSource<RevenueModel>, RevenueSource>().AddSingleton<RevenueParts>().AddSingleton<LevelFigures>().AddSingleton<RateFigures>().AddSingleton<MovementPanels>().AddSingleton<RetentionPanels>().AddSingleton<ForecastPanels>()
        .AddSingleton<IPageSource<BillingModel>, BillingSource>().AddSingleton<BillingParts>().AddSingleton<PaymentPanels>().AddSingleton<DunningPanel>().AddSingleton<TrialPanels>().AddSingleton<LatestPayments>()
        .AddSingleton<IPageSource<UsageModel>, UsagePageSource>().AddSingleton<LimitsPanel>()
        .AddSingleton<IPageSource<SettingsModel>, SettingsSource>().AddSingleton<SettingsParts>().AddSingleton<SourcesPanel>().AddSingleton<RefreshPanel>().AddSingleton<SchedulesPanel>().AddSingleton<ChannelsPanel>().AddSingleton<DefinitionPanels>().AddSingleton<AccessPanels>()
        .AddSingleton<IPageSource<WelcomeModel>, WelcomeSource>().AddSingleton<WelcomeSteps>().AddSingleton<FirstRun>()
        .AddSingleton<IPageSource<ReceiptModel>, ReceiptSource>();
}
