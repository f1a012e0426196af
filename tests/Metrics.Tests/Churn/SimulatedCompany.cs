using RevenueBot.Metrics.Churn;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Health;

namespace RevenueBot.Metrics.Tests.Churn;

/// <summary>
/// A company whose customers leave by a planted hazard. Each month its log-odds are −4.6, and 3.0 times the share of working days without use in four
/// weeks, 1.6 while a payment fails, 0.8 for each severe ticket of 90 days (at most two); a yearly payer can only leave when its year ends. Everything
/// else about a customer is noise: its price, its seats, how many people it has, when it joined.
/// </summary>
internal sealed class SimulatedCompany(int seed, int customers, int months)
{
    private static readonly DateOnly Start = new(2023, 1, 1);
    private readonly Random _random = new(seed);

    public DateOnly Through { get; } = Start.AddMonths(months);

    public ChurnHistory History() => new([.. Enumerable.Range(0, customers).SelectMany(Rows)], Through);

    /// <summary>One life, observed at the first of each month.</summary>
    private IEnumerable<ChurnRow> Rows(int number)
    {
        Life life = new(this, number);
        life.Run();
        foreach (var day in life.Observed)
            if (ChurnReading.Of(life.TraceAt(day), Known.Moments($"{day:yyyy-MM-dd}T00:00Z"), Known.Rules) is { } reading && ChurnRow.Of(reading, life.Churns, Through) is { } row) yield return row;
    }

    private sealed class Life(SimulatedCompany company, int number)
    {
        private const int People = 3;
        private readonly Random _random = company._random;
        private readonly List<SubscriptionEvent> _events = [];
        private readonly List<TicketTrace> _tickets = [];
        private readonly List<PaymentTrace> _payments = [];
        private readonly Dictionary<DateOnly, int> _used = []; // a bit for each person
        private bool _isFailing;

        public List<DateOnly> Churns { get; } = [];

        public List<DateOnly> Observed { get; } = [];

        public void Run()
        {
            var day = Start.AddDays(_random.Next(0, (company.Through.DayNumber - Start.DayNumber) * 2 / 3));
            var (isYearly, joined, habit) = (_random.Next(5) == 0, day, 0.3 + (0.65 * _random.NextDouble()));
            _events.Add(Event(day, SubscriptionStatus.Active) with { Interval = isYearly ? IntervalUnit.Year : IntervalUnit.Month, UnitAmountMinor = _random.Next(900, 30_000), Quantity = _random.Next(1, 9) });
            for (; day < company.Through; day = day.AddDays(1))
            {
                if (_random.Next(40) == 0) habit = Math.Clamp(habit * (0.4 + (1.1 * _random.NextDouble())), 0.02, 0.95); // interest wanes, and sometimes wakes
                Live(day, habit);
                if (day.Day == 1 && day > joined) Observed.Add(day);
                if (day == joined || day.Day != Math.Min(joined.Day, 28)) continue;
                Charge(day);
                if ((isYearly && day.Month != joined.Month) || _random.NextDouble() >= Hazard(day)) continue;
                _events.Add(_events[^1] with { EventId = "end", Status = SubscriptionStatus.Canceled, EffectiveAt = At(day, 13) });
                Churns.Add(day);
                return;
            }
        }

        /// <summary>What was on file at the first instant of a day; also all that came later, which must not matter.</summary>
        public ChurnTrace TraceAt(DateOnly day) => new(
            new CustomerTrace { CustomerId = $"c{number}", Events = _events, Usage = [.. Enumerable.Range(0, People).Select(person => Trace(person, day.AddDays(-1)))], People = (People, People), Tickets = _tickets, Payments = _payments }, []);

        private double Hazard(DateOnly day)
        {
            var idle = 1 - (Enumerable.Range(0, 28).Count(back => _used.ContainsKey(day.AddDays(-back))) / 20.0);
            var severe = Math.Min(2, _tickets.Count(ticket => ticket.Severity >= TicketSeverity.High && ticket.OpenedAt > At(day.AddDays(-90), 0)));
            return 1 / (1 + Math.Exp(4.6 - (3.0 * Math.Max(0, idle)) - (_isFailing ? 1.6 : 0) - (0.8 * severe)));
        }

        private void Live(DateOnly day, double habit)
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && _random.NextDouble() < habit) _used[day] = _random.Next(1, 1 << People);
            if (_random.Next(120) == 0) _tickets.Add(new((TicketSeverity)_random.Next(1, 5), At(day, 9), At(day.AddDays(_random.Next(1, 12)), 9), _random.Next(2, 6)));
        }

        private void Charge(DateOnly day)
        {
            _isFailing = _random.NextDouble() < (_isFailing ? 0.4 : 0.07);
            _payments.Add(new("s", _isFailing ? PaymentStatus.Failed : PaymentStatus.Succeeded, At(day, 12)));
        }

        private UsageTrace Trace(int person, DateOnly last)
        {
            var days = UInt128.Zero;
            for (var back = 0; back < HealthMoments.UsageDays; back++)
                if (_used.TryGetValue(last.AddDays(-back), out var who) && (who & (1 << person)) != 0) days |= UInt128.One << back;
            return new($"u{person}", "tasks", days, 0, 0);
        }

        private static SubscriptionEvent Event(DateOnly day, SubscriptionStatus status) => Known.Event($"{day:yyyy-MM-dd}T12:00Z", 4_900, status);

        private static DateTimeOffset At(DateOnly day, int hour) => new(day.ToDateTime(new TimeOnly(hour, 0)), TimeSpan.Zero);
    }
}
