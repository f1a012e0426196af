using FsCheck;
using FsCheck.Fluent;
using RevenueBot.Metrics.Retention;
using RevenueBot.Metrics.Tests.Fold;
using Shouldly;
using Xunit;
using static RevenueBot.Metrics.Tests.Retention.Ledgers;

namespace RevenueBot.Metrics.Tests.Retention;

/// <summary>What always holds (DEFINITIONS §10), over random ledgers, and a slow second opinion.</summary>
public sealed class RetentionProperties
{
    private const int Span = 100;
    private static readonly DateOnly First = new(2026, 1, 1);
    private static readonly string[] Plans = ["solo", "pro", "team"];

    [Fact]
    public void Rates_stay_in_their_bounds_and_fit_together() => Check(book =>
    {
        foreach (var row in book.Rows())
        {
            (row.OpeningMrr + row.Churn + row.Contraction).ShouldBe(row.KeptMrr);
            (row.KeptMrr + row.Expansion).ShouldBe(row.EndMrr);
            (row.Churn <= 0 && row.Contraction <= 0 && row.Expansion >= 0).ShouldBeTrue();
            if (row.LogoChurn is { } logo) logo.ShouldBeInRange(0, 1);
            if (row.Grr is not { } grr) continue;
            grr.ShouldBeInRange(0, 1);
            grr.ShouldBeLessThanOrEqualTo(row.Nrr!.Value);
            (grr + row.GrossMrrChurn, row.Nrr + row.NetMrrChurn).ShouldBe((1, 1));
        }
    });

    [Fact]
    public void A_naive_computation_gives_the_same() => Check(book =>
    {
        foreach (var row in book.Rows())
        {
            var expected = Naive.Of(book, row.Period);
            (row.OpeningCustomers, row.LeftCustomers).ShouldBe((expected.Customers, expected.Left));
            Near(row.OpeningMrr, expected.Opening);
            Near(row.EndMrr, expected.End);
            Near(row.KeptMrr, expected.Kept);
            Near(row.Churn, expected.Churn);
            Near(row.Unconverted.Sum(amount => amount.Amount), expected.Unconverted);
        }
    });

    [Fact]
    public void New_customers_change_nothing() => Check(book =>
    {
        foreach (var row in book.Rows())
        {
            var later = book.Customers.Select(customer => customer with { Changes = [.. customer.Changes.Select(change => change with { Day = change.Day.AddDays(row.Period.Start.DayNumber - First.DayNumber) })] });
            Same(Of(row.Period, book.Rates, [.. book.Customers, .. later]), row);
        }
    });

    [Fact]
    public void The_order_of_customers_changes_nothing() => Check(book =>
    {
        foreach (var (row, reversed) in book.Rows().Zip((book with { Customers = [.. book.Customers.Reverse()] }).Rows())) Same(reversed, row);
    });

    [Fact]
    public void A_subscription_split_in_two_halves_changes_nothing() => Check(book =>
    {
        var halves = book with { Customers = [.. book.Customers.Select(customer => customer with { Changes = [.. customer.Changes.SelectMany(Halves)] })] };
        foreach (var (row, split) in book.Rows().Zip(halves.Rows())) Same(split, row);
    });

    [Fact]
    public void Prices_times_k_leave_the_rates_as_they_are() => Check(book =>
    {
        var dearer = book with { Customers = [.. book.Customers.Select(customer => customer with { Changes = [.. customer.Changes.Select(change => change with { Amount = 1000 * change.Amount })] })] };
        foreach (var (row, times) in book.Rows().Zip(dearer.Rows()))
        {
            times.LogoChurn.ShouldBe(row.LogoChurn);
            if (row.OpeningMrr > 1_000_000) times.Nrr!.Value.ShouldBe(row.Nrr!.Value, 0.00001m);
            if (row.OpeningMrr > 1_000_000) times.Grr!.Value.ShouldBe(row.Grr!.Value, 0.00001m);
        }
    });

    [Fact]
    public void Every_dimension_adds_up_to_the_total() => Check(book =>
    {
        foreach (var by in (Dimension[])[Dimension.Plan, Dimension.Currency, Dimension.Country, Dimension.Segment])
        {
            var keys = book.Rows(by).ToLookup(row => row.Period);
            foreach (var row in book.Rows())
            {
                Near(keys[row.Period].Sum(key => key.OpeningMrr), row.OpeningMrr);
                Near(keys[row.Period].Sum(key => key.EndMrr), row.EndMrr);
                (keys[row.Period].Sum(key => key.OpeningCustomers), keys[row.Period].Sum(key => key.LeftCustomers)).ShouldBe((row.OpeningCustomers, row.LeftCustomers));
            }
        }
    });

    private static void Same(RetentionPeriod actual, RetentionPeriod expected) =>
        (actual with { Unconverted = [] }).ToString().ShouldBe((expected with { Unconverted = [] }).ToString());

    private static void Near(long actual, decimal exact) => Math.Abs(actual - exact).ShouldBeLessThanOrEqualTo(4);

    private static IEnumerable<BalanceChange> Halves(BalanceChange change) =>
        [change with { Amount = change.Amount / 2 }, change with { Amount = change.Amount - (change.Amount / 2) }];

    private static void Check(Action<Book> property) => Properties.Check(Book.Arbitrary, property, 150);

    /// <summary>Customers, rates that miss now and then, and overlapping periods.</summary>
    internal sealed record Book(IReadOnlyList<CustomerLedger> Customers, FxRates Rates)
    {
        private static readonly Period[] Periods = [.. new[] { 1, 7, 30, 60 }.SelectMany(length => Enumerable.Range(0, 4)
            .Select(i => new Period(First.AddDays(11 * i), First.AddDays((11 * i) + length))))];

        public static Arbitrary<Book> Arbitrary { get; } = Arb.From(
            from count in Gen.Choose(0, 12)
            from customers in Gen.ListOf(Customer, count)
            from days in Gen.ListOf(Gen.Choose(0, Span), 6)
            from rates in Gen.ListOf(Gen.Choose(90, 140), 6)
            select new Book([.. customers], new FxRates(Usd, days.Zip(rates, (day, rate) => new FxRate(Eur, First.AddDays(day), false, rate / 101m)))));

        public IReadOnlyList<RetentionPeriod> Rows(Dimension by = Dimension.Total)
        {
            RetentionFold fold = new(Periods, Rates, by);
            foreach (var customer in Customers) fold.Add(customer);
            return fold.Rows();
        }

        private static Gen<CustomerLedger> Customer =>
            from country in Gen.Elements("", "US", "DE")
            from segment in Gen.Elements("", "smb")
            from items in Gen.Choose(1, 3)
            from changes in Gen.CollectToList(Enumerable.Range(0, items), _ => Item)
            select new CustomerLedger(country, segment, [.. changes.SelectMany(item => item).OrderBy(change => change.Day)]);

        private static Gen<List<BalanceChange>> Item =>
            from plan in Gen.Elements(Plans)
            from currency in Gen.Elements(Usd, Usd, Usd, Eur)
            from days in Gen.ListOf(Gen.Choose(0, Span), 5)
            from balances in Gen.ListOf(Gen.Elements(0L, 0L, 9_000_000, 29_000_000, 33_333_333, 1), 5)
            select Changes(plan, currency, [.. days.Order().Distinct()], [.. balances]);

        private static List<BalanceChange> Changes(string plan, Currency currency, List<int> days, List<long> balances) =>
            [.. days.Select((day, i) => new BalanceChange(First.AddDays(day), currency, plan, MovementKind.Expansion, balances[i] - (i == 0 ? 0 : balances[i - 1])))];
    }

    /// <summary>One customer and one sum at a time, without a thought for cost.</summary>
    private sealed record Naive(int Customers, int Left, decimal Opening, decimal End, decimal Kept, decimal Churn, decimal Unconverted)
    {
        public static Naive Of(Book book, Period period)
        {
            Naive sum = new(0, 0, 0, 0, 0, 0, 0);
            foreach (var customer in book.Customers)
            {
                var (start, end) = (Balance(customer, period.Start), Balance(customer, period.End));
                if (start.Values.Sum() == 0) continue;
                sum = sum with { Customers = sum.Customers + 1, Left = sum.Left + (end.Values.Sum() == 0 ? 1 : 0) };
                var rate = book.Rates.Find(Eur, period.Start.AddDays(-1));
                if (rate is null && (start[Eur] != 0 || end[Eur] != 0)) sum = sum with { Unconverted = sum.Unconverted + start.Values.Sum() };
                else sum = sum.With(start[Usd] + (start[Eur] * (rate ?? 0)), end[Usd] + (end[Eur] * (rate ?? 0)));
            }

            return sum;
        }

        private Naive With(decimal start, decimal end) => this with
        {
            Opening = Opening + start,
            End = End + end,
            Kept = Kept + Math.Min(start, end),
            Churn = end == 0 ? Churn - start : Churn,
        };

        private static Dictionary<Currency, long> Balance(CustomerLedger customer, DateOnly day) => new[] { Usd, Eur }.ToDictionary(
            currency => currency, currency => customer.Changes.Where(change => change.Currency == currency && change.Day < day).Sum(change => change.Amount));
    }
}
