using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using RevenueBot.Access;
using RevenueBot.Chat;
using RevenueBot.Reports;
using RevenueBot.Support.Slack;
using RevenueBot.Tests.Teams.Cards;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Reports;

/// <summary>One report, every surface: the figures of the model, all of them and no other, and what others typed is text.</summary>
public sealed partial class SameFiguresTests
{
    private static readonly Right[] _readers = [Right.CustomersByName, Right.Totals | Right.Customers, Right.Totals];

    [Fact]
    public void Every_surface_has_the_figures_of_the_report_and_no_other()
    {
        List<string> wrong = [];
        foreach (var (name, whole) in SampleDigests.All)
            foreach (var digest in _readers.Select(may => DigestFor.Readers(whole, may)))
                foreach (var (surface, text) in Surfaces(digest)) wrong.AddRange(Breaches(digest, text).Select(breach => $"{name}, {surface}: {breach}"));
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void A_reader_without_the_right_to_names_reads_none_on_any_surface()
    {
        foreach (var (name, digest) in SampleDigests.All)
        {
            foreach (var (surface, text) in Raw(DigestFor.Readers(digest, Right.Totals | Right.Customers)).Concat(Raw(DigestFor.Readers(digest, Right.Totals))))
                foreach (var customer in SampleDigests.Customers) text.ShouldNotContain(customer, customMessage: $"{name}, {surface}");
            if (digest.NamesCustomers) Raw(digest).ShouldAllBe(shown => SampleDigests.Customers.Any(customer => shown.Text.Contains(customer, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void A_subject_and_what_stands_beside_it_in_lists_name_nobody()
    {
        foreach (var (name, digest) in SampleDigests.All)
            if (Rendered.Of(digest).Mail is var mail)
                foreach (var customer in SampleDigests.Customers) (mail.Subject + Beginning().Match(mail.Html).Value).ShouldNotContain(customer, customMessage: name);
    }

    [Fact]
    public void Whatever_was_typed_is_text_everywhere()
    {
        var rendered = Rendered.Of(Extremes.Of(SampleDigests.Weekly, 2, Extremes.Hostile));
        rendered.Slack.SelectMany(BlockKit.Problems).ShouldBeEmpty();
        CardRules.Problems(rendered.Card).ShouldBeEmpty();
        MailRules.Problems(rendered.Mail, "https://revenue.larkspur.example/", Extremes.Source.AbsoluteUri).ShouldBeEmpty();
        foreach (var mark in (string[])["\u202E", "\u2066", "\u200F", "\r", "\u001b"])
            foreach (var (surface, text) in Raw(Extremes.Of(SampleDigests.Weekly, 2, Extremes.Hostile + "\u001b[2J"))) text.ShouldNotContain(mark, customMessage: surface);
        var slack = string.Join('\n', rendered.Slack.SelectMany(Marked));
        slack.ShouldNotContain("<https://evil.example|");
        foreach (var live in (string[])["<!channel>", "<@U1>", ":smile:", "*b*", "_i_", "`c`"]) SlackLink().Replace(slack, "$1").Contains(live, StringComparison.Ordinal).ShouldBeFalse(live);
        rendered.Mail.Subject.ShouldNotContain('<');
        foreach (var text in (string[])[rendered.Mail.Plain, rendered.Terminal]) text.Split('\n').ShouldNotContain(line => line.StartsWith("Bcc:", StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_of_the_dashboard_is_there_whatever_its_path_says()
    {
        foreach (var path in (string[])["//evil.example/x", "https://evil.example/x", "\\\\evil.example", "/../../x", "/a b\r\n<c>|d", "@evil.example", ":80/x", ""])
            Rendered.Links.Page(path)!.Host.ShouldBe("revenue.larkspur.example", path);
    }

    /// <summary>What Slack reads marks in, as it is sent.</summary>
    private static IEnumerable<string> Marked(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => [.. element.Text("type") is "mrkdwn" or "" ? [element.Text("text")] : (string[])[], .. element.EnumerateObject().SelectMany(one => Marked(one.Value))],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Marked),
        _ => [],
    };

    private static IEnumerable<string> Breaches(Digest digest, string shown)
    {
        var (of, on) = (Figures(Model(digest)), Figures(shown));
        foreach (var missing in of.Except(on)) yield return $"{missing} is missing";
        foreach (var more in on.Except(of)) yield return $"{more} is not in the report";
    }

    private static HashSet<string> Figures(string text) => [.. Figure().Matches(Numbers().Replace(text, " ")).Select(match => match.Value.TrimEnd(',', '.'))];

    /// <summary>Every text of the model, in no order.</summary>
    private static string Model(Digest digest) => string.Join(" | ",
        [digest.Title, digest.Headline, digest.Notice, digest.Footer, .. digest.Sentences, .. digest.Restated, digest.NothingUrgent, digest.ItemsNote?.Text, digest.Target?.Label, digest.Target?.Text, digest.Decision?.Label, digest.Decision?.Text, .. digest.Items.SelectMany(Texts),
            .. digest.Figures.SelectMany(figure => (string?[])[figure.Label, figure.Value, figure.Comparison]), digest.Chart?.Caption, digest.Chart?.Chart.AltText, .. digest.Sections.SelectMany(Texts)]);

    private static IEnumerable<string?> Texts(DigestItem item) => [item.Finding, item.Money, item.Evidence, item.Do, item.Owner];

    private static IEnumerable<string?> Texts(DigestSection section) =>
        [section.Title, section.Headline, section.Note, .. section.Sentences, .. section.Figures.SelectMany(figure => (string?[])[figure.Label, figure.Value, figure.Comparison]), .. section.Lists.SelectMany(list => list.Items.SelectMany(Texts).Prepend(list.Heading)),
            .. section.Tables.SelectMany(table => table.Table.Rows.Prepend(table.Table.Columns).SelectMany(row => row).Prepend(table.Heading)), .. section.Quotes.SelectMany(quote => (string[])[quote.Text, $"{quote.Author}, {quote.Day:d MMM}"]),
            .. section.Charts.SelectMany(chart => (string[])[chart.Caption, chart.Chart.AltText]), .. section.Advice.SelectMany(advice => (string[])[advice.Do, advice.Owner, advice.Evidence, advice.Money, advice.NextStep, advice.Doubt, advice.Rule])];

    /// <summary>As each is read, without its own marks and numbers.</summary>
    private static IEnumerable<(string Surface, string Text)> Surfaces(Digest digest)
    {
        var rendered = Rendered.Of(digest);
        // What is only in the words of a picture, a terminal and a mail have too: in the place of one, or beside it.
        yield return ("Slack", string.Join(" | ", rendered.Slack.SelectMany(message => Strings(message.GetProperty("blocks"), ["text", "alt_text"]))));
        yield return ("Teams", string.Join(" | ", Strings(rendered.Card.GetProperty("card").GetProperty("body"), ["text", "altText"])) + " | " + string.Join(" | ", digest.Sections.SelectMany(section => section.Charts).Concat(digest.Chart is { } chart ? [chart] : []).Select(chart => chart.Caption)));
        yield return ("mail, HTML", WebUtility.HtmlDecode(Tags().Replace(Alt().Replace(Style().Replace(Beginning().Replace(rendered.Mail.Html, ""), ""), " $1 <"), "\u2007")).Replace("priya@larkspur.example", "", StringComparison.Ordinal));
        yield return ("mail, plain", rendered.Mail.Plain);
        yield return ("terminal", rendered.Terminal);
    }

    /// <summary>Everything that is sent.</summary>
    private static IEnumerable<(string Surface, string Text)> Raw(Digest digest)
    {
        var rendered = Rendered.Of(digest);
        return [("Slack", string.Concat(rendered.Slack.SelectMany(message => Strings(message, null)))), ("Teams", string.Concat(Strings(rendered.Card, null))), ("mail, HTML", WebUtility.HtmlDecode(rendered.Mail.Html)), ("mail, plain", rendered.Mail.Plain), ("terminal", rendered.Terminal)];
    }

    private static IEnumerable<string> Strings(JsonElement element, string[]? names) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(one => one.Value.ValueKind == JsonValueKind.String ? names is null || names.Contains(one.Name) ? [Shown(one.Value.GetString()!)] : [] : Strings(one.Value, names)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(one => Strings(one, names)),
        _ => [],
    };

    /// <summary>As Slack and Teams show it.</summary>
    private static string Shown(string text) => SlackLink().Replace(text, "$1").Replace("\u200B", "", StringComparison.Ordinal).Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    /// <summary>Places in a list, "1 of 4", addresses.</summary>
    [GeneratedRegex(@"(?<![^\s|*\u2007])\d\.(?=\s)|\*?\d of \d ·|https://\S+| more\b|[•*]")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"<https://[^|>]+\|([^>]+)>")]
    private static partial Regex SlackLink();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("<img [^>]*alt=\"([^\"]*)\"[^>]*")]
    private static partial Regex Alt();

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex(@"[+−]?[$€£¥]?\d[\d,]*(\.\d+)?(%| points| times)?")]
    private static partial Regex Figure();

    [GeneratedRegex("^.*?class=\"pad\"[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Beginning();
}
