using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.Storage;
using RevenueBot.Handling;

namespace RevenueBot.Dashboard.Pages.Alerts;

/// <summary>Alerts as pages list them. They are read for everybody and kept for a moment; what is done on a page is seen there at once.</summary>
internal sealed class AlertBoard(OpenAlerts open, AlertStore store, AlertBook book, PageAnswers answers, TimeProvider clock)
{
    /// <summary>For so long ended alerts stand in the list.</summary>
    public const int ClosedDays = 90;

    private const int MostClosed = 2_000;
    private const string Open = "alerts open", Closed = "alerts closed";

    /// <summary>What is open, the largest MRR first.</summary>
    public async Task<IReadOnlyList<OpenAlert>> OpenAsync(CancellationToken cancel) =>
        (await answers.ReadAsync(Open, async stop => (IReadOnlyList<OpenAlert>?)await open.ReadAsync(new AlertFilter(), stop), cancel))!;

    /// <summary>What has ended lately, the last ended first.</summary>
    public async Task<IReadOnlyList<OpenAlert>> ClosedAsync(CancellationToken cancel) => (await answers.ReadAsync(Closed, async stop =>
    {
        var ended = await store.ClosedAsync(clock.GetUtcNow().AddDays(-ClosedDays), MostClosed, stop);
        return (IReadOnlyList<OpenAlert>?)(ended.Count == 0 ? [] : await book.Read(ended, stop));
    }, cancel))!;

    public void Forget()
    {
        answers.Forget(Open);
        answers.Forget(Closed);
    }
}
