using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using RevenueBot.Email;
using RevenueBot.Questions;
using RevenueBot.Questions.Wording;
using RevenueBot.Support.Slack;
using RevenueBot.Tests.Questions;
using RevenueBot.Tests.Teams.Cards;

namespace RevenueBot.Tests.Everywhere;

/// <summary>The limits of each surface, and marks of one that turn up in another.</summary>
internal static partial class Payloads
{
    public static IEnumerable<string> OfSlack(JsonElement message) => BlockKit.Problems(message).Select(problem => $"Slack: {problem}");

    public static IEnumerable<string> OfTeams(JsonElement message) => CardRules.Problems(message).Select(problem => $"Teams: {problem}");

    public static IEnumerable<string> OfText(string surface, string text) =>
        text.Split('\n').Where(line => ColumnWidth.Of(line) > PlainLines.Width && line.Contains(' ')).Select(line => $"{surface}: {ColumnWidth.Of(line)} columns: {line}");

    public static IEnumerable<string> OfMail(MailContent mail)
    {
        if (Encoding.UTF8.GetByteCount(mail.Html) >= MailHtml.MostBytes) yield return "mail: too large";
        if (mail.Subject.Length is 0 or > 50) yield return $"mail: subject of {mail.Subject.Length}: {mail.Subject}";
        if (Brackets().IsMatch(mail.Subject)) yield return $"mail: marks in the subject {mail.Subject}";
        if (Preheader().Match(mail.Html).Groups[1].Value is { Length: > 0 } text && System.Net.WebUtility.HtmlDecode(text).Length > 110) yield return "mail: preheader too long";
        if (Addresses().Matches(mail.Html).Any(address => !address.Value.StartsWith("https://revenue.larkspur.example/", StringComparison.Ordinal))) yield return "mail: an address that is not ours";
        foreach (var picture in mail.Pictures)
            if (picture.Chart.Plot is { Points: [.., var last] } && !picture.Chart.AltText.Contains(last.Text, StringComparison.Ordinal)) yield return $"mail: {last.Text} is not in “{picture.Chart.AltText}”";
        foreach (var picture in mail.Pictures)
            if (!picture.Chart.AltText.StartsWith("No data", StringComparison.Ordinal) && !Sameness.Figures(picture.Chart.AltText).Any()) yield return $"mail: no figure in “{picture.Chart.AltText}”";
    }

    /// <summary>Marks that are in no word of the answer.</summary>
    public static IEnumerable<string> Leaks(Answer answer, string terminal, MailContent mail)
    {
        var own = Everything.In(answer);
        foreach (var (surface, text) in ((string, string)[])[("terminal", terminal), ("mail, plain", mail.Plain), ("mail, HTML", Tag().Replace(mail.Html, ""))])
            foreach (var mark in (string[])["*", "**", "`", "&amp;amp;", "&lt;b", "{{", "](", "<!", "<br>"])
                if (text.Contains(mark, StringComparison.Ordinal) && !own.Contains(mark, StringComparison.Ordinal) && !own.Contains('<')) yield return $"{surface}: {mark}";
        foreach (var (surface, text) in ((string, string)[])[("terminal", terminal), ("mail, plain", mail.Plain)])
            foreach (var mark in (string[])["&amp;", "&lt;", "&#", "\u200B", "\u202E", "\u2066", "\r", "\u001b"])
                if (text.Contains(mark, StringComparison.Ordinal) && (mark[0] != '&' || !own.Contains(mark, StringComparison.Ordinal))) yield return $"{surface}: {JsonSerializer.Serialize(mark)}";
        if (Tag().Replace(Style().Replace(mail.Html, ""), "").IndexOfAny(['<', '>']) >= 0) yield return "mail, HTML: a raw < or >";
        if (BareAmpersand().IsMatch(mail.Html)) yield return "mail, HTML: a raw &";
        if (mail.Html.Contains("<script", StringComparison.OrdinalIgnoreCase)) yield return "mail, HTML: a script";
    }

    [GeneratedRegex(@"[()\[\]*_<>\r\n!]")]
    private static partial Regex Brackets();

    [GeneratedRegex("<div style=\"display:none[^>]*>(.*?)(?=&#8199;)")]
    private static partial Regex Preheader();

    [GeneratedRegex("(?<=(src|href)=\")(?!cid:)[^\"]*")]
    private static partial Regex Addresses();

    [GeneratedRegex("<!?/?[a-zA-Z][^<>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("&(?!(amp|lt|gt|quot|#[0-9]+);)")]
    private static partial Regex BareAmpersand();
}
