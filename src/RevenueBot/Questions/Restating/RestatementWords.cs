using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Restating;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Restating;

/// <summary>Restatements as people read them: the old closing, the new one, the cause and when it arrived.</summary>
internal static class RestatementWords
{
    private const int MostNamed = 3;

    /// <summary>"Restated: 9 Nov closed at $58,160, not $58,188. A downgrade of 9 Nov (−$28) arrived on 10 Nov, 11:20." A paragraph each.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<Restatement> restatements, Asked asked) =>
        Plain(restatements, asked).Select((text, i) => i < MostNamed ? $"Restated: {text}" : text);

    /// <summary>The same under a heading that says what they are: "9 Nov closed at $58,160, not $58,188. …"</summary>
    public static IEnumerable<string> Plain(IReadOnlyList<Restatement> restatements, Asked asked)
    {
        foreach (var restatement in restatements.Take(MostNamed)) yield return Of(restatement, asked);
        if (restatements.Count > MostNamed) yield return $"{Format.Counted(restatements.Count - MostNamed, "more month")} changed too, by less.";
    }

    private static string Of(Restatement restatement, Asked asked)
    {
        var money = Money(restatement, asked.Currency);
        var when = restatement.IsMonth ? asked.Days.MonthName(Month.Of(restatement.Day)) : asked.Days.Day(restatement.Day);
        string[] sentences =
        [
            $"{when} closed at {money.Text(restatement.New)}, not {money.Text(restatement.Old)}.",
            .. restatement.Largest.Select(change => Cause(change, money, asked)),
            .. restatement.Rates.Select(rate => Rate(rate, asked)),
            .. restatement.Others is (> 0, var amount) ? (string[])[$"{Format.Counted(restatement.Others.Count, "smaller change")}: {money.Signed(amount)}."] : [],
        ];
        return string.Join(' ', sentences);
    }

    /// <summary>Whole units, unless those would hide the change.</summary>
    private static MoneyFormat Money(Restatement restatement, Currency currency)
    {
        var money = MoneyFormat.For(currency, restatement.Old, restatement.New);
        return money.Round(restatement.Old) == money.Round(restatement.New) ? money with { Unit = currency.MicrosPerMinor } : money;
    }

    private static string Cause(RestatedBy change, MoneyFormat money, Asked asked)
    {
        var what = (change.Corrects ? "corrected " : "") + Noun(change.Kind);
        var count = change.Customers == 1 ? $"A {what}".Replace("A upgrade", "An upgrade", StringComparison.Ordinal) : Format.Counted(change.Customers, what);
        var arrived = asked.Calendar.LocalTime(change.ArrivedAt);
        return $"{count} of {asked.Days.Day(change.Day)} ({money.Signed(change.Amount)}) arrived on {asked.Days.Day(DateOnly.FromDateTime(arrived))}, {arrived.ToString("HH:mm", CultureInfo.InvariantCulture)}.";
    }

    /// <summary>"The rate of EUR of October is 1.0920, not 1.0850, since 10 Nov, 11:20."</summary>
    private static string Rate(RateChange rate, Asked asked)
    {
        var day = rate.WholeMonth ? asked.Days.MonthName(Month.Of(rate.Day)) : asked.Days.Day(rate.Day);
        var arrived = asked.Calendar.LocalTime(rate.RecordedAt);
        return $"The rate of {rate.Currency.Code} of {day} is {Shown(rate.New)}, not {Shown(rate.Old)}, since {asked.Days.Day(DateOnly.FromDateTime(arrived))}, {arrived.ToString("HH:mm", CultureInfo.InvariantCulture)}.";
    }

    private static string Shown(decimal? rate) => rate is { } known ? known.ToString("0.##########", CultureInfo.InvariantCulture) : Format.Undefined;

    private static string Noun(MovementKind kind) => kind switch
    {
        MovementKind.New => "new customer",
        MovementKind.Expansion => "upgrade",
        MovementKind.Reactivation => "reactivation",
        MovementKind.Resumed => "resumption",
        MovementKind.Contraction => "downgrade",
        MovementKind.Churn => "churn",
        MovementKind.Paused => "pause",
        MovementKind.Memo => "change",
    };
}
