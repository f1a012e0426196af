using System.Text.Json;
using System.Text.RegularExpressions;
using RevenueBot.Alerts.Cards;
using RevenueBot.Chat;
using RevenueBot.Handling;
using RevenueBot.Slack;
using RevenueBot.Slack.Alerts;
using RevenueBot.Slack.Blocks;
using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack.Alerts;

/// <summary>Cards as Slack messages: the skeleton in every state, and nothing that a customer's name could do.</summary>
public sealed partial class SlackCardsTests
{
    private static readonly AlertLinks _links = new(new Uri("https://revenue.larkspur.example/"));
    private static readonly CardSetting _setting = new("v2", _links, "F0HEALTH412");

    public static TheoryData<string> States => [.. Cards.All.Keys];

    public static TheoryData<string> HostileTexts =>
    [
        "<!channel>", "<!here> <!everyone>", "<@U123ABC>", "<https://evil.example|Click>", "*x* _y_ ~z~ `code` ```", ":rotating_light: https://evil.example", "a\nb\r\n# c\n> d",
        "\u202Eevil\u2066\u200B\u200F\uFEFF", "<!date^1^{date}|x>", "&lt;!channel&gt;", new string('x', 10_000), string.Concat(Enumerable.Repeat("👩‍👩‍👧 <!channel> `", 700)), "\u0000\u0007", "",
    ];

    [Theory]
    [MemberData(nameof(States))]
    public void A_card_in_every_state_is_a_message_that_Slack_takes(string state)
    {
        var message = Json(SlackCards.Render(Cards.All[state], _setting));
        BlockKit.Problems(message).ShouldBeEmpty();
        var blocks = message.GetProperty("blocks").EnumerateArray().ToList();
        (blocks[0].Text("type"), blocks[^1].Text("type")).ShouldBe(("header", "context"));
        blocks[0].Child("text").Text("text").ShouldContain(Cards.All[state].State);
        blocks.ShouldAllBe(block => block.Text("block_id").EndsWith(".v2") && block.Text("type") != "rich_text"); // an edit may not bring rich text in or out
        message.Text("text").ShouldBe(Mrkdwn.Escape(Cards.All[state].Summary));
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void Whatever_a_name_holds_it_stays_text(string text)
    {
        foreach (var card in Cards.All.Values)
        {
            var message = Json(SlackCards.Render(Cards.Hostile(card, text), _setting));
            BlockKit.Problems(message).Where(problem => !problem.StartsWith("text has 0")).ShouldBeEmpty();
            Inert(message);
            Inert(Json(SlackCards.Render(new ThreadLine(text, text) { Table = new(text, ["a", "b"], [[text, text]]) })));
        }
    }

    [Fact]
    public void A_firing_card_reads_as_the_design_says()
    {
        var blocks = Json(SlackCards.Render(Cards.Firing, _setting)).GetProperty("blocks").EnumerateArray().ToDictionary(block => block.Text("block_id"));
        blocks["head.v2"].Child("text").Text("text").ShouldBe("🔴 High churn risk: Brightwater Clinics");
        blocks["finding.v2"].Child("text").Text("text").ShouldBe("*$698 MRR at stake ($8,376 a year).*\nHealth is 26 of 100 on 10 Nov; it was 61 on 3 Nov.\nChance to leave by 8 Feb 2027: 41% (all customers: 9%).");
        blocks["finding.v2"].Child("accessory").Text("alt_text").ShouldStartWith("Health, 12 weeks");
        blocks["why.v2"].Child("text").Text("text").ShouldStartWith("*Why*\n1. Active users: 4 of 12 in 7 days");
        blocks["todo.v2"].Child("text").Text("text").ShouldBe("*Do next:* ask for a new card today, it takes 5 minutes. Then offer a call about the two tickets.\n*Owner:* <@U04DANA001>");
        var buttons = blocks["act.v2"].GetProperty("elements").EnumerateArray().ToList();
        buttons.Select(button => button.Text("action_id")).ShouldBe(["alert.ack", "alert.snooze", "alert.assign", "alert.not_useful", "customer.open"]);
        buttons[0].Text("value").ShouldBe("al_7F3K2QWX5N");
        buttons[^1].Text("url").ShouldBe("https://revenue.larkspur.example/customers/cus_0412");
    }

    [Fact]
    public void Without_a_public_address_no_button_leads_to_a_page() =>
        Json(SlackCards.Render(Cards.Firing, _setting with { Links = new(null) })).GetRawText().ShouldNotContain("customer.open");

    [Fact]
    public void A_repeat_says_that_it_is_one() =>
        SlackCards.Render(Cards.Firing, _setting with { IsRepeat = true }).Text.ShouldEndWith("Posted again: Slack did not confirm an earlier post, so this may be here twice.");

    [Fact]
    public void A_line_calls_the_person_it_is_for() =>
        SlackCards.Render(new ThreadLine("acknowledged this. Tue 10 Nov, 09:31.", "slack:U04DANA001")).Text.ShouldBe("<@U04DANA001> acknowledged this. Tue 10 Nov, 09:31.");

    [Fact]
    public void A_trend_is_a_picture()
    {
        var png = SlackTrends.Draw(Cards.Firing.Trend!);
        png.Length.ShouldBeInRange(200, 20_000);
        if (Environment.GetEnvironmentVariable("REVENUEBOT_PICTURES") is { Length: > 0 } folder) File.WriteAllBytes(Path.Combine(folder, "alert-trend.png"), png);
    }

    /// <summary>Slack reads markup in the message's own text and in mrkdwn; what turns the direction of reading is nowhere welcome.</summary>
    private static void Inert(JsonElement message)
    {
        foreach (var mark in (string[])["\u202E", "\u2066", "\u200F"]) message.GetRawText().ShouldNotContain(mark);
        foreach (var text in Marked(message).Append(message.Text("text")).Select(text => Fixed().Replace(text, "")))
            foreach (var mark in (string[])["<!channel", "<!here", "<!everyone", "<@U123ABC", "<https://evil", "<!date", "*x*", "`code`"]) text.ShouldNotContain(mark);
    }

    private static IEnumerable<string> Marked(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Marked),
        JsonValueKind.Object when element.Text("type") == "mrkdwn" => [element.Text("text")],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Marked(property.Value)),
        _ => [],
    };

    /// <summary>A table: nothing in it is read as markup but what would end it.</summary>
    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Fixed();

    private static JsonElement Json(Message message) => JsonSerializer.SerializeToElement(message, SlackJson.Options);
}
