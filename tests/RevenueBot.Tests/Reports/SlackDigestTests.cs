using System.Text.Json;
using RevenueBot.Chat;
using RevenueBot.Reports;
using RevenueBot.Slack;
using RevenueBot.Slack.Digests;
using RevenueBot.Support.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Reports;

public sealed class SlackDigestTests
{
    [Fact]
    public void A_daily_report_is_one_message_with_its_finding_figures_target_and_what_needs_somebody()
    {
        var message = Messages(SampleDigests.Daily).Single();
        Ids(message).ShouldBe(["head", "finding", "figures", "target", "urgent", "chart", "next", "foot"]);
        Text(message, "finding").ShouldBe("*MRR closed at $58,430, up $270 on the day.*\nThe four Tuesdays before averaged +$95.\nThree new customers (+$306) and upgrades (+$64) outweighed one churn (−$100).");
        Text(message, "target").ShouldStartWith("*Target 30 Nov: $60,000.* 97.4% reached, $1,570 to go.");
        Text(message, "urgent").ShouldBe(
            """
            *Needs attention*
            1. <https://revenue.larkspur.example/customers?alert=grp_9D4R&amp;state=open|23 customers at new high churn risk>, *$2,365 MRR*. 19 made no export since 8 Nov, the day of Release 4.2. Check exports first. Owner: CS leads.
            2. <https://revenue.larkspur.example/billing?failing=1|Four payments failing>, *$1,236 MRR*. Next tries from 13 Nov. Call before. Owner: Dana Osei.
            3. <https://revenue.larkspur.example/customers/cus_0412|Brightwater Clinics at high risk>, *$698 MRR*. Card expired, 4 of 12 users active. Ask for a new card. Owner: Dana Osei, acknowledged.
            """);
        var buttons = Block(message, "next").GetProperty("elements").EnumerateArray().Select(button => (button.GetProperty("text").Text("text"), button.Text("action_id"), button.Text("value") + button.Text("url"))).ToList();
        buttons.ShouldBe([("Open dashboard", "dash.open", "https://revenue.larkspur.example/"), ("Show receipt", "answer.receipt", "sealed.ans_D1110"), ("Manage this report", "digest.manage", "daily")]);
        Block(message, "foot").GetProperty("elements")[0].Text("text").ShouldStartWith("Restated: 9 Nov closed at $58,160, not $58,188.");
    }

    [Fact]
    public void The_text_alone_is_complete()
    {
        var text = Messages(SampleDigests.Daily).Single().Text("text");
        text.ShouldStartWith("Daily report: Tue 10 Nov 2026. MRR closed at $58,430, up $270 on the day. The four Tuesdays");
        foreach (var part in (string[])["Target 30 Nov: $60,000. 97.4% reached", "Needs attention: 23 customers at new high churn risk, $2,365 MRR.", "Paying customers: 593, +2 on the day.", "Restated: 9 Nov closed"]) text.ShouldContain(part);
    }

    [Fact]
    public void Nothing_urgent_is_said() => Text(Messages(SampleDigests.Quiet).Single(), "urgent").ShouldBe("Nothing needs you. No new alerts since Mon 9 Nov.");

    [Fact]
    public void Old_data_are_said_above_the_figures() => Text(Messages(SampleDigests.Stale).Single(), "finding").ShouldStartWith("Nothing has arrived from Stripe since Mon 9 Nov, 21:05. Figures are as of that time.\n*MRR closed");

    [Fact]
    public void A_weekly_review_has_a_reply_for_each_part()
    {
        var messages = Messages(SampleDigests.Weekly);
        messages.Count.ShouldBe(5);
        Text(messages[0], "todo").ShouldBe("*Decide this week:* who calls customers with failing payments within a day. It would have touched $318 of last week’s churn.");
        Block(messages[0], "foot").GetProperty("elements")[0].Text("text").ShouldStartWith("Details in the thread: Movements, customer success, risks and opportunities, market notes.\n");
        messages.Skip(1).Select(message => Text(message, "entry").Split('\n')[0]).ShouldBe(["*1 of 4 · Movements*", "*2 of 4 · Customer success*", "*3 of 4 · Risks and opportunities*", "*4 of 4 · Market notes*"]);
        Block(messages[1], "table").GetProperty("elements")[0].GetProperty("elements")[0].Text("text").ShouldBe(
            """
            USD                  2–8 Nov week before
            Opening               57,420      56,880
            New (9 customers)     +1,140        +870
            Expansion               +690        +410
            Reactivation             +58           0
            Contraction             −236        −180
            Churn (6 customers)   −1,082        −560
            Closing               57,990      57,420
            """);
        Text(messages[3], "list").ShouldStartWith("*Risks*\n• <https://revenue.larkspur.example/billing?failing=1|Failing payments>, *$1,236 MRR*. 4 customers. Call within a day.\n");
        Text(messages[4], "quotes").ShouldStartWith("• Kappa Metrics raised its Team price on its public price page. – _Priya Nair, 5 Nov_, <https://kappa-metrics.example/pricing|kappa-metrics.example>\n");
        Text(messages[2], "list").ShouldStartWith("• 18 left. Median warning: 24 days.\n");
    }

    [Fact]
    public void Each_message_is_found_by_an_id_of_its_own() =>
        SlackDigest.Render(SampleDigests.Weekly, Rendered.SlackSetting(SampleDigests.Weekly)).Select(post => post.Metadata.EventPayload.Id).ShouldBe(["dlv_1", "dlv_1.1", "dlv_1.2", "dlv_1.3", "dlv_1.4"]);

    [Fact]
    public void A_picture_is_a_file_or_an_address_or_left_out()
    {
        Block(Messages(SampleDigests.Daily).Single(), "chart").GetProperty("slack_file").Text("id").ShouldBe("F0MRR12M001");
        var fetched = SlackDigest.Render(SampleDigests.Daily, Rendered.SlackSetting(SampleDigests.Daily) with { Pictures = new Dictionary<string, ShownPicture> { ["mrr-chart"] = new(null, new("https://revenue.larkspur.example/charts/x.png")) } });
        Block(JsonSerializer.SerializeToElement(fetched[0].Message, SlackJson.Options), "chart").Text("image_url").ShouldBe("https://revenue.larkspur.example/charts/x.png");
        Ids(Messages(SampleDigests.Daily, hasPictures: false).Single()).ShouldNotContain("chart");
    }

    [Fact]
    public void Beside_a_document_the_thread_has_what_each_part_says()
    {
        var messages = Rendered.Of(SampleDigests.Monthly, document: "board-report-2026-10.pdf").Slack;
        Block(messages[0], "foot").GetProperty("elements")[0].Text("text").ShouldStartWith($"The whole report is in the thread: board-report-2026-10.pdf. {DigestWords.AlsoAsPdf}\n");
        messages.Count.ShouldBe(5);
        Ids(messages[1]).ShouldBe(["entry"]);
        Text(messages[4], "advice1.").ShouldStartWith("*1. Call customers within a day when a payment fails. Owner: Dana Osei, from 16 Nov.*\n*Evidence:* in 2–8 Nov, 3 of 6");
    }

    [Fact]
    public void Slack_takes_every_report()
    {
        foreach (var (name, digest) in SampleDigests.All)
            foreach (var hasPictures in (bool[])[true, false]) Messages(digest, hasPictures).SelectMany(BlockKit.Problems).ShouldBeEmpty(name);
        foreach (var size in (int[])[0, 1, 3, 12])
            foreach (var text in (string?[])[null, "", "&", new('<', 700), new('*', 700), string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 100)), "\uD83D"]) Messages(Extremes.Of(SampleDigests.Weekly, size, text)).SelectMany(BlockKit.Problems).ShouldBeEmpty($"{size} × {text?[..Math.Min(9, text.Length)]}");
    }

    private static IReadOnlyList<JsonElement> Messages(Digest digest, bool hasPictures = true) =>
        [.. SlackDigest.Render(digest, Rendered.SlackSetting(digest, hasPictures)).Select(post => JsonSerializer.SerializeToElement(post.Message, SlackJson.Options))];

    private static IEnumerable<string> Ids(JsonElement message) => message.GetProperty("blocks").EnumerateArray().Select(block => block.Text("block_id"));

    private static JsonElement Block(JsonElement message, string id) => message.GetProperty("blocks").EnumerateArray().Single(block => block.Text("block_id") == id);

    /// <summary>As it is read: without what stands after marks so that they are none.</summary>
    private static string Text(JsonElement message, string id) => Block(message, id).GetProperty("text").Text("text").Replace("\u200B", "", StringComparison.Ordinal);
}
