using System.Text.Json;
using RevenueBot.Chat;
using RevenueBot.Reports;
using RevenueBot.Teams.Cards;
using RevenueBot.Teams.Digests;
using RevenueBot.Tests.Teams.Cards;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Reports;

public sealed class DigestCardsTests
{
    [Fact]
    public void A_weekly_review_is_one_card_with_its_details_behind_a_button()
    {
        var message = Json(SampleDigests.Weekly);
        message.Text("summary").ShouldBe("Weekly review: 2–8 Nov 2026: MRR rose $570 (+1.0%) to $57,990.");
        var card = message.GetProperty("card");
        card.Text("speak").ShouldStartWith("Weekly review: 2–8 Nov 2026. MRR rose $570 (+1.0%) to $57,990. The week before: +$540.");
        card.Text("fallbackText").ShouldStartWith("Weekly review: 2–8 Nov 2026. MRR rose $570");
        card.GetProperty("msteams").Text("width").ShouldBe("Full");
        var details = CardRules.Of(message, "Container").Single();
        details.GetProperty("isVisible").GetBoolean().ShouldBeFalse();
        var buttons = card.GetProperty("actions").EnumerateArray().ToList();
        buttons.Select(button => button.Text("title")).ShouldBe(["Risks, alerts, market notes", "Open dashboard", "Show receipt", "Manage this report"]);
        buttons[0].GetProperty("targetElements")[0].GetString().ShouldBe(details.Text("id"));
        buttons[1].Text("url").ShouldBe("https://revenue.larkspur.example/revenue?week=2026-W45");
        (buttons[2].Text("verb"), buttons[2].GetProperty("data").Text("value")).ShouldBe((CardVerbs.Receipt, "sealed.ans_W45"));
        (buttons[3].Text("verb"), buttons[3].GetProperty("data").Text("value")).ShouldBe(("digest.manage", "weekly"));
    }

    [Fact]
    public void The_first_screen_of_a_daily_report_is_enough_to_decide()
    {
        var message = Json(SampleDigests.Daily);
        CardRules.Read(message).Replace("\u200B", "", StringComparison.Ordinal).ShouldContain(
            """
            Target 30 Nov: $60,000. 97.4% reached, $1,570 to go. Needed: $78.50 a day for 20 days. November so far: $105 a day. On pace for 25 Nov.
            Needs attention
            1. 23 customers at new high churn risk, $2,365 MRR. 19 made no export since 8 Nov, the day of Release 4.2. Check exports first. Owner: CS leads.
            """);
        CardRules.Of(message, "Container").ShouldBeEmpty();
        CardRules.Of(message, "Image").Single().Text("url").ShouldBe("https://revenue.larkspur.example/charts/x.png");
        CardRules.Of(message, "Action.OpenUrl").Select(link => link.Text("url")).ShouldContain("https://revenue.larkspur.example/customers/cus_0412");
    }

    [Fact]
    public void Where_there_is_no_room_for_columns_a_table_has_a_line_a_row_and_nothing_is_missing()
    {
        var read = CardRules.Read(Json(SampleDigests.Weekly));
        read.ShouldNotContain("Not shown here");
        read.ShouldContain("Customer: USD · why\nKestrel Logistics: −297 · card expired\nOstrava Print: −247 · closed");
        CardRules.Of(Json(SampleDigests.Weekly), "Image").Count().ShouldBe(1);
    }

    [Fact]
    public void Without_an_address_clients_draw_the_chart_themselves() =>
        CardRules.Of(Json(SampleDigests.Daily, hasPictures: false), "Chart.Line").Single().GetProperty("fallback").Text("type").ShouldBe("Table");

    [Fact]
    public void A_board_report_is_whole_and_says_where_it_is_as_a_PDF()
    {
        var message = Rendered.Of(SampleDigests.Monthly).Card;
        CardRules.Problems(message).ShouldBeEmpty();
        CardRules.Read(message).ShouldContain(DigestWords.AlsoAsPdf);
        CardRules.Read(Rendered.Of(SampleDigests.Weekly).Card).ShouldNotContain(DigestWords.AlsoAsPdf);
        CardRules.Read(message).ShouldContain("1. Call customers within a day when a payment fails. Owner: Dana Osei, from 16 Nov.");
    }

    [Fact]
    public void Teams_takes_every_report()
    {
        foreach (var (name, digest) in SampleDigests.All)
            foreach (var hasPictures in (bool[])[true, false]) CardRules.Problems(Json(digest, hasPictures)).ShouldBeEmpty(name);
        foreach (var size in (int[])[0, 1, 3, 8])
            foreach (var text in (string?[])[null, "", "&", "<at>Dana</at> {{DATE(1)}} ${x}", new('<', 400), new('"', 400), string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 100)), "\uD83D"])
                CardRules.Problems(Json(Extremes.Of(SampleDigests.Weekly, size, text))).ShouldBeEmpty($"{size} × {text?[..Math.Min(9, text.Length)]}");
    }

    [Fact]
    public void What_there_is_no_room_for_is_named()
    {
        var read = CardRules.Read(Json(Extremes.Of(SampleDigests.Weekly, 8, "Many words of a part.")));
        read.ShouldContain("Not shown here, for want of room: Many words of a part.");
    }

    private static JsonElement Json(Digest digest, bool hasPictures = true) => JsonSerializer.SerializeToElement(DigestCards.Render(digest, Rendered.CardSetting(digest, hasPictures)), CardJson.Options);
}
