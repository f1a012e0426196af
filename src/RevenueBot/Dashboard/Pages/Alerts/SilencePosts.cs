using RevenueBot.Alerts.Storage;
using RevenueBot.Questions;
using RevenueBot.WebDashboard;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard.Pages.Alerts;

/// <summary>Silences begin and end on a page by the same command as in chat, and it says the same.</summary>
internal sealed class SilencePosts(Asker asker, SilenceStore silences, SilenceTable table, PageAudit audit, Sayings sayings, TimeProvider clock)
{
    public const string Begin = "/alerts/silences", End = "/alerts/silences/end";

    private const string Back = AlertTabs.Rules + "#silences";
    private const int LongestText = 200;

    public static void Map(DashboardRoutes routes)
    {
        var self = routes.Services.GetRequiredService<SilencePosts>();
        routes.Pages.MapPost(Begin, self.BeginAsync).Needs(AlertPosts.Needed);
        routes.Pages.MapPost(End, self.EndAsync).Needs(AlertPosts.Needed);
    }

    private Task<IResult> BeginAsync(HttpContext http, IFormCollection form, CancellationToken cancel)
    {
        var (what, length, why) = (Text(form, "what"), Text(form, "length"), Text(form, "why"));
        return what is null || why is null || what.Length == 0 || length is null || !SilenceTable.IsLength(length)
            ? Task.FromResult(Said(http, "Say what is to be silent, and for how long. Nothing was changed.", false))
            : SayAsync(http, $"/silence {what} for {length}{(why.Length > 0 ? $" because {why}" : "")}", cancel);
    }

    private async Task<IResult> EndAsync(HttpContext http, IFormCollection form, CancellationToken cancel)
    {
        var id = form["silence"].ToString();
        return (await silences.ActiveAsync(clock.GetUtcNow(), cancel)).Any(silence => silence.Id == id) ? await SayAsync(http, $"/silence end {id}", cancel) : Said(http, "It is over already. Nothing was changed.", false);
    }

    private async Task<IResult> SayAsync(HttpContext http, string command, CancellationToken cancel)
    {
        var viewer = PageRequest.ViewerOf(http);
        await audit.ActedAsync(viewer, cancel);
        var answer = await asker.AskAsync(command, new AskContext(clock.GetUtcNow(), Reader: viewer.Id), cancel);
        table.Forget();
        return Said(http, answer.Headline, answer.Kind == AnswerKind.Done);
    }

    private IResult Said(HttpContext http, string sentence, bool isDone)
    {
        sayings.Say(http, sentence, isDone);
        return Results.LocalRedirect(Back);
    }

    /// <summary>One line; null where it is none, or too long.</summary>
    private static string? Text(IFormCollection form, string name) => form[name].ToString().Trim() is { Length: <= LongestText } text && !text.Any(char.IsControl) ? text : null;
}
