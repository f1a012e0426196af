using RevenueBot.Metrics;
using RevenueBot.Questions;
using RevenueBot.Questions.Language;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions;

public sealed class QuestionParserTests
{
    /// <summary>A Tuesday.</summary>
    private static readonly DateOnly Today = new(2026, 11, 10);

    private static readonly CompanyCalendar NewYork = new(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));

    [Theory]
    [InlineData("", "/mrr")]
    [InlineData("/mrr", "/mrr")]
    [InlineData("MRR", "/mrr")]
    [InlineData("what is our MRR?", "/mrr")]
    [InlineData("What’s the current “MRR” today", "/mrr")]
    [InlineData("monthly recurring revenue", "/mrr")]
    [InlineData("today", "/mrr")]
    [InlineData("as of today", "/mrr as of 2026-11-10")]
    [InlineData("mrr\u00a0last\u00a06\u00a0months", "/mrr last 6 months")]
    [InlineData("<@U123> mrr", "/mrr")]
    [InlineData("arr", "/mrr arr")]
    [InlineData("last 6 months", "/mrr last 6 months")]
    [InlineData("mrr over the past six months", "/mrr last 6 months")]
    [InlineData("6 months", "/mrr last 6 months")]
    [InlineData("last month", "/mrr last month")]
    [InlineData("the previous month", "/mrr last month")]
    [InlineData("this month", "/mrr this month")]
    [InlineData("mtd", "/mrr this month")]
    [InlineData("month to date", "/mrr this month")]
    [InlineData("year-to-date", "/mrr this year")]
    [InlineData("last quarter", "/mrr last quarter")]
    [InlineData("this quarter", "/mrr this quarter")]
    [InlineData("this year", "/mrr this year")]
    [InlineData("so far this year", "/mrr this year")]
    [InlineData("last year", "/mrr last year")]
    [InlineData("YTD", "/mrr this year")]
    [InlineData("last 30 days", "/mrr last 30 days")]
    [InlineData("last 4 weeks", "/mrr last 4 weeks")]
    [InlineData("last week", "/mrr last week")]
    [InlineData("in March", "/mrr in March 2026")]
    [InlineData("in november", "/mrr in November 2026")]
    [InlineData("in December", "/mrr in December 2025")]
    [InlineData("in March 2025", "/mrr in March 2025")]
    [InlineData("March", "/mrr in March 2026")]
    [InlineData("sept 2025", "/mrr in September 2025")]
    [InlineData("2025-03", "/mrr in March 2025")]
    [InlineData("2025", "/mrr in 2025")]
    [InlineData("Q3 2025", "/mrr Q3 2025")]
    [InlineData("2025 q3", "/mrr Q3 2025")]
    [InlineData("2025-Q3", "/mrr Q3 2025")]
    [InlineData("q4", "/mrr Q4 2026")]
    [InlineData("since March", "/mrr since 2026-03-01")]
    [InlineData("since 10 Nov 2025", "/mrr since 2025-11-10")]
    [InlineData("from 2025-01-01 to 2025-03-31", "/mrr from 2025-01-01 to 2025-03-31")]
    [InlineData("2025-01-01..2025-03-31", "/mrr from 2025-01-01 to 2025-03-31")]
    [InlineData("from Nov to Feb", "/mrr from 2025-11-01 to 2026-02-28")]
    [InlineData("jan–mar", "/mrr from 2026-01-01 to 2026-03-31")]
    [InlineData("between Nov 2024 and Feb", "/mrr from 2024-11-01 to 2025-02-28")]
    [InlineData("1 nov to today", "/mrr from 2026-11-01 to 2026-11-10")]
    [InlineData("from March", "/mrr since 2026-03-01")]
    [InlineData("as of 2026-03-31", "/mrr as of 2026-03-31")]
    [InlineData("as of March", "/mrr as of 2026-03-31")]
    [InlineData("on 10 Nov", "/mrr as of 2026-11-10")]
    [InlineData("on 11 Nov", "/mrr as of 2025-11-11")]
    [InlineData("on the 10th of November, 2025", "/mrr as of 2025-11-10")]
    [InlineData("Nov 10, 2025", "/mrr as of 2025-11-10")]
    [InlineData("on 29 Feb", "/mrr as of 2024-02-29")]
    [InlineData("yesterday", "/mrr as of 2026-11-09")]
    [InlineData("in March as of 2026-02-10", "/mrr in March 2025 as of 2026-02-10")]
    [InlineData("known at 2026-04-01T12:00Z", "/mrr known at 2026-04-01T12:00:00Z")]
    [InlineData("known at 2026-04-01T12:00", "/mrr known at 2026-04-01T16:00:00Z")]
    [InlineData("as known on 2026-04-01", "/mrr known at 2026-04-02T03:59:59.999999Z")]
    [InlineData("by plan", "/mrr by plan")]
    [InlineData("by plan last 6 months", "/mrr by plan last 6 months")]
    [InlineData("mrr per currency", "/mrr by currency")]
    [InlineData("by countries this year", "/mrr by country this year")]
    [InlineData("MRR by segment, last quarter", "/mrr by segment last quarter")]
    [InlineData("at constant currency last year", "/mrr last year at constant currency")]
    [InlineData("why", "/mrr why")]
    [InlineData("Why did it change last week?", "/mrr why last week")]
    [InlineData("movements in Q1", "/mrr why Q1 2026")]
    [InlineData("net new mrr this month", "/mrr why this month")]
    public void Phrases(string text, string canonical) => Parsed(text).ToString().ShouldBe(canonical);

    [Theory]
    [InlineData("help")]
    [InlineData("/mrr help")]
    [InlineData("?")]
    public void Help(string text) => Read(text).ShouldBeOfType<Reading.Help>();

    [Theory]
    [InlineData("next month", "Next month has not begun.")]
    [InlineData("in March 2027", "March 2027 has not begun.")]
    [InlineData("2027", "2027 has not begun.")]
    [InlineData("Q1 2027", "Q1 2027 has not begun.")]
    [InlineData("since 2027-01-01", "1 Jan 2027 has not begun.")]
    [InlineData("as of 2027-01-01", "1 Jan 2027 has not come yet.")]
    [InlineData("known at 2027-01-01", "1 Jan 2027 has not come yet.")]
    [InlineData("from 2025-03-31 to 2025-01-01", "The range ends before it begins.")]
    [InlineData("as of 2026-05-01 known at 2026-04-01", "On 1 Apr 2026 nothing was known about 1 May 2026.")]
    public void What_cannot_be_answered_says_why(string text, string why)
    {
        var reading = Read(text).ShouldBeOfType<Reading.Impossible>();
        reading.Why.ShouldBe(why);
        ShouldAllRun(reading.Suggestions);
    }

    [Theory]
    [InlineData("mrr by regoin last quarter", "mrr|last quarter", "regoin", "MRR by segment, last quarter")]
    [InlineData("last month 2025", "last month", "2025", "MRR, last month")]
    [InlineData("banana", "", "banana", "MRR")]
    [InlineData("on 30 Feb", "", "30", "")]
    [InlineData("last 99999 months", "", "last 99999 months", "MRR")]
    [InlineData("revenue of ACME Inc", "revenue", "ACME Inc", "MRR")]
    [InlineData("mrr of ACME Inc", "mrr", "ACME Inc", "MRR")]
    public void What_was_not_read_is_quoted(string text, string read, string unread, string suggestion)
    {
        var reading = Read(text).ShouldBeOfType<Reading.Partly>();
        if (suggestion.Length == 0) return;
        string.Join('|', reading.Read).ShouldBe(read);
        string.Join('|', reading.Unread).ShouldBe(unread);
        reading.Suggestions.Select(s => s.Label).ShouldContain(suggestion);
        reading.Suggestions.Count.ShouldBeLessThanOrEqualTo(3);
        ShouldAllRun(reading.Suggestions);
    }

    [Theory]
    [InlineData("retnetion last month", "/retention last month", "Read “retnetion” as retention.")]
    [InlineData("MRR by Paln", "/mrr by plan", "Read “paln” as plan.")]
    [InlineData("mrr lsat qarter", "/mrr last quarter", "Read “lsat” as last.|Read “qarter” as quarter.")]
    public void A_slip_is_put_right_where_only_one_word_is_near_and_said(string text, string canonical, string corrections)
    {
        var reading = Read(text).ShouldBeOfType<Reading.Understood>();
        reading.Question.ToString().ShouldBe(canonical);
        string.Join('|', reading.Corrections).ShouldBe(corrections);
    }

    [Theory]
    [InlineData("retention lst month", "retention, last month")]
    [InlineData("err", "MRR")]
    public void Where_two_words_are_near_nothing_is_put_right(string text, string label) =>
        Read(text).ShouldBeOfType<Reading.Partly>().Suggestions.Select(s => s.Label).ShouldContain(label);

    [Theory]
    [InlineData("customer lifetime value", "That can be LTV or realised CLV.", "LTV|realised CLV")]
    [InlineData("mrr on 3/4/2026", "Day and month can be read either way.", "MRR, as of 2026-04-03|MRR, as of 2026-03-04")]
    [InlineData("nrr or grr last year", "That can be net revenue retention or gross revenue retention.", "net revenue retention, last year|gross revenue retention, last year")]
    public void Two_readings_are_asked_about(string text, string why, string labels)
    {
        var reading = Read(text).ShouldBeOfType<Reading.Ambiguous>();
        reading.Why.ShouldBe(why);
        string.Join('|', reading.Suggestions.Select(s => s.Label)).ShouldBe(labels);
        ShouldAllRun(reading.Suggestions);
    }

    [Theory]
    [InlineData("why did nrr fall last year", "I cannot say why net revenue retention changed. I can say why MRR changed.", "/mrr why last year")]
    [InlineData("mrr for plan \"pro\" by country", "MRR of one plan cannot be split by country. Ask one of the two.", "/mrr for plan \"pro\"")]
    [InlineData("nps what if churn +1pp and sales +10% and prices +5%", "Only a forecast can be asked with another churn, other sales and other prices. Ask without it.", "/forecast what if churn +1pp and sales +10% and prices +5%")]
    [InlineData("arr what if prices +5%", "Only a forecast can be asked with other prices. Ask without it.", "/forecast what if prices +5%")]
    [InlineData("what if churn +101pp", "Churn can change by up to 100 points a month. Suppose less.", "/forecast")]
    [InlineData("what if sales -101%", "Sales can change by −100% to +1,000%. Suppose less.", "/forecast")]
    [InlineData("what if prices rise by 1001%", "Prices can change by −100% to +1,000%. Suppose less.", "/forecast")]
    [InlineData("forecast last year", "A forecast begins after the last closed month. Ask without it.", "/forecast")]
    public void A_part_that_does_not_fit_is_said_with_what_does(string text, string sentence, string suggestion)
    {
        var reading = Read(text).ShouldBeOfType<Reading.Impossible>();
        $"{reading.Why} {reading.Advice}".ShouldBe(sentence);
        reading.Suggestions[0].Question.ShouldBe(suggestion);
        ShouldAllRun(reading.Suggestions);
    }

    [Fact]
    public void Quotes_are_short_and_free_of_controls_and_bidi_marks()
    {
        var reading = Read("mrr \u202eevil\u202c \u0007bell " + new string('x', 100)).ShouldBeOfType<Reading.Partly>();
        reading.Unread.Sum(quote => quote.Length).ShouldBeLessThanOrEqualTo(40);
        string.Concat(reading.Unread).ShouldAllBe(c => !char.IsControl(c) && c != '\u202e');
    }

    [Fact]
    public void Any_text_has_a_reading_and_the_same_one_each_time()
    {
        var random = new Random(7);
        for (var run = 0; run < 3_000; run++)
        {
            var text = RandomText(random);
            var reading = Read(text);
            Read(text).ToString().ShouldBe(reading.ToString());
            if (reading is Reading.Partly partly) ShouldAllRun(partly.Suggestions);
        }
    }

    [Fact]
    public void Ten_thousand_characters_are_refused_unread() =>
        Read(new string('m', 10_000)).ShouldBeOfType<Reading.Impossible>().Why.ShouldBe("The question is longer than 500 characters.");

    [Fact]
    public void The_canonical_text_parses_to_the_same_question()
    {
        var random = new Random(11);
        for (var run = 0; run < 3_000; run++)
        {
            var question = RandomQuestion(random);
            Parsed(question.ToString()).ShouldBe(question, question.ToString());
            Parsed(question.Label).ShouldBe(question, question.Label);
        }
    }

    private static Reading Read(string text) => QuestionParser.Parse(text, Today, NewYork);

    private static Question Parsed(string text) => Read(text).ShouldBeOfType<Reading.Understood>(text).Question;

    private static void ShouldAllRun(IReadOnlyList<Suggestion> suggestions)
    {
        foreach (var suggestion in suggestions) Parsed(suggestion.Question);
    }

    private static string RandomText(Random random)
    {
        string[] words = ["mrr", "last", "6", "months", "by", "plan", "from", "2025-01-01", "to", "march", "known", "at", "q3", "29", "feb", "as", "of",
            "next", "constant", "currency", "between", "\u202e", "\ud800", "\0", "שלום", "🟢", "99999999999", "-", "..", "?", "2026-13-45", "10th", "why", "xyzzy"];
        var count = random.Next(0, 12);
        return string.Join(random.Next(5) == 0 ? "" : " ", Enumerable.Range(0, count).Select(_ =>
            random.Next(6) == 0 ? new string((char)random.Next(0, 0xffff), random.Next(1, 6)) : words[random.Next(words.Length)]));
    }

    private static Question RandomQuestion(Random random)
    {
        var metric = (Metric)random.Next(Enum.GetValues<Metric>().Length);
        var parts = MetricParts.Of(metric);
        bool Has(Part part, int chance) => parts.HasFlag(part) && random.Next(chance) == 0;
        var question = new Question
        {
            Metric = metric, Facet = metric switch { Metric.Churn => Pick(random, Facet.Usual, Facet.Gross, Facet.Net), Metric.Trials => Pick(random, Facet.Usual, Facet.Conversion), _ => Facet.Usual },
            Why = Has(Part.Why, 4), ConstantCurrency = Has(Part.ConstantCurrency, 4), Window = Has(Part.Window, 2) ? RandomWindow(random) : null,
            KnownAt = random.Next(4) == 0 ? new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(random.Next(0, 3_000_000)) : null,
            AsOf = random.Next(3) == 0 ? new DateOnly(2026, 9, 20).AddDays(random.Next(0, 10)) : null,
            Months = Has(Part.Months, 2) ? Pick(random, 1, 3, 12) : null,
            Supposed = Has(Part.Supposed, 1) ? new(RandomChange(random), RandomChange(random), RandomChange(random)) : default,
            Subject = Has(Part.Subject, 1) && random.Next(4) > 0 ? RandomName(random) : null,
        };
        return random.Next(3) switch
        {
            0 when Has(Part.By, 1) => question with { By = (Dimension)random.Next(0, 5) },
            1 when Has(Part.Only, 1) => question with { Only = new Filter((Dimension)random.Next(1, 5), RandomName(random)), Versus = Has(Part.Versus, 2) ? RandomOther(random) : null },
            _ => question with { Versus = Has(Part.Versus, 2) ? RandomOther(random) : null },
        };
    }

    /// <summary>As often none.</summary>
    private static decimal RandomChange(Random random) => random.Next(2) == 0 ? 0 : random.Next(-10_000, 10_001) / 100m;

    private static T Pick<T>(Random random, params T[] choices) => choices[random.Next(choices.Length)];

    /// <summary>Anything a person, or a biller's program, may call something.</summary>
    private static string RandomName(Random random) => string.Concat(Enumerable.Range(0, random.Next(0, 12)).Select(_ =>
        Pick(random, "a", "Z", "é", " ", "  ", "\"", "\\", "“", "–", "\u202e", "\t", "/", "..", "last", " as of ", "known at", "🟢", "u0022", "'", "<@U1>", "-", "plan", "7")));

    private static Window? RandomOther(Random random)
    {
        while (true)
            if (RandomWindow(random) is var window and (Window.Last(1, _) or Window.This or Window.InMonth or Window.InQuarter or Window.InYear or Window.Between)) return window;
    }

    private static Window RandomWindow(Random random)
    {
        var day = new DateOnly(2026, 3, 1).AddDays(random.Next(-700, 200));
        var unit = (CalendarUnit)random.Next(0, 5);
        return random.Next(7) switch
        {
            0 => new Window.Last(random.Next(1, 10), unit),
            1 => new Window.This(unit == CalendarUnit.Day ? CalendarUnit.Week : unit),
            2 => new Window.InMonth(Month.Of(day)),
            3 => new Window.InQuarter(new Month(day.Year, ((day.Month - 1) / 3 * 3) + 1)),
            4 => new Window.InYear(day.Year),
            5 => new Window.Since(day),
            _ => new Window.Between(day, day.AddDays(random.Next(0, 300))),
        };
    }
}
