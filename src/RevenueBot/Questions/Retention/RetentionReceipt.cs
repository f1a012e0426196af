using RevenueBot.Metrics;
using RevenueBot.Metrics.Retention;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Retention;

/// <summary>The proof of a rate: its formula with the figures put in, and the customers who add up to it by what became of them.</summary>
internal static class RetentionReceipt
{
    public static Answer Write(RetentionView view)
    {
        var row = view.Total(view.Main.Now);
        var money = MoneyFormat.For(view.Asked.Currency, row.OpeningMrr, row.EndMrr);
        var rates = Rate.For(view.Asked.Question);
        return view.Around with
        {
            Headline = $"How {Format.Lower(rates[0].Name)}{RetentionWords.Of(view)} of {RetentionWords.Percent(rates[0].Of(row))} {RetentionWords.In(row.Period, view.Asked.Days)} adds up",
            Sentences = [.. rates.Select(rate => Formula(view, rate, row, money)), Start(view, row), .. RetentionWords.Qualifiers(view, row)],
            Table = Table(view, row, money),
        };
    }

    private static string Formula(RetentionView view, Rate rate, RetentionPeriod row, MoneyFormat money)
    {
        var result = rate.Of(row) is { } value ? Format.Percent(value) : $"{Format.Undefined} ({RetentionWords.Reason(rate, row, view.Asked.Days)})";
        return $"{rate.Name} = {Terms(rate, row, money)} = {result}.";
    }

    private static string Terms(Rate rate, RetentionPeriod row, MoneyFormat money)
    {
        string Text(long micros) => money.Text(micros);
        var shown = RetentionTables.Shown(row, money);
        var (churn, contraction, start) = (Text(-shown[0]), Text(-shown[1]), $"S {Text(row.OpeningMrr)}");
        if (rate == Rate.LogoChurn) return $"{Format.Count(row.LeftCustomers)} not active at the end ÷ {Format.Counted(row.OpeningCustomers, "opening customer")}";
        if (rate == Rate.LogoRetention) return $"{Format.Count(row.OpeningCustomers - row.LeftCustomers)} active at the end ÷ {Format.Counted(row.OpeningCustomers, "opening customer")}";
        if (rate == Rate.GrossMrrChurn) return $"(churn {churn} + contraction {contraction}) ÷ {start}";
        if (rate == Rate.NetMrrChurn) return $"(churn {churn} + contraction {contraction} − expansion {Text(shown[2])}) ÷ {start}";
        return rate == Rate.Grr ? $"Σ min(start, end) {Text(row.KeptMrr)} ÷ {start}" : $"Σ end {Text(row.EndMrr)} ÷ {start}";
    }

    private static string Start(RetentionView view, RetentionPeriod row)
    {
        var days = view.Asked.Days;
        var opening = days.Day(row.Period.Start.AddDays(-1));
        return $"S is MRR at the end of {opening}. Each of its customers is compared with the end of {days.Day(row.Period.LastDay)}, both at the rates of {opening}; customers who came later are in no figure.";
    }

    /// <summary>Customers add up to those of the start, amounts to the change of their MRR.</summary>
    private static AnswerTable Table(RetentionView view, RetentionPeriod row, MoneyFormat money)
    {
        var shown = RetentionTables.Shown(row, money);
        var unchanged = row.OpeningCustomers - row.LeftCustomers - row.ContractedCustomers - row.ExpandedCustomers;
        return new(
            [$"{RetentionWords.Label(view.Asked, row.Period)}, {view.Asked.Currency.Code}", "MRR", "customers"],
            [
                ["At the start", money.Cell(row.OpeningMrr), Format.Count(row.OpeningCustomers)],
                ["Left (churn)", money.SignedCell(shown[0]), Format.Count(row.LeftCustomers)],
                ["Pay less (contraction)", money.SignedCell(shown[1]), Format.Count(row.ContractedCustomers)],
                ["Pay more (expansion)", money.SignedCell(shown[2]), Format.Count(row.ExpandedCustomers)],
                ["Pay the same", "0", Format.Count(unchanged)],
                ["At the end", money.Cell(row.EndMrr), Format.Count(row.OpeningCustomers - row.LeftCustomers)],
            ],
            row.PausedCustomers == 0 ? null : $"{Format.Count(row.PausedCustomers)} of those who left {(row.PausedCustomers == 1 ? "is" : "are")} paused.");
    }
}
