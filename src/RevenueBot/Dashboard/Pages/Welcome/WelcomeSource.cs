using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Welcome;

namespace RevenueBot.Dashboard.Pages.Welcome;

/// <summary>The first page of a new bot: how to connect it, and how far that is.</summary>
internal sealed class WelcomeSource(FirstRun first, WelcomeSteps steps) : IPageSource<WelcomeModel>
{
    public async Task<WelcomeModel?> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        var found = await first.LookAsync(cancel);
        var (all, aside) = (steps.Of(found), steps.Aside());
        var lede = all.All(step => step.State == StepState.Done || step.IsOptional) ? "Everything that is needed is connected."
            : first.IsSample ? "This is a sample company. Your own figures appear as soon as the first source has loaded."
            : found.HasFacts ? "Figures are there; not everything is connected yet."
            : "Nothing is connected yet. Figures appear as soon as the first source has loaded.";
        return new(lede, $"{all.Count(step => step.State == StepState.Done)} of {all.Count} steps done, as found a moment ago. You can leave and come back.", all, aside.Title, aside.Acts);
    }
}
