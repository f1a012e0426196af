using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Access;
using RevenueBot.Charts;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Teams.Cards;
using RevenueBot.Tests.Questions;
using RevenueBot.Tests.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Teams.Cards;

/// <summary>Answers as Adaptive Cards: the skeleton, the limits, and nothing that a name could do.</summary>
public sealed class AnswerCardsTests
{
    private static readonly Uri _picture = new("https://revenue.larkspur.example/charts/CfDJ8.png");

    public static TheoryData<string> HostileTexts =>
    [
        "<at>Dana Osei</at> <AT>x</AT>", "{{DATE(2026-11-10T00:00:00Z,SHORT)}} {{{{x}}}}", "${x} $${y}", "[x](javascript:alert(1)) ![x](https://evil.example/x.png)", "**x** _y_ `code` # h\r\n- item\r\n1. item",
        "<script>alert(1)</script> <a href='https://evil.example'>x</a>", "\u202Eevil\u2066\u200B\u200F\uFEFF", "a\nb\r\nc\td\0\u0007", "<!channel> <@U1> <https://evil.example|x>", new string('x', 10_000),
        string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦 <at>x</at> {{x}}\"\\", 500)), "\uD83D half", "",
    ];

    [Fact]
    public void An_answer_has_its_finding_figures_chart_buttons_and_foot()
    {
        var message = Json(AnswerCards.Render(Drawn, Setting()));
        message.GetProperty("summary").GetString().ShouldBe("MRR is $58,430 on 10 Nov, up $2,530 (+4.5%) vs 10 Oct.");
        message.GetProperty("card").GetProperty("speak").GetString().ShouldStartWith("MRR is $58,430 on 10 Nov, up $2,530 (+4.5%) vs 10 Oct. November so far");
        Types(message).ShouldBe(["RichTextBlock", "RichTextBlock", "RichTextBlock", "Table", "Chart.Line", "RichTextBlock"]);
        var buttons = message.GetProperty("card").GetProperty("actions").EnumerateArray().ToList();
        buttons.Select(button => button.GetProperty("title").GetString()).ShouldBe(["Show receipt", "Why did it change?", "By plan"]);
        buttons.Select(button => button.GetProperty("data").GetProperty("value").GetString()).ShouldBe([Drawn.Id, .. Drawn.Suggestions.Select(one => one.Question)]);
    }

    [Fact]
    public void A_chart_is_drawn_by_the_client_with_a_table_where_it_cannot()
    {
        var chart = CardRules.Of(Json(AnswerCards.Render(Drawn, Setting())), "Chart.Line").Single();
        chart.GetProperty("yAxisTitle").GetString().ShouldBe("USD");
        var values = chart.GetProperty("data")[0].GetProperty("values").EnumerateArray().Select(value => (value.GetProperty("x").GetString(), value.GetProperty("y").GetDecimal())).ToList();
        values[^2..].ShouldBe([("2026-10-31", 57_380), ("2026-11-10", 58_430)]);
        Cells(chart.GetProperty("fallback")).ShouldBe(
            [["Month end", "MRR, USD"], ["Jul 2026", "52,030"], ["Aug 2026", "53,730"], ["Sep 2026", "55,260"], ["Oct 2026", "57,380"], ["10 Nov (part)", "58,430"]]);
    }

    [Fact]
    public void With_a_public_address_it_is_a_picture_with_its_figures_in_words()
    {
        var image = CardRules.Of(Json(AnswerCards.Render(Drawn, Setting() with { Picture = _picture })), "Image").Single();
        image.GetProperty("url").GetString().ShouldBe(_picture.AbsoluteUri);
        image.GetProperty("altText").GetString().ShouldStartWith("Line chart, MRR in USD at month end:");
    }

    [Fact]
    public void A_table_has_its_figures_right_and_its_note()
    {
        var message = Json(AnswerCards.Render(Answers.ByPlan, Setting()));
        var table = CardRules.Of(message, "Table").Single();
        Cells(table)[^1].ShouldBe(["Change", "+30", "+4,130", "+5,410", "+9,570"]);
        table.GetProperty("rows")[1].GetProperty("cells").EnumerateArray().Select(Alignment).ShouldBe([null, "Right", "Right", "Right", "Right"]);
        message.GetProperty("card").GetProperty("msteams").GetProperty("width").GetString().ShouldBe("Full");
        CardRules.Read(message).ShouldContain("† 10 Nov is part of November");
    }

    [Fact]
    public void Rows_that_do_not_fit_are_counted_and_the_last_one_stays()
    {
        var rows = Enumerable.Range(1, 60).Select(i => (string[])[$"Customer {i}", "1,234", "5,678", "9,012", "3,456", "7,890"]).Append(["Total", "74,040", "1", "2", "3", "4"]).ToList();
        var cells = Cells(CardRules.Of(Json(AnswerCards.Render(Answers.ByPlan with { Table = new(["", "a", "b", "c", "d", "e"], rows) }, Setting())), "Table").Single());
        cells.Count.ShouldBeLessThan(40);
        cells[^1][0].ShouldBe("Total");
        cells[^2][0].ShouldBe($"… {61 - (cells.Count - 2)} more");
    }

    [Fact]
    public void A_receipt_has_its_lines_and_no_buttons()
    {
        var message = Json(AnswerCards.Receipt(Answers.Receipt));
        Cells(CardRules.Of(message, "Table").Single())[1].ShouldBe(["Opening 1 Nov", "57,380", "583"]);
        message.GetProperty("card").TryGetProperty("actions", out _).ShouldBeFalse();
    }

    [Fact]
    public void What_was_not_understood_comes_with_questions_to_run()
    {
        var message = Json(AnswerCards.Render(Answers.NotUnderstood, Setting()));
        message.GetProperty("card").GetProperty("speak").GetString().ShouldBe("I read “mrr” and “last quarter”, but not “regoin”. Did you mean: MRR by region, last quarter, or MRR, last quarter?");
        message.GetProperty("card").GetProperty("actions")[1].GetProperty("data").GetProperty("value").GetString().ShouldBe("mrr last quarter");
    }

    [Fact]
    public void Posting_to_a_channel_asks_once()
    {
        var share = CardRules.Of(Json(AnswerCards.Render(Drawn, Setting() with { CanShare = true, Dashboard = new("https://revenue.larkspur.example/") })), "Action.ShowCard").Single();
        share.GetProperty("card").GetProperty("actions")[0].GetProperty("verb").GetString().ShouldBe(CardVerbs.Share);
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void Whatever_a_name_holds_it_stays_text(string text)
    {
        foreach (var answer in (Answer[])[Named(Drawn, text), Named(Drawn with { Chart = null, Figures = [] }, text), Named(Answers.NotUnderstood, text), Named(Replies.Help(), text)])
            foreach (var setting in (AnswerSetting[])[new(Sealed), new(Sealed) { Picture = _picture, CanShare = true }])
            {
                Json(AnswerCards.Render(answer, setting));
                Json(AnswerCards.Receipt(answer));
            }

        Json(CardNotices.Plain(text));
        Json(CardNotices.Welcome(text, question => question));
        Json(CardNotices.Failure(text, text, "ans_x"));

        static string Sealed(string question) => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(question));
    }

    [Fact]
    public void Any_size_of_answer_fits()
    {
        var random = new Random(58430);
        for (var run = 0; run < 150; run++)
        {
            string Any(int most) => string.Concat(Enumerable.Range(0, random.Next(most)).Select(_ => "ab \"\\<{金👩‍👧"[random.Next(11)]));
            string[] Row(int cells) => [.. Enumerable.Range(0, cells).Select(_ => Any(60))];
            var columns = random.Next(1, 12);
            Json(AnswerCards.Render(Drawn with
            {
                Headline = Any(900),
                Notice = Any(500),
                Footer = Any(900),
                Sentences = [.. Enumerable.Range(0, random.Next(50)).Select(_ => Any(1_500))],
                Figures = [.. Enumerable.Range(0, random.Next(9)).Select(i => new Figure($"f{i}", Any(200), Any(200), Any(200)))],
                Table = new(Row(columns), [.. Enumerable.Range(0, random.Next(90)).Select(_ => Row(random.Next(columns + 2)))], Any(500)),
                Chart = random.Next(2) == 0 ? null : Drawn.Chart,
                Suggestions = [.. Enumerable.Range(0, random.Next(9)).Select(_ => new Suggestion(Any(90) + "x", Any(450)))],
            }, Setting() with { Picture = random.Next(2) == 0 ? null : _picture, CanShare = true, Seal = question => new string('s', (question.Length * 4) + 60) }));
        }
    }

    [Fact]
    public async Task Every_question_of_the_corpus_has_a_card_that_fits()
    {
        await using var bot = new LiveBot();
        await bot.InitializeAsync();
        var asker = bot.Services.GetRequiredService<Asker>();
        foreach (var question in PhrasingTests.All.Select(row => row.Data.Item2.Split(" | ")[0]).Distinct())
        {
            var answer = await asker.AskAsync(question, new(new(2024, 7, 10, 12, 0, 0, TimeSpan.Zero)), TestContext.Current.CancellationToken);
            CardRules.Problems(Serialized(AnswerCards.Render(answer, Setting()))).ShouldBeEmpty(question);
        }
    }

    [Fact]
    public void Refusals_and_failures_say_what_is_next()
    {
        var person = new Person(Platform.Teams, "tenant", "1f0a", null);
        var refusal = Json(CardNotices.Refusal(RefusalWords.For(RefusalReason.SharedPlace, person, alone: false)));
        CardRules.Read(refusal).ShouldBe("Not in this channel: people from outside your company can read it.\nAsk in a channel for revenue figures.\nOnly you can see this. Nothing was posted.");
        refusal.GetProperty("card").TryGetProperty("actions", out _).ShouldBeFalse();
        CardRules.Read(Json(CardNotices.Failure("E-7Q2M", "Tue 10 Nov, 17:42", "ans_x"))).ShouldContain("give your administrator the code E-7Q2M.");
        CardRules.Read(Json(CardNotices.Welcome("Priya Nair", question => question))).ShouldContain("Priya Nair added me.");
    }

    /// <summary>The sample with its real chart.</summary>
    internal static Answer Drawn { get; } = Larkspur.Ask("/mrr");

    internal static AnswerSetting Setting() => new(question => question);

    /// <summary>Rendered, serialized, and within every rule.</summary>
    private static JsonElement Json(CardMessage message)
    {
        var json = Serialized(message);
        CardRules.Problems(json).ShouldBeEmpty();
        return json;
    }

    private static JsonElement Serialized(CardMessage message) => JsonSerializer.Deserialize<JsonElement>(JsonSerializer.Serialize(message, CardJson.Options));

    private static Answer Named(Answer answer, string name) => answer with
    {
        Headline = name,
        Notice = name,
        Sentences = [name, name],
        Footer = name,
        Figures = [.. answer.Figures.Select(figure => new Figure(figure.Key, name, name, name))],
        Table = new AnswerTable([name, name, name], [[name, name, name], [name]], name),
        Suggestions = [new Suggestion(name.Length == 0 ? "x" : name, name)],
        Chart = answer.Chart is null ? null : new(() => new Chart("<svg/>", name, name.Length == 0 ? "x" : name) { Plot = new(PlotKind.Line, name, name, [new(name, null, 1, name), new(name, null, 2, name)]) }),
    };

    private static IEnumerable<string> Types(JsonElement message) => message.GetProperty("card").GetProperty("body").EnumerateArray().Select(element => element.GetProperty("type").GetString()!);

    private static List<List<string>> Cells(JsonElement table) => [.. table.GetProperty("rows").EnumerateArray().Select(row =>
        row.GetProperty("cells").EnumerateArray().Select(cell => string.Concat(CardRules.Of(cell, "TextRun").Select(run => run.GetProperty("text").GetString()))).ToList())];

    private static string? Alignment(JsonElement cell) => cell.GetProperty("items")[0].TryGetProperty("horizontalAlignment", out var alignment) ? alignment.GetString() : null;
}
