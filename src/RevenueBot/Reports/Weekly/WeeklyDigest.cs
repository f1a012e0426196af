using System.Globalization;
using RevenueBot.Intel;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Restating;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports.Weekly;

/// <summary>The weekly review: what the week did to MRR and why, where the month leads, one decision, and four parts of details. Pure: figures go in.</summary>
internal static class WeeklyDigest
{
    public static Digest Of(WeeklyFigures figures)
    {
        var (asked, around) = (figures.Asked, Provenance.Around(figures.Asked, figures.Ledger));
        var empty = EmptyWords.Finding(asked, figures.Ledger, figures.Now);
        WeeklyWords words = new(figures);
        Digest digest = new()
        {
            Period = figures.Period, Title = $"Weekly review: {new Days().Span(figures.Period.First, figures.Period.Last)}", Subject = DigestSubject.Fit(words.Subjects), Preheader = DigestPreheader.Of(empty is null ? words.Teasers : []),
            Notice = around.Notice, Headline = empty?.Finding ?? words.Headline, Sentences = [.. empty?.Then ?? words.Sentences], ReceiptId = around.Id, Page = Page(figures),
            Footer = string.Create(CultureInfo.InvariantCulture, $"Week closed {figures.Period.Last:ddd d MMM}, 24:00 · {Format.Lower(around.Footer)}"),
            Currency = asked.Currency, DataThrough = words.StaleSince ?? around.DataThrough, Delivered = figures.Untold?.Delivered, Sections = [.. new[] { MarketSection.Of(figures.Quotes) }.OfType<DigestSection>()],
        };
        return empty is not null ? digest : digest with
        {
            Figures = [.. WeeklyNumbers.Of(figures)],
            Decision = WeeklyDecision.Of(figures),
            Chart = new DigestChart("mrr-waterfall", $"MRR bridge, {figures.Span}, {asked.Currency.Code}", BridgePicture.Draw(figures.Now, figures.Money, around.Footer).Value) { AnswerId = around.Id },
            Sections = [MovementsSection.Of(figures), SuccessSection.Of(figures), .. new[] { RiskSection.Of(figures) }.OfType<DigestSection>(), .. digest.Sections],
            Restated = [.. RestatementWords.Plain(figures.Untold?.Restatements ?? [], asked)],
        };
    }

    /// <summary>"/revenue?week=2026-W45" where weeks are those of ISO 8601.</summary>
    private static string Page(WeeklyFigures figures) => figures.Period.First.DayOfWeek != DayOfWeek.Monday ? "/revenue"
        : string.Create(CultureInfo.InvariantCulture, $"/revenue?week={ISOWeek.GetYear(figures.Period.Last.ToDateTime(default))}-W{ISOWeek.GetWeekOfYear(figures.Period.Last.ToDateTime(default)):00}");
}
