using RevenueBot.Metrics;
using RevenueBot.Metrics.Retention;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Retention;

/// <summary>Rates and their periods in words.</summary>
internal static class RetentionWords
{
    /// <summary>"2.1%", or "–".</summary>
    public static string Percent(decimal? rate) => rate is { } value ? Format.Percent(value) : Format.Undefined;

    /// <summary>Why a rate is undefined.</summary>
    public static string Reason(Rate rate, RetentionPeriod row, Days days) => row.OpeningCustomers == 0 || !rate.OfMoney
        ? $"no customer was paying on {days.Day(row.Period.Start.AddDays(-1))}"
        : $"no exchange rate on {days.Day(row.Period.Start.AddDays(-1))}";

    /// <summary>"down 0.4 points vs September", "unchanged vs …", "" where one of the two is undefined. Of the rates as shown.</summary>
    public static string Change(decimal? now, decimal? before, string versus)
    {
        if (now is not { } to || before is not { } from) return "";
        var points = Shown(to) - Shown(from);
        return points == 0 ? $"unchanged {versus}" : $"{(points > 0 ? "up" : "down")} {Format.Points(Math.Abs(points))[1..]} {versus}";
    }

    /// <summary>"October", "the 12 months to 31 Oct", "1–10 Nov".</summary>
    public static string Name(Period period, Days days)
    {
        if (period.Start.Day != 1 || period.End.Day != 1) return days.Span(period.Start, period.LastDay);
        var months = ((period.End.Year - period.Start.Year) * 12) + period.End.Month - period.Start.Month;
        return months == 1 ? days.MonthName(Month.Of(period.Start)) : $"the {months} months to {days.Day(period.LastDay)}";
    }

    /// <summary>"in October", "over the 12 months to 31 Oct", "in 1–10 Nov".</summary>
    public static string In(Period period, Days days) => Name(period, days) is var name && name.StartsWith("the ", StringComparison.Ordinal) ? $"over {name}" : $"in {name}";

    /// <summary>For a row or column: "October", "12 months to 31 Oct", a part with its mark.</summary>
    public static string Label(Asked asked, Period period) =>
        (Name(period, asked.Days) is var name && name.StartsWith("the ", StringComparison.Ordinal) ? name[4..] : name) + (RetentionSpan.IsPart(asked, period) ? "†" : "");

    /// <summary>What the mark means; null where no period has it.</summary>
    public static string? Note(Asked asked, IEnumerable<Period> periods) =>
        periods.Any(period => RetentionSpan.IsPart(asked, period)) ? $"† {asked.Days.Day(asked.Day)} is not over yet: do not read it as a whole month." : null;

    /// <summary>" of plan Pro" where only that was asked for.</summary>
    public static string Of(RetentionView view) =>
        view.Asked.Question.Only is { } only ? $" of {KeyLabel.Phrase(only, view.NameOf(only.Key))}" : "";

    /// <summary>What limits the figures, said after the finding.</summary>
    public static IEnumerable<string> Qualifiers(RetentionView view, RetentionPeriod row)
    {
        var (asked, opening) = (view.Asked, view.Asked.Days.Day(row.Period.Start.AddDays(-1)));
        if (row.Unconverted.Count > 0)
            yield return $"Not in the money: {string.Join(" and ", row.Unconverted.Select(amount => Format.ByCode(amount.Amount, amount.Currency)))} (no rate on {opening}).";
        if (asked.Question is { Only: not null, By: not Dimension.Total }) yield return "One value is not split further.";
        if (asked.Question.ConstantCurrency) yield return $"Exchange rates change nothing here: both ends are at the rates of {opening}.";
        foreach (var sentence in Provenance.KnownAt(asked)) yield return sentence;
    }

    private static decimal Shown(decimal rate) => Math.Round(rate, 3, MidpointRounding.AwayFromZero);
}
