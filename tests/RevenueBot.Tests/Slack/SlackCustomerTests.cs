using RevenueBot.Access;
using RevenueBot.Chat;
using RevenueBot.Slack;
using RevenueBot.Support;
using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack;

/// <summary>An answer that names customers goes only to those who may see them; a note is kept only for those who may annotate.</summary>
public sealed class SlackCustomerTests : IAsyncLifetime
{
    private const string Name = "Hollis Labs";
    private TestDatabase _database = null!;
    private FakeSlack _slack = null!;
    private SlackBot _bot = null!;
    private int _asked;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _slack = await SlackBot.SlackAsync();
        _slack.Users["U0BEN"] = new FakeUser();
        _slack.Users["U0CAT"] = new FakeUser();
        var named = Answers.Mrr with { Chart = null, Headline = $"{Name} pays $100 MRR.", NamesCustomers = true };
        var answering = new Answering(
            (_, _, _) =>
            {
                Interlocked.Increment(ref _asked);
                return Task.FromResult(named);
            },
            (_, _) => Task.FromResult(Answers.Receipt with { Headline = $"How MRR of {Name} adds up", NamesCustomers = true }),
            text => text.StartsWith("/annotate", StringComparison.Ordinal) ? Right.Annotate : text.StartsWith("/customer ", StringComparison.Ordinal) ? Right.CustomersByName : Right.Totals);
        _bot = await SlackBot.StartAsync(
            _database.DataSource, _slack, answering, null, ("Access:Slack:People:U0BEN", "customers"), ("Access:Slack:People:U0CAT", "annotate"));
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        _slack.Problems.ShouldBeEmpty();
        await _slack.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("U0ANA", "/customer", "Hollis", 0, "You do not have access to single customers. You can see totals, such as /mrr. For more, ask an administrator to set Access:Slack:People:U0ANA to \"customers\".")]
    [InlineData("U0ANA", "/segments", "", 1, "You do not have access to single customers.")]
    [InlineData("U0ANA", "/annotate", "today other x", 0, "You do not have the right to add notes.")]
    [InlineData("U0BEN", "/annotate", "today other x", 0, "You do not have the right to add notes. You can read them: annotations in charts, market notes with /intel. For more, ask an administrator to set Access:Slack:People:U0BEN to \"annotate\".")]
    [InlineData("U0EVA", "/customer", "Hollis", 0, "You do not have access to revenue figures.")]
    public async Task Others_are_refused_whether_or_not_the_customer_exists(string user, string command, string text, int asked, string words)
    {
        await Person(user).CommandAsync(text, command);
        (await _slack.MessageAsync()).Text.ShouldStartWith(words);
        _asked.ShouldBe(asked);
        NobodySawAName();
    }

    [Theory]
    [InlineData("U0BEN", "/customer", "Hollis")]
    [InlineData("U0BEN", "/segments", "")]
    [InlineData("U0CAT", "/annotate", "today other x")]
    public async Task Those_who_may_are_answered(string user, string command, string text)
    {
        await Person(user).CommandAsync(text, command);
        (await _slack.MessageAsync()).Text.ShouldContain(Name);
    }

    [Fact]
    public async Task A_click_of_somebody_who_may_see_totals_only_shows_and_posts_nothing()
    {
        await Person("U0BEN").CommandAsync("", "/segments");
        var answer = await _slack.MessageAsync();
        foreach (var action in (string[])[SlackActions.Share, SlackActions.Receipt])
        {
            await Person("U0ANA").ClickAsync(action, answer.ButtonValue(action));
            var refusal = await _slack.MessageAsync(m => m.Text.StartsWith("You do not have access to single customers", StringComparison.Ordinal));
            refusal.Body.Text("response_type").ShouldBe("ephemeral");
        }

        _slack.Messages.ShouldAllBe(m => m == answer || !m.Text.Contains(Name));
        _slack.Calls.Where(c => c.Method == "views.update").ShouldAllBe(c => !c.Body.GetRawText().Contains(Name));
    }

    private SlackPerson Person(string user) => new(_bot.Http, _slack, TimeProvider.System) { User = user, Channel = "C0REVENUE" };

    private void NobodySawAName() => _slack.Calls.ShouldAllBe(c => c.Body.ValueKind == System.Text.Json.JsonValueKind.Undefined || !c.Body.GetRawText().Contains(Name));
}
