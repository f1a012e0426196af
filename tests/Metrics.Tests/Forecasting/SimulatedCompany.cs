using RevenueBot.Metrics.Forecasting.Mrr;

namespace RevenueBot.Metrics.Tests.Forecasting;

/// <summary>
/// An invented company, customer by customer: how it grows, how its customers pay and leave, and how noisy all that is are drawn once a
/// company; in every third demand is steady. Cancels are mostly scheduled for the end of the paid period, and many customers begin with a trial.
/// </summary>
internal sealed class SimulatedCompany
{
    private const long Dollar = 1_000_000;
    private static readonly Month _first = new(2020, 1);

    private readonly Random _random;
    private readonly List<Customer> _customers = [];
    private readonly List<(double Price, int Left)> _trials = [];
    private double _demand = 1;

    private SimulatedCompany(int seed, bool atRenewal)
    {
        _random = new Random(seed);
        AtRenewal = atRenewal;
        SignUps = Math.Exp(Between(Math.Log(4), Math.Log(120)));
        var steady = seed % 3 == 0;
        Growth = steady ? 0 : Between(-0.01, 0.05);
        Slowing = Between(0.94, 1);
        Persistence = steady ? 0 : Between(0, 0.8);
        DemandNoise = steady ? 0 : Between(0.05, 0.35);
        Swing = _random.Next(3) == 0 ? Between(0.1, 0.4) : 0;
        Price = Between(20, 300);
        PriceSpread = Between(0.2, 1.1);
        Hazard = Between(0.01, 0.06);
        Yearly = Between(0, 0.5);
        Upgrades = Between(0.005, 0.04);
        Downgrades = Between(0.002, 0.015);
        TrialShare = Between(0, 0.8);
        Conversion = Between(0.2, 0.7);
    }

    private double SignUps { get; set; }
    private double Growth { get; set; }
    private double Slowing { get; }
    private double Persistence { get; }
    private double DemandNoise { get; }
    private double Swing { get; }
    private double Price { get; }
    private double PriceSpread { get; }
    private double Hazard { get; }
    private double Yearly { get; }
    private double Upgrades { get; }
    private double Downgrades { get; }
    private double TrialShare { get; }
    private double Conversion { get; }

    /// <summary>Yearly customers decide when their term is over, instead of clicking cancel at any time before.</summary>
    private bool AtRenewal { get; }

    /// <summary>Every month, and what was known at the end of the month after which <paramref name="ahead"/> months remain.</summary>
    public static (IReadOnlyList<PeriodMrr> Months, KnownAhead Known) Run(int seed, int months, int ahead, bool atRenewal = false)
    {
        SimulatedCompany company = new(seed, atRenewal);
        List<PeriodMrr> rows = [];
        var known = KnownAhead.Nothing;
        for (var i = 0; i < months; i++)
        {
            rows.Add(company.Month(i, rows.LastOrDefault()));
            if (i == months - ahead - 1) known = company.Known(ahead);
        }

        return (rows, known);
    }

    private PeriodMrr Month(int index, PeriodMrr? before)
    {
        long expansion = 0, contraction = 0, churn = 0;
        foreach (var customer in _customers.Where(customer => customer.Price > 0))
        {
            var change = customer.Live(_random, this);
            if (change > 0) expansion += change;
            else if (customer.Price > 0) contraction += change;
            else churn += change;
        }

        _customers.RemoveAll(customer => customer.Price == 0);
        var gained = Arrive(index);
        var opening = before?.Closing ?? 0;
        var closing = opening + gained + expansion + contraction + churn;
        return new()
        {
            Period = Period.Of(_first.Plus(index)), Key = "", Opening = opening, New = gained, Expansion = expansion, Contraction = contraction, Churn = churn,
            Closing = closing, Committed = closing - _customers.Where(customer => customer.EndsIn is not null).Sum(customer => customer.Price),
            Trial = _trials.Sum(trial => (long)trial.Price),
        };
    }

    private long Arrive(int index)
    {
        _demand = (Persistence * _demand) + (1 - Persistence) + (DemandNoise * Normal());
        SignUps *= 1 + (Growth *= Slowing);
        var season = 1 + (Swing * Math.Sin(index * Math.PI / 6));
        var count = Poisson(SignUps * Math.Max(_demand, 0.1) * season * (index == 0 ? 8 : 1));
        var gained = _trials.Where(trial => trial.Left == 0).Sum(trial => _random.NextDouble() < Conversion ? Join(trial.Price) : 0);
        _trials.RemoveAll(trial => trial.Left == 0);
        for (var i = 0; i < _trials.Count; i++) _trials[i] = _trials[i] with { Left = 0 };
        for (var i = 0; i < count; i++)
        {
            var price = Math.Round(Price * Math.Exp(PriceSpread * Normal())) * Dollar;
            if (index > 0 && _random.NextDouble() < TrialShare) _trials.Add((price, 0));
            else gained += Join(price);
        }

        return gained;
    }

    private long Join(double price)
    {
        _customers.Add(new Customer { Price = (long)price, Yearly = _random.NextDouble() < Yearly, Loyalty = Math.Exp(0.6 * Normal()) });
        return (long)price;
    }

    private KnownAhead Known(int ahead)
    {
        var cancels = new long[ahead];
        var later = 0L;
        foreach (var customer in _customers.Where(customer => customer.EndsIn is not null))
        {
            if (customer.EndsIn <= ahead) cancels[customer.EndsIn!.Value - 1] += customer.Price;
            else later += customer.Price;
        }

        var trials = new long[ahead];
        trials[0] = _trials.Sum(trial => (long)trial.Price);
        var renewals = new long[ahead];
        foreach (var customer in _customers.Where(customer => customer.Yearly && customer.RenewsIn <= ahead)) renewals[customer.RenewsIn - 1] += 12 * customer.Price;
        return new()
        {
            Cancels = cancels, CancelsLater = later, Trials = trials, Conversion = Conversion, Terms = _customers.Where(customer => customer.Yearly).Sum(customer => customer.Price), Renewals = renewals,
        };
    }

    private double Between(double low, double high) => low + ((high - low) * _random.NextDouble());

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private int Poisson(double mean)
    {
        if (mean > 50) return (int)Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Normal())));
        var (limit, product, count) = (Math.Exp(-mean), _random.NextDouble(), 0);
        for (; product > limit; count++) product *= _random.NextDouble();
        return count;
    }

    private sealed class Customer
    {
        private int _age;

        public long Price { get; set; }
        public bool Yearly { get; init; }
        public double Loyalty { get; init; }
        public int? EndsIn { get; private set; }
        public int RenewsIn => 12 - (_age % 12);

        /// <summary>One month: what it changed.</summary>
        public long Live(Random random, SimulatedCompany company)
        {
            _age++;
            if (EndsIn is { } left && (EndsIn = left - 1) == 0) return Set(0);
            var hazard = Math.Min(0.5, company.Hazard / Loyalty);
            if (Yearly && company.AtRenewal)
            {
                if (_age % 12 == 0 && random.NextDouble() < 1 - Math.Pow(1 - hazard, 12)) return Set(0);
            }
            else if (EndsIn is null && random.NextDouble() < hazard)
            {
                if (!Yearly && random.NextDouble() < 0.3) return Set(0); // at once, or a payment that failed
                EndsIn = Yearly ? RenewsIn : 1;
            }

            if (random.NextDouble() < company.Upgrades) return Set((long)(Price / (double)Dollar * (1.1 + random.NextDouble())) * Dollar);
            return random.NextDouble() < company.Downgrades ? Set(Math.Max(1, (long)(Price / (double)Dollar * (0.4 + (0.5 * random.NextDouble())))) * Dollar) : 0;
        }

        private long Set(long price)
        {
            var change = price - Price;
            Price = price;
            return change;
        }
    }
}
