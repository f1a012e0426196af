using RevenueBot.Access;
using RevenueBot.Access.Granting;
using RevenueBot.Handling;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;

namespace RevenueBot.Dashboard.SignIn;

/// <summary><c>/dashboard</c>: a link for one person, who alone is told; with the code that the sign-in page shows, for that browser alone.</summary>
internal sealed class DashboardAnswers(SignInLinks links, Visitors visitors, AlertLinks addresses) : IMetricAnswers
{
    private const string Usage = "Write /dashboard alone, or with the six letters that the sign-in page shows.";

    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Dashboard];

    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel)
    {
        if (Requester.Of(asked.Reader) is not { Platform: not null } requester || !IsPerson(requester)) return Reply(AnswerKind.Refused, "A sign-in link is for one person: ask for it in a direct message.");
        if (addresses.Dashboard is not { } page) return Reply(AnswerKind.Refused, "The dashboard has no public address yet: an administrator sets Dashboard:PublicUrl.");
        if (await visitors.ViewerAsync(asked.Reader!, cancel) is null) return Reply(AnswerKind.Refused, "Your role shows nothing on the dashboard.");
        var text = asked.Question.Subject?.Trim() ?? "";
        if (text.Length > 0 && Secrets.Code(text) is null) return Reply(AnswerKind.NotUnderstood, Usage);
        var secret = await links.CreateAsync(asked.Reader!, text.Length == 0 ? null : Secrets.Code(text), cancel);
        return Reply(AnswerKind.Done, "Here is your link to the dashboard.") with
        {
            Sentences = [$"It works once, for 10 minutes{(text.Length > 0 ? ", in the browser that shows the code" : "")}. It is yours alone: whoever presses it signs in as you."],
            Link = new AnswerLink("Open dashboard", new Uri($"{page.AbsoluteUri.TrimEnd('/')}/signin/{secret}")),
        };
    }

    public Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel) => Task.FromResult(Reply(AnswerKind.NotUnderstood, Usage));

    /// <summary>A channel is told as a whole, so it is no one.</summary>
    private static bool IsPerson(Requester requester) => requester.Platform == Platform.Slack ? requester.User is ['U' or 'W', ..] : Guid.TryParse(requester.User, out _);

    /// <summary>Its id asks anew: no button of it holds a link.</summary>
    private static Answer Reply(AnswerKind kind, string headline) => new() { Id = AnswerId.OfText("/dashboard"), Kind = kind, Question = "/dashboard", Headline = headline };
}
