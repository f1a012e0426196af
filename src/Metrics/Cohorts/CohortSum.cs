using System.Runtime.InteropServices;
using RevenueBot.Metrics.Retention;

namespace RevenueBot.Metrics.Cohorts;

/// <summary>The exact sums of one cohort.</summary>
/// <param name="ends">The day after each month end, from the cohort's own month.</param>
internal sealed class CohortSum(DateOnly[] ends)
{
    private readonly int[] _active = new int[ends.Length], _survivors = new int[ends.Length];
    private readonly decimal[] _mrr = new decimal[ends.Length], _kept = new decimal[ends.Length];
    private readonly Dictionary<Currency, long> _unconverted = [];
    private decimal[]? _revenue;
    private decimal _initial;
    private int _size;

    /// <param name="first">The day it first paid.</param>
    public void Add(IReadOnlyList<BalanceChange> changes, DateOnly first, FxRates rates, IReadOnlyList<CashMove>? revenue)
    {
        _size++;
        var timeline = BalanceTimeline.Of(changes, [first.AddDays(1), .. ends.Where(end => end > first.AddDays(1))]);
        var skip = ends[0] > first.AddDays(1) ? 1 : 0; // the first may be the month end itself
        Count(timeline, skip);
        if (Rates(timeline, first, rates) is { } converted) AddMoney(timeline, skip, converted);
        if (revenue is not null) AddRevenue(revenue, rates);
    }

    public Cohort ToCohort(Month month, bool lastIsPart) => new(
        month, _size, Micros(_initial),
        [.. ends.Select((_, i) => new CohortCell(_active[i], i == 0 ? _size : _survivors[i], Micros(_mrr[i]), Micros(_kept[i]), _revenue is null ? null : Micros(_revenue[i])))],
        lastIsPart)
    {
        Unconverted = [.. _unconverted.Select(pair => new Unconverted(pair.Key, pair.Value)).OrderBy(amount => amount.Currency.Code, StringComparer.Ordinal)],
    };

    /// <summary>Who pays at a later month end had not left: a pause or a gap ends no life. All of a cohort begin alive.</summary>
    private void Count(BalanceTimeline timeline, int skip)
    {
        var survives = false;
        for (var i = ends.Length - 1; i >= 0; i--)
        {
            var pays = timeline.IsPayingAt(i + skip);
            survives |= pays;
            if (pays) _active[i]++;
            if (survives) _survivors[i]++;
        }
    }

    /// <summary>Each currency's rate on the day of the first payment; null where one of them has none.</summary>
    private decimal[]? Rates(BalanceTimeline timeline, DateOnly first, FxRates rates)
    {
        var found = new decimal[timeline.Currencies.Count];
        for (var i = 0; i < found.Length; i++)
        {
            if (rates.Find(timeline.Currencies[i].Currency, first) is { } rate) found[i] = rate;
            else
            {
                foreach (var (currency, balances) in timeline.Currencies)
                    if (balances[0] != 0) CollectionsMarshal.GetValueRefOrAddDefault(_unconverted, currency, out _) += balances[0];
                return null;
            }
        }

        return found;
    }

    private void AddMoney(BalanceTimeline timeline, int skip, decimal[] rates)
    {
        var initial = At(0);
        _initial += initial;
        for (var i = 0; i < ends.Length; i++)
        {
            var mrr = At(i + skip);
            _mrr[i] += mrr;
            _kept[i] += Math.Min(initial, mrr);
        }

        decimal At(int day)
        {
            decimal sum = 0;
            for (var i = 0; i < rates.Length; i++) sum += timeline.Currencies[i].Balances[day] * rates[i];
            return sum;
        }
    }

    /// <summary>Cash is worth what its day's rate says; only retention is measured at the rates of the first day.</summary>
    private void AddRevenue(IReadOnlyList<CashMove> moves, FxRates rates)
    {
        _revenue ??= new decimal[ends.Length];
        foreach (var move in moves)
        {
            if (rates.Find(move.Currency, move.Day) is not { } rate) continue;
            for (var i = ends.Length - 1; i >= 0 && ends[i] > move.Day; i--) _revenue[i] += move.Amount * rate;
        }
    }

    private static long Micros(decimal exact) => decimal.ToInt64(Math.Round(exact, MidpointRounding.AwayFromZero));
}
