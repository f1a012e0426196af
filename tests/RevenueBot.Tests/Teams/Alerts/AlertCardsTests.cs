using System.Text.Json;
using RevenueBot.Alerts.Cards;
using RevenueBot.Handling;
using RevenueBot.Metrics;
using RevenueBot.Teams.Alerts;
using RevenueBot.Teams.Cards;
using RevenueBot.Tests.Slack.Alerts;
using RevenueBot.Tests.Teams.Cards;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Teams.Alerts;

/// <summary>Alerts as Adaptive Cards: the skeleton and the same acts in every state, and nothing that a customer's name could do.</summary>
public sealed class AlertCardsTests
{
    internal const string Dana = "teams:a0a0a0a0-0000-4000-8000-000000000001";
    private static readonly AlertLinks _links = new(new Uri("https://revenue.larkspur.example/"));

    internal static AlertSetting Setting { get; } = new(_links, new(2026, 11, 10, 14, 5, 0, TimeSpan.Zero), CompanyCalendar.Utc)
    {
        People = new(new Dictionary<string, string> { [Dana] = "Dana Osei" }),
    };

    public static TheoryData<string> States => [.. Slack.Alerts.Cards.All.Keys];

    public static TheoryData<string> HostileTexts => AnswerCardsTests.HostileTexts;

    [Theory]
    [MemberData(nameof(States))]
    public void A_card_in_every_state_keeps_to_the_rules(string state)
    {
        var card = Slack.Alerts.Cards.All[state];
        var message = Json(AlertCards.Render(card, Setting));
        CardRules.Read(message).ShouldContain(card.State);
        message.GetProperty("card").GetProperty("speak").GetString().ShouldBe(card.Summary);
        message.GetProperty("summary").GetString().ShouldStartWith(card.State);
    }

    [Fact]
    public void A_firing_card_reads_as_the_design_says()
    {
        var message = Json(AlertCards.Render(Teams(Slack.Alerts.Cards.Firing), Setting));
        CardRules.Read(message).ShouldBe(
            """
            🔴 High churn risk: Brightwater Clinics
            $698 MRR at stake ($8,376 a year). Health is 26 of 100 on 10 Nov; it was 61 on 3 Nov. Chance to leave by 8 Feb 2027: 41% (all customers: 9%).
            Why
            1. Active users: 4 of 12 in 7 days; 11 on 13 Oct
            2. Invoice of 5 Nov unpaid: card expired
            3. Two high-severity tickets open for 6 days
            Do next: ask for a new card today, it takes 5 minutes. Then offer a call about the two tickets.
            Fired Tue 10 Nov, 09:05 New York · rule: health below 30 · data through 09:00
            """);
        CardRules.Of(message, "TextBlock").Single().GetProperty("text").GetString().ShouldBe("**Owner:** <at>Dana Osei</at>");
        var mention = message.GetProperty("card").GetProperty("msteams").GetProperty("entities")[0];
        (mention.GetProperty("text").GetString(), mention.GetProperty("mentioned").GetProperty("id").GetString()).ShouldBe(("<at>Dana Osei</at>", Dana["teams:".Length..]));
        Titles(message).ShouldBe(["Acknowledge", "Snooze", "Assign…", "Not useful", "Customer page"]);
        CardRules.Of(message, "Action.Execute").First().GetProperty("data").GetProperty("value").GetString().ShouldBe("al_7F3K2QWX5N");
    }

    [Fact]
    public void The_form_of_a_snooze_names_days_and_never_says_tomorrow()
    {
        var choices = CardRules.Of(Json(AlertCards.Render(Slack.Alerts.Cards.Firing, Setting)), "Input.ChoiceSet").First();
        choices.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("title").GetString()).ShouldBe(["Wed 11 Nov, 09:00", "Fri 13 Nov, 09:00", "Tue 17 Nov, 09:00", "Tue 24 Nov, 09:00"]);
        choices.GetProperty("value").GetString().ShouldBe("2026-11-17");
    }

    [Theory]
    [InlineData("2026-11-17", null, "2026-11-17T09:00:00Z")]
    [InlineData("2026-11-17", "2026-12-01", "2026-12-01T09:00:00Z")]
    [InlineData("2026-11-10", null, null)]
    [InlineData("2027-11-10", null, null)]
    [InlineData("soon", null, null)]
    public void A_day_is_read_by_what_was_filled_in(string until, string? date, string? expected) =>
        AlertForms.UntilOf(field => field == AlertForms.Until ? until : field == AlertForms.Date ? date : null, Setting.Now, CompanyCalendar.Utc)
            .ShouldBe(expected is null ? null : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void Whatever_a_name_holds_it_stays_text(string text)
    {
        foreach (var card in Slack.Alerts.Cards.All.Values)
        {
            Json(AlertCards.Render(Slack.Alerts.Cards.Hostile(card, text), Setting));
            Json(AlertCards.Render(Teams(Slack.Alerts.Cards.Hostile(card, text)), Setting with { People = new(new Dictionary<string, string> { [Dana] = text }) }));
            Json(AlertCards.Render(new ThreadLine(text, Dana) { By = text, Table = new(text, ["a", "b"], [[text, text]]) }, Setting.People));
        }
    }

    [Fact]
    public void A_person_of_another_platform_is_not_mentioned() =>
        CardRules.Read(Json(AlertCards.Render(new ThreadLine("acknowledged this. Tue 10 Nov, 09:31.", "slack:U04DANA001"), Setting.People))).ShouldBe("somebody in Slack acknowledged this. Tue 10 Nov, 09:31.");

    [Fact]
    public void A_line_calls_the_person_it_is_for() =>
        CardRules.Of(Json(AlertCards.Render(new ThreadLine("acknowledged this. Tue 10 Nov, 09:31.", Dana), Setting.People)), "TextBlock").Single().GetProperty("text").GetString()
            .ShouldBe("<at>Dana Osei</at> acknowledged this. Tue 10 Nov, 09:31.");

    [Fact]
    public void A_repeat_says_that_it_is_one() =>
        CardRules.Read(Json(AlertCards.Render(Slack.Alerts.Cards.Firing, Setting with { IsRepeat = true }))).ShouldContain("Posted again: Teams did not confirm an earlier post, so this may be here twice.");

    /// <summary>The same people, as Teams knows them.</summary>
    internal static AlertCard Teams(AlertCard card) => card with
    {
        Owner = card.Owner is { } owner ? owner with { Address = Dana } : null,
        Notes = [.. card.Notes.Select(note => note.By is { } by ? note with { By = new(Dana, Dana) } : note)],
    };

    private static JsonElement Json(CardMessage message)
    {
        var json = JsonSerializer.Deserialize<JsonElement>(JsonSerializer.Serialize(message, CardJson.Options));
        CardRules.Problems(json).ShouldBeEmpty();
        return json;
    }

    private static IEnumerable<string?> Titles(JsonElement message) => message.GetProperty("card").GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("title").GetString());
}
