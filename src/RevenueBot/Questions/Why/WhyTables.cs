using RevenueBot.Metrics;
using RevenueBot.Metrics.Why;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Why;

/// <summary>A period and what explains it, in one metric.</summary>
internal sealed record Explained(PeriodMrr Row, Explanation Why);

/// <summary>The tables of "why": each column adds up as shown.</summary>
internal static class WhyTables
{
    private const int LongestName = 32;
    private const string WithoutReason = "without a reason";

    /// <summary>Opening, each line with its reasons below it, closing; beside the period before. The reasons of a line add up to it.</summary>
    public static AnswerTable ByReason(Explained now, Explained before, MoneyFormat money, Days days)
    {
        var (shownNow, shownBefore) = (Line.ShownAmounts(now.Row, money), Line.ShownAmounts(before.Row, money));
        var lines = Line.All.SelectMany((line, i) => shownNow[i] == 0 && shownBefore[i] == 0 && !line.Always ? []
            : (IEnumerable<IReadOnlyList<string>>)
            [
                [Label(line, now.Row), money.SignedCell(shownNow[i]), money.SignedCell(shownBefore[i])],
                .. Reasons(line, (now.Why, shownNow[i]), (before.Why, shownBefore[i]), money),
            ]);
        return new(
            [money.Currency.Code, days.Span(now.Row.Period.Start, now.Row.Period.LastDay), days.Span(before.Row.Period.Start, before.Row.Period.LastDay)],
            [
                ["Opening", money.Cell(now.Row.Opening), money.Cell(before.Row.Opening)],
                .. lines,
                ["Closing", money.Cell(now.Row.Closing), money.Cell(before.Row.Closing)],
            ]);
    }

    /// <summary>The customers who moved most, "18 others" with their sum, exchange rates, and the net of them all.</summary>
    public static AnswerTable ByCustomer(Explained now, IReadOnlyDictionary<string, string> names, MoneyFormat money)
    {
        var (row, why) = (now.Row, now.Why);
        List<(string Label, string Reason, long Amount)> parts =
        [
            .. why.Largest.Select(customer => (Cut(names.GetValueOrDefault(customer.CustomerId, customer.CustomerId)), Reason(customer), customer.Amount)),
            .. why.Others > 0 ? [(Format.Counted(why.Others, "other"), "", why.OthersAmount)] : Array.Empty<(string, string, long)>(),
        ];
        // Exchange rates read as in the bridge of the same period; the customers share what that leaves of the net.
        var (net, fx) = (money.Change(row.Opening, row.Closing), Line.ShownAmounts(row, money)[^1]);
        var shown = Shared([.. parts.Select(part => part.Amount)], net - fx, money.Unit);
        return new(
            ["Customer", "Why", money.Currency.Code],
            [
                .. parts.Select((part, i) => (IReadOnlyList<string>)[part.Label, part.Reason, money.SignedCell(shown[i])]),
                .. row.Fx != 0 ? [["Exchange rates", "", money.SignedCell(fx)]] : Array.Empty<IReadOnlyList<string>>(), ["Net new", "", money.SignedCell(net)],
            ]);
    }

    /// <summary>Parts that add up to a total as shown; what that is more than a unit away from them is in the largest, which comes first.</summary>
    private static long[] Shared(IReadOnlyList<long> parts, long total, long unit)
    {
        var own = Rounding.ToUnit(parts.Sum(), unit);
        long[] shown = [.. Rounding.ShownParts(parts, Math.Abs(total - parts.Sum()) < unit ? total : own, unit)];
        if (shown.Length > 0) shown[0] += total - shown.Sum();
        return shown;
    }

    /// <summary>What adds up, with the ledger rows and customers behind each reason.</summary>
    public static AnswerTable Receipt(Explained now, MoneyFormat money, Days days)
    {
        var shown = Line.ShownAmounts(now.Row, money);
        var rows = Line.All.SelectMany((line, i) => now.Why.Reasons.Where(part => part.Kind == line.Kind)
            .Zip(Shares(now.Why, line.Kind, shown[i], money), (part, amount) => (IReadOnlyList<string>)
                [ReasonWords.Of(part.Kind, part.Reason) is { } reason ? $"{line.Label}: {reason}" : line.Label, money.SignedCell(amount), Format.Count(part.Rows)])
            .Concat(line.Kind is null && shown[i] != 0 ? [[line.Label, money.SignedCell(shown[i]), ""]] : Array.Empty<IReadOnlyList<string>>()));
        return new(
            [$"{days.Span(now.Row.Period.Start, now.Row.Period.LastDay)}, {money.Currency.Code}", "Change", "rows"],
            [["Opening", money.Cell(now.Row.Opening), ""], .. rows, ["Closing", money.Cell(now.Row.Closing), ""]]);
    }

    /// <summary>One reason as it stands in <see cref="ByReason"/>, micro-units.</summary>
    public static long Shown(Explained side, ReasonPart part, MoneyFormat money)
    {
        var line = Line.All.Select((line, i) => (line, i)).Single(row => row.line.Kind == part.Kind);
        var parts = side.Why.Reasons.Where(other => other.Kind == part.Kind).ToList();
        return Shares(side.Why, part.Kind, Line.ShownAmounts(side.Row, money)[line.i], money)[parts.IndexOf(part)];
    }

    private static string Label(Line line, PeriodMrr now) =>
        line.Customers is { } customers && customers(now) != 0 ? $"{line.Label} ({Format.Counted(customers(now), "customer")})" : line.Label;

    private static IEnumerable<IReadOnlyList<string>> Reasons(Line line, (Explanation Why, long Shown) now, (Explanation Why, long Shown) before, MoneyFormat money)
    {
        var (shownNow, shownBefore) = (ByWord(now, line, money), ByWord(before, line, money));
        var words = shownNow.Keys.Union(shownBefore.Keys).OrderBy(word => word == WithoutReason).ToList();
        if (words is [] or [WithoutReason]) yield break;
        foreach (var word in words)
            yield return [$"  {word}", money.SignedCell(shownNow.GetValueOrDefault(word)), money.SignedCell(shownBefore.GetValueOrDefault(word))];
    }

    /// <summary>All rows of the line by their reason as said; those without one together, so that what stands below a line adds up to it.</summary>
    private static Dictionary<string, long> ByWord((Explanation Why, long Shown) side, Line line, MoneyFormat money) =>
        side.Why.Reasons.Where(part => part.Kind == line.Kind).Zip(Shares(side.Why, line.Kind, side.Shown, money), (part, amount) => (Word: ReasonWords.Of(part.Kind, part.Reason) ?? WithoutReason, amount))
            .GroupBy(part => part.Word).ToDictionary(word => word.Key, word => word.Sum(part => part.amount));

    /// <summary>The reasons of a line, rounded so that they add up to the line as shown.</summary>
    private static IReadOnlyList<long> Shares(Explanation why, MovementKind? kind, long shown, MoneyFormat money)
    {
        var parts = why.Reasons.Where(part => part.Kind == kind).Select(part => part.Amount).ToList();
        return parts.Count == 0 ? [] : Rounding.ShownParts(parts, shown, money.Unit);
    }

    private static string Reason(CustomerPart customer) =>
        ReasonWords.Of(customer.Kind, customer.Reason) is { } reason ? $"{customer.Kind}, {reason}" : customer.Kind.ToString();

    private static string Cut(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";
}
