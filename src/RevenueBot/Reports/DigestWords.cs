using System.Text;
using RevenueBot.Questions;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports;

/// <summary>The pieces of a report as whole sentences, the same on every surface. Plain and unescaped; computes no figure.</summary>
internal static class DigestWords
{
    public const string NeedsAttention = "Needs attention";
    public const string Restated = "Restated:";

    /// <summary>Where else a report is as a PDF.</summary>
    public const string AlsoAsPdf = "As a PDF it also goes with its mails, and ./run digest monthly --out writes it.";

    private const int LongestText = 8_000;

    /// <summary>The button that changes or stops a report; its value is the <see cref="Name"/> of the report.</summary>
    public const string ManageAction = "digest.manage";

    /// <summary>As commands, settings and buttons call it: <c>daily</c>.</summary>
    public static string Name(DigestKind kind) => kind switch { DigestKind.Daily => "daily", DigestKind.Weekly => "weekly", DigestKind.Monthly => "monthly" };

    /// <summary>The details beside a document that holds them all: what each says, its figures and what to do, without its tables, pictures and lists.</summary>
    /// <param name="document">Null: there is none, and they stay whole.</param>
    public static Digest Beside(string? document, Digest digest) => document is null ? digest : digest with { Sections = [.. digest.Sections.Select(section => section with { Tables = [], Charts = [], Lists = [], Quotes = [] })] };

    /// <summary>"Tue 10 Nov 2026" of "Daily report: Tue 10 Nov 2026".</summary>
    public static string Span(Digest digest) => digest.Title[(digest.Title.IndexOf(": ", StringComparison.Ordinal) is >= 0 and var end ? end + 2 : 0)..];

    /// <summary>"Target 30 Nov: $60,000." and "Decide this week:" as they stand; else with a colon.</summary>
    public static string Label(string label) => label.TrimEnd() is [.., '.' or ':' or '?'] whole ? whole : $"{label.TrimEnd()}:";

    /// <summary>"Brightwater Clinics at high risk, $698 MRR"</summary>
    public static string Lead(DigestItem item) => item.Money is { Length: > 0 } money ? $"{item.Finding.TrimEnd('.', ' ')}, {money}" : item.Finding.TrimEnd('.', ' ');

    /// <summary>"Card expired, 4 of 12 users active. Ask for a new card. Owner: Dana Osei, acknowledged."; empty where nothing more is known.</summary>
    public static string Detail(DigestItem item) => Join([item.Evidence, item.Do, item.Owner is { Length: > 0 } owner ? $"Owner: {owner}" : null]);

    /// <summary>"Call customers within a day when a payment fails. Owner: Dana Osei, from 16 Nov."</summary>
    public static string Lead(DigestAdvice advice) => Join([advice.Do, $"Owner: {advice.Owner}"]);

    /// <summary>The parts of a recommendation below what is to be done, in their fixed order.</summary>
    public static IReadOnlyList<(string Label, string Text)> Parts(DigestAdvice advice) =>
        [("Evidence:", advice.Evidence), ("Money:", advice.Money), ("Next step:", advice.NextStep), ("Doubt:", advice.Doubt)];

    public static string Rule(DigestAdvice advice) => $"Rule {advice.Rule}";

    /// <summary>"Priya Nair, 5 Nov"</summary>
    /// <param name="year">The year of the report: no other is written out.</param>
    public static string Author(DigestQuote quote, int year) => $"{quote.Author}, {new Days(year).Day(quote.Day)}";

    /// <summary>What a source is called beside its address: "kappa-metrics.example". Null where it leads to no page of the web.</summary>
    public static string? Host(DigestQuote quote) => quote.Source is { IsAbsoluteUri: true, Scheme: "https" or "http" } source ? source.IdnHost : null;

    /// <summary>All of it but the details, for who hears it and does not see it.</summary>
    public static string Spoken(Digest digest) => Join(
    [
        digest.Title, digest.Notice, digest.Headline, .. digest.Sentences, .. Spoken(digest.Target), .. Spoken(digest.Items), digest.ItemsNote?.Text, digest.NothingUrgent, .. Spoken(digest.Decision),
        .. digest.Figures.Select(Spoken), .. digest.Restated.Select(line => $"{Restated} {line}"),
    ]);

    /// <summary>A part of the details, for who hears it and does not see it.</summary>
    public static string Spoken(DigestSection section, int year) => Join(
    [
        section.Title, section.Headline, .. section.Sentences, .. section.Figures.Select(Spoken), .. section.Tables.SelectMany(Spoken), .. section.Lists.SelectMany(list => list.Items.Select(Spoken).Prepend(list.Heading)),
        .. section.Quotes.Select(quote => $"{Join([quote.Text])} {Author(quote, year)}"), .. section.Advice.SelectMany(advice => Parts(advice).Select(part => $"{part.Label} {part.Text}").Prepend(Lead(advice))), section.Note,
    ]);

    private static IEnumerable<string> Spoken(DigestNote? note) => note is null ? [] : [$"{Label(note.Label)} {note.Text}"];

    private static IEnumerable<string> Spoken(IReadOnlyList<DigestItem> items) => items.Count == 0 ? [] : items.Select(Spoken).Prepend($"{NeedsAttention}:");

    private static string Spoken(DigestItem item) => Join([Lead(item), Detail(item)]);

    private static string Spoken(Figure figure) => $"{figure.Label}: {figure.Value}{(figure.Comparison is { Length: > 0 } comparison ? $", {comparison}" : "")}";

    private static IEnumerable<string> Spoken(DigestTable table) => table.Table.Rows.Where(row => row.Count > 0).Select(row => $"{row[0]}: {string.Join(", ", row.Skip(1).Select((cell, i) => $"{table.Table.Columns.ElementAtOrDefault(i + 1)} {cell}"))}");

    /// <summary>Sentences beside each other, each with its end; no more of them than any surface takes.</summary>
    private static string Join(IEnumerable<string?> sentences)
    {
        StringBuilder text = new();
        foreach (var sentence in sentences.Select(sentence => sentence?.Trim() ?? "").Where(sentence => sentence.Length > 0))
        {
            if (text.Length > LongestText) break;
            text.Append(text.Length > 0 ? " " : "").Append(sentence).Append(sentence[^1] is '.' or '?' or '!' or ':' or '…' ? "" : ".");
        }

        return text.ToString();
    }
}
