using RevenueBot.Metrics.Ratios;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Ratios;

/// <summary>A ratio, its change and its absence, in words.</summary>
internal static class RatioWords
{
    /// <summary>Why there is no figure, as it stands in brackets or beside a dash.</summary>
    public static string Why(Undefined why) => why switch
    {
        Undefined.NoCustomers => "no paying customers",
        Undefined.NoNewCustomers => "no new customers",
        Undefined.NoLosses => "no losses",
        Undefined.NothingMoved => "nothing moved",
        Undefined.NoWholeMonth => "no whole month with paying customers yet",
        Undefined.NoChurn => "no customer has left",
        Undefined.TooFewChurns => "fewer than 10 churns",
    };

    /// <summary>", up $0.63 (+0.6%) vs 10 Oct", ", up from 1.6 in 1–10 Oct", ", as in 1–10 Oct"; "" where one of the two is undefined.</summary>
    /// <param name="with">"vs 10 Oct", "since 31 May", "in 1–10 Oct".</param>
    public static string Compared(Ratio ratio, Measured now, Measured then, MoneyFormat money, string with)
    {
        if (now.Value is null || then.Value is null) return "";
        if (ratio.IsMoney) return $", {ChangeWords.UpOrDown(then.Rounded!.Value, now.Rounded!.Value, money)} {with}";
        var (text, before) = (ratio.Text(now, money), ratio.Text(then, money));
        return text == before ? $", as {with}" : $", {(now.Value > then.Value ? "up" : "down")} from {before} {with}";
    }

    /// <summary>The format in which all values of an answer are shown, so that their differences are those of what is shown.</summary>
    public static MoneyFormat Money(Asked asked, IEnumerable<Measured> values) =>
        MoneyFormat.For(asked.Currency, values.Select(value => value.Rounded).OfType<long>());
}
