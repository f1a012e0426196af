using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Cli;
using RevenueBot.Email;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Api;
using RevenueBot.Slack;
using RevenueBot.Support.Slack;
using RevenueBot.Support.Teams;
using RevenueBot.Teams.Cards;
using RevenueBot.Tests.Questions;
using RevenueBot.Tests.Questions.Facts;
using RevenueBot.Tests.Teams.Cards;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Everywhere;

/// <summary>One answer, every surface: the same words and figures, within every limit, and nothing of one dialect in another. MAIL_PAGES=/some/folder keeps the mails.</summary>
public sealed partial class SameAnswerTests(EverywhereBot bot) : IClassFixture<EverywhereBot>
{
    private static readonly Uri _page = new("https://revenue.larkspur.example/"), _picture = new("https://revenue.larkspur.example/charts/x.png");

    [Fact]
    public async Task Every_question_has_one_answer()
    {
        List<string> wrong = [];
        HashSet<AnswerKind> kinds = [];
        foreach (var question in Corpus.Questions.Distinct())
        {
            var answer = await bot.AskAsync(question);
            kinds.Add(answer.Kind);
            wrong.AddRange(Differences(answer).Select(difference => $"{question}: {difference}"));
        }

        wrong.ShouldBeEmpty();
        Corpus.Questions.Distinct().Count().ShouldBeGreaterThan(60);
        kinds.ShouldBeSubsetOf([AnswerKind.Figures, AnswerKind.Help, AnswerKind.NotUnderstood, AnswerKind.Refused, AnswerKind.Done, AnswerKind.Failed]);
        kinds.Count.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task What_was_told_otherwise_before_is_restated_everywhere()
    {
        if ((await bot.AskAsync("/mrr", "everywhere")).Delivered is { } delivered) await delivered(TestContext.Current.CancellationToken);
        await bot.Bot.LearnAsync(EverywhereBot.Event("late", TimeProvider.System.GetUtcNow().AddDays(-70)));
        var answer = await bot.AskAsync("/mrr", "everywhere");
        answer.Restatements.ShouldNotBeEmpty();
        Differences(answer).ShouldBeEmpty();
    }

    [Fact]
    public void Old_data_are_said_first_everywhere()
    {
        foreach (var question in (string[])["/mrr", "/mrr by plan", "/mrr why"])
        {
            var answer = Larkspur.Ask(question, snapshot => snapshot with { Sources = [new("stripe", Larkspur.Now.AddDays(-2))] });
            answer.Notice.ShouldNotBeNull();
            Differences(answer).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("/mrr")]
    [InlineData("/mrr by plan")]
    [InlineData("/churn last month")]
    [InlineData("/customers")]
    [InlineData("/mrr by regoin")]
    public async Task Asked_where_people_are_it_is_the_same_answer(string question)
    {
        var http = (await bot.Bot.AskAsync(question)).Headline();
        var words = question.Split(' ', 2);
        var (slack, teams) = (bot.Slack.Messages.Count, bot.Teams.Messages.Count);
        await new SlackPerson(bot.Bot.Client, bot.Slack, TimeProvider.System).CommandAsync(words.ElementAtOrDefault(1) ?? "", words[0]);
        await new TeamsPerson(bot.Bot.Client, bot.Teams).SayAsync(question);
        await bot.Slack.MessageAsync(_ => bot.Slack.Messages.Count > slack);
        await bot.Teams.MessageAsync(_ => bot.Teams.Messages.Count > teams);
        Unescaped(bot.Slack.Messages[slack].Text).ShouldStartWith(http);
        bot.Teams.Messages.Skip(teams).ShouldContain(call => Unescaped(call.Text).StartsWith(http, StringComparison.Ordinal));
        TerminalAnswer.Render(await bot.AskAsync(question)).Replace('\n', ' ').ShouldStartWith(http);
    }

    private static string Unescaped(string text) => text.Replace("\u200B", "").Replace("&lt;", "<").Replace("&gt;", ">").Replace("&amp;", "&");

    private IEnumerable<string> Differences(Answer answer)
    {
        var slack = Element(SlackRenderer.Render(answer, new(text => text, "F0MRR12M001", CanShare: true)), SlackJson.Options);
        var bare = Element(SlackRenderer.Render(answer, new(text => text)), SlackJson.Options);
        var native = Element(SlackRenderer.Render(answer, new(text => text) { IsNative = true }), SlackJson.Options);
        var card = Element(AnswerCards.Render(answer, new(text => text, _picture, _page, CanShare: true)), CardJson.Options);
        var drawn = Element(AnswerCards.Render(answer, new(text => text)), CardJson.Options);
        var (terminal, json, mail) = (TerminalAnswer.Render(answer), ApiJson.Write(AnswerJson.Of(answer)), AnswerMail.Render(answer, new(bot.Company, _page)));
        Keep(answer, mail);
        Shown[] surfaces =
        [
            Surfaces.Slack(answer, slack, false), Surfaces.Slack(answer, bare, false), Surfaces.Slack(answer, native, true), Surfaces.Teams(answer, card), Surfaces.Json(json),
            Surfaces.Text(answer, terminal, false), Surfaces.Text(answer, mail.Plain, true), Surfaces.Html(answer, mail.Html),
        ];
        return
        [
            .. surfaces.SelectMany(shown => Sameness.Breaches(answer, shown)), .. Payloads.OfSlack(slack), .. Payloads.OfSlack(bare), .. Payloads.OfSlack(native), .. Payloads.OfTeams(card), .. Payloads.OfTeams(drawn),
            .. Payloads.OfText("terminal", terminal), .. Payloads.OfText("mail, plain", mail.Plain), .. Payloads.OfMail(mail), .. Payloads.Leaks(answer, terminal, mail),
        ];
    }

    private static JsonElement Element<T>(T message, JsonSerializerOptions options) => JsonSerializer.SerializeToElement(message, options);

    private static void Keep(Answer answer, MailContent mail)
    {
        if (Environment.GetEnvironmentVariable("MAIL_PAGES") is not { } folder) return;
        Directory.CreateDirectory(folder);
        var name = Path.Combine(folder, NotName().Replace(answer.Question.TrimStart('/'), "-"));
        File.WriteAllText(name + ".txt", $"Subject: {mail.Subject}\n\n{mail.Plain}");
        File.WriteAllText(name + ".html", MailPreview.Page(mail));
    }

    [GeneratedRegex("[^a-zA-Z0-9]+")]
    private static partial Regex NotName();
}
