using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Restating;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports.Attention;

namespace RevenueBot.Reports.Daily;

/// <summary>The daily report: how MRR closed, why, how far the month is, and what needs somebody. Pure: figures go in.</summary>
internal static class DailyDigest
{
    public static Digest Of(DailyFigures figures)
    {
        var (asked, around) = (figures.Asked, Provenance.Around(figures.Asked, figures.Ledger));
        var empty = EmptyWords.Finding(asked, figures.Ledger, figures.Day);
        DailyWords words = new(figures);
        Digest digest = new()
        {
            Period = figures.Period, Title = $"Daily report: {Days.Long(asked.Day)}", Subject = DigestSubject.Fit(words.Subjects), Preheader = DigestPreheader.Of(words.Teasers),
            Notice = around.Notice, Headline = empty?.Finding ?? words.Headline, Sentences = [.. empty?.Then ?? words.Sentences], ReceiptId = around.Id,
            Footer = $"Day closed 24:00 · {Format.Lower(around.Footer)}", Currency = asked.Currency, DataThrough = words.StaleSince ?? around.DataThrough, Delivered = figures.Untold?.Delivered,
        };
        return empty is not null ? digest : digest with
        {
            Figures = [.. DailyNumbers.Of(figures)],
            Target = TargetNote.Of(figures.Target, asked),
            Items = AttentionWords.Items(figures.Attention),
            ItemsNote = AttentionWords.Note(figures.Attention),
            NothingUrgent = AttentionWords.Nothing(figures.Attention),
            Chart = new DigestChart("mrr-chart", Caption(figures), figures.Periods.Trend.Draw(figures.Ledger, asked, around.Footer).Value) { AnswerId = around.Id },
            Restated = [.. RestatementWords.Plain(figures.Untold?.Restatements ?? [], asked)],
        };
    }

    /// <summary>"MRR, Nov 2025 to 10 Nov 2026, USD"</summary>
    private static string Caption(DailyFigures figures) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"MRR, {figures.Periods.Trend.Whole[0].Start:MMM yyyy} to {Days.WithYear(figures.Asked.Day)}, {figures.Asked.Currency.Code}");
}
