using RevenueBot.Metrics.Churn.Learning;

namespace RevenueBot.Metrics.Tests.Churn.Learning;

/// <summary>Invented customers of four kinds, after public churn tables, whose true chance to leave is known.</summary>
internal static class ChurnFamilies
{
    /// <summary>Rows and the log-odds by which their outcomes were drawn.</summary>
    internal sealed record Family(LearningTable Table, double[] Truth)
    {
        public (LearningTable Known, LearningTable New, double[] Truth) Split(int known) =>
            (Rows(0, known), Rows(known, Table.Rows), Truth[known..]);

        private LearningTable Rows(int from, int to) =>
            new([.. Table.Columns.Select(column => column with { Values = column.Values[from..to] })], Table.Outcomes[from..to]);
    }

    public static Family Make(string name, int rows) => name switch
    {
        "telephone" => Telephone(rows),
        "bank" => Bank(rows),
        "rare" => Rare(rows),
        "noise" => Noise(rows),
        _ => throw new ArgumentException("There is no such family.", nameof(name)),
    };

    /// <summary>Contracts and services as categories, a skewed tenure, and a total that is tenure times price.</summary>
    private static Family Telephone(int rows) => Draw(rows, 31, ["contract:month,year,two years", "line:dsl,fibre,none", "payment:card,transfer,check", "tenure", "price", "total"], random =>
    {
        var (contract, line, payment) = (random.Next(5) is var c && c < 3 ? 0 : c - 2, random.Next(3), random.Next(3));
        var (tenure, price) = (Math.Floor(72 * Math.Pow(random.NextDouble(), 1.6)), 20 + (30 * (line == 2 ? 0 : line + 1)) + (20 * random.NextDouble()));
        var logit = 0.2 - (1.1 * contract) + (line == 1 ? 0.9 : line == 2 ? -0.7 : 0) + (payment == 2 ? 0.5 : 0) - (0.8 * (Math.Log(1 + tenure) - 2)) + (0.01 * (price - 60)) - 0.8;
        return ([contract, line, payment, tenure, price, tenure == 0 ? double.NaN : tenure * price * (0.95 + (0.1 * random.NextDouble()))], logit);
    });

    /// <summary>Age that matters most in the middle, balances of which a third are 0, and products of which two are best.</summary>
    private static Family Bank(int rows) => Draw(rows, 32, ["country:France,Germany,Spain", "active:no,yes", "age", "balance", "products", "score", "salary"], random =>
    {
        var (country, active, age) = (random.Next(3), random.Next(2), 18 + (60 * Math.Pow(random.NextDouble(), 1.5)));
        var (balance, products) = (random.Next(3) == 0 ? 0 : 120_000 * Math.Exp(0.4 * Tables.Normal(random)), 1 + Math.Min(random.Next(5) / 2, 3));
        var logit = -1.9 + (1.8 * Math.Exp(-Math.Pow((age - 52) / 12, 2))) + (country == 1 ? 0.7 : 0) - (active == 1 && age > 35 ? 0.9 : 0) + (products == 2 ? -1.1 : products == 3 ? 1.6 : 0.3) + (balance > 0 ? 0.3 : 0);
        return ([country, active, age, balance, products, 650 + (90 * Tables.Normal(random)), 200_000 * random.NextDouble()], logit);
    });

    /// <summary>One in eight leaves: whoever calls support often, and whoever talks much by day without a voice mail.</summary>
    private static Family Rare(int rows) => Draw(rows, 33, ["state:" + string.Join(',', Enumerable.Range(0, 30).Select(i => $"S{i}")), "abroad:no,yes", "mail:no,yes", "day", "evening", "night", "calls", "length"], random =>
    {
        var (state, abroad, mail) = (random.Next(30), random.Next(10) == 0 ? 1 : 0, random.Next(10) < 3 ? 1 : 0);
        var (day, evening, calls) = (180 + (54 * Tables.Normal(random)), 200 + (50 * Tables.Normal(random)), (double)Math.Min(Math.Min(random.Next(6), random.Next(8)), 7));
        var logit = -3.6 + (day > 240 && mail == 0 ? 3.2 : 0) + (calls >= 4 ? (day < 160 ? 4 : 1.2) : 0) + (abroad == 1 ? 1.9 : 0) + (0.004 * (evening - 200)) + (0.02 * (state % 5));
        return ([state, abroad, mail, day, evening, 200 + (50 * Tables.Normal(random)), calls, 100 + (40 * Tables.Normal(random))], logit);
    });

    /// <summary>Twenty numbers, of which five matter a little; amounts between a billionth and a billion among them.</summary>
    private static Family Noise(int rows) => Draw(rows, 34, [.. Enumerable.Range(0, 20).Select(i => $"n{i}")], random =>
    {
        var values = Enumerable.Range(0, 20).Select(i => i % 8 == 7 ? Math.Pow(10, 3 * Tables.Normal(random)) : Tables.Normal(random)).ToArray();
        return (values, -1 + (0.5 * values[0]) - (0.4 * values[1]) + (0.3 * values[2]) + (0.1 * Math.Log10(values[7])) - (0.1 * Math.Log10(values[15])));
    });

    /// <param name="columns">A name, and behind a colon its categories.</param>
    private static Family Draw(int rows, int seed, string[] columns, Func<Random, (double[] Values, double Logit)> draw)
    {
        var random = new Random(seed);
        var (drawn, outcomes) = (new (double[] Values, double Logit)[rows], new bool[rows]);
        for (var row = 0; row < rows; row++)
        {
            drawn[row] = draw(random);
            outcomes[row] = random.NextDouble() < 1 / (1 + Math.Exp(-drawn[row].Logit));
        }

        var built = columns.Select((column, i) => new LearningColumn(Named(column.Split(':')), [.. drawn.Select(row => row.Values[i])]));
        return new(new([.. built], outcomes), [.. drawn.Select(row => row.Logit)]);
    }

    private static Feature Named(string[] parts) => new(parts[0]) { Categories = parts.Length > 1 ? parts[1].Split(',') : null };
}
