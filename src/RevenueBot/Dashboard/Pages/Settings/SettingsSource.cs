using RevenueBot.Configuration;
using RevenueBot.Dashboard.Pages.Revenue;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Settings;

namespace RevenueBot.Dashboard.Pages.Settings;

/// <summary>Where each part of the settings comes from.</summary>
internal sealed record SettingsParts(SourcesPanel Sources, RefreshPanel Refreshed, SchedulesPanel Reports, ChannelsPanel Channels, DefinitionPanels Definitions, ForecastPanels Targets, AccessPanels Access);

/// <summary>The settings: what is set is read here and changed in chat or in the configuration.</summary>
internal sealed class SettingsSource(PageAnswers answers, LedgerReader ledger, SettingsParts parts, Company company, TimeProvider clock) : IPageSource<SettingsModel>
{
    public async Task<SettingsModel?> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        var today = company.Calendar.DayOf(clock.GetUtcNow());
        var context = (await answers.ReadAsync($"context {today}", async stop => (LedgerSnapshot?)await ledger.ContextAsync(Dimension.Total, today, stop), cancel))!;
        var limits = PageLimits.Of(new(request.Address.Path, new Dictionary<string, string>()), company.Calendar, clock.GetUtcNow());
        var (findSources, findRefreshed, findReports) = (parts.Sources.ReadAsync(request, context, cancel), parts.Refreshed.ReadAsync(request, cancel), parts.Reports.ReadAsync(request, cancel));
        var (findProfiles, findTargets, findAccess) = (parts.Definitions.ProfilesAsync(request, cancel), parts.Targets.TargetAsync(request, limits, cancel), parts.Access.ReadAsync(request, cancel));
        var (access, roles) = await findAccess;
        return new SettingsModel
        {
            Lede = $"{company.Name} · {company.Calendar.Zone.Id} · {company.Currency.Code} · weeks from {company.Calendar.WeekStart}",
            Sources = await findSources, Refreshed = await findRefreshed, Reports = await findReports, Channels = parts.Channels.Read(request), Definitions = parts.Definitions.Rules(context), Profiles = await findProfiles,
            Targets = await findTargets, Rates = parts.Definitions.Rates(request, context), Access = access, Roles = roles,
        };
    }
}
