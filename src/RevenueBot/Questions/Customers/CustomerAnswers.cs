using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Churn;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Customers;

/// <summary><c>/customer NAME</c>: what one customer pays, and how it came there.</summary>
internal sealed class CustomerAnswers(CustomerSearch search, CustomerReader reader, MovementReader movements, LedgerReader ledger, ChurnDesk churn) : IMetricAnswers
{
    private const int MostSteps = 12;
    private const int MostRows = 40;

    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Customer];

    public Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel) => FindAsync(asked, Answer, cancel);

    public Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel) => FindAsync(asked, Receipt, cancel);

    /// <summary>Everything that is known of one customer.</summary>
    private sealed record Known(Asked Asked, Answer Around, CustomerFile File, CustomerLedger Ledger, IReadOnlyList<MovementRow> Rows, LedgerSnapshot Snapshot, FxRates Rates, KnownChurn? Churn)
    {
        public string Name => CustomerWords.Name(File.Customer.CustomerId, File.Customer.Name);

        public string PlanName(string id) => Snapshot.KeyNames.GetValueOrDefault(id)?.Name ?? id;
    }

    private async Task<Answer> FindAsync(Asked asked, Func<Known, Answer> write, CancellationToken cancel)
    {
        if (asked.Question.Subject is not { } text) return CustomerReplies.Reply(asked, "Say which customer: /customer NAME, or /customer and an id.", []);
        var (found, corrected) = await search.FindAsync(text, cancel);
        if (found.Count > 1) return CustomerReplies.Several(asked, found);
        if (found is not [var one] || await ReadAsync(asked with { Question = asked.Question with { Subject = one.CustomerId } }, cancel) is not { } known) return CustomerReplies.None(asked, text);
        return corrected ? CustomerReplies.Corrected(write(known), text, known.Name) : write(known);
    }

    private async Task<Known?> ReadAsync(Asked asked, CancellationToken cancel)
    {
        var id = asked.Question.Subject!;
        var end = asked.Calendar.StartOf(asked.Day.AddDays(1));
        if (await reader.ReadAsync(id, end < asked.Now ? end : asked.Now, asked.Question.KnownAt, cancel) is not { } file) return null;
        var snapshot = await ledger.ContextAsync(Dimension.Plan, asked.Day, asked.Question.KnownAt, cancel);
        List<MovementRow> rows = [];
        await foreach (var row in movements.ReadAsync(new MovementQuery(To: asked.Day.AddDays(1), CustomerId: id, KnownAt: asked.Question.KnownAt), cancel)) rows.Add(row);
        var rates = new FxRates(asked.Currency, snapshot.FxRates);
        var around = Provenance.Around(asked, snapshot.Sources, snapshot.ProfileName) with { NamesCustomers = true };
        return new(asked, around, file, new CustomerLedger(rows.ConvertAll(row => row.Movement), asked.Day, rates), rows, snapshot, rates, (await churn.ReadAsync(asked, [id], cancel)).GetValueOrDefault(id));
    }

    private static Answer Answer(Known known) => known.Around with
    {
        Headline = CustomerWords.Finding(known.Asked, known.Name, known.Ledger, known.Rates),
        Sentences = [.. CustomerWords.Sentences(known.Asked, known.File, known.Ledger), .. ChurnWords.Sentences(known.Asked, known.Churn)],
        Figures = [.. CustomerWords.Figures(known.Asked, known.File, known.Ledger, known.PlanName), .. ChurnWords.Figures(known.Asked, known.Churn)],
        Table = History(known),
        Series = [known.Ledger.Now],
        Suggestions = [new("MRR", "/mrr")],
    };

    /// <summary>The last days that moved it, oldest first: change and balance after it.</summary>
    private static AnswerTable? History(Known known)
    {
        var steps = known.Ledger.Steps.TakeLast(MostSteps).ToList();
        if (steps.Count == 0) return null;
        var money = MoneyFormat.For(known.Ledger.Currency, steps.Select(step => step.Balance));
        var left = known.Ledger.Steps.Count - steps.Count;
        return new(
            [known.Ledger.Currency.Code, "Change", "MRR", "What"],
            [.. steps.Select(step => (IReadOnlyList<string>)[known.Asked.Days.Day(step.Day), money.SignedCell(step.Change), money.Cell(step.Balance), CustomerWords.What(step)])],
            left == 0 ? null : $"{Format.Counted(left, "earlier change")} left out; the receipt has every row.");
    }

    /// <summary>Its ledger rows: they add up to its MRR.</summary>
    private static Answer Receipt(Known known)
    {
        var rows = known.Rows.Where(row => row.Movement.Amount != 0).ToList();
        var shown = rows.TakeLast(MostRows).ToList();
        var money = MoneyFormat.For(known.Asked.Currency, known.Ledger.Now.Closing);
        return known.Around with
        {
            Headline = $"How MRR of {money.Text(known.Ledger.Now.Closing)} of {known.Name} on {known.Asked.Days.Day(known.Asked.Day)} adds up",
            Table = new(
                ["Day", "Amount", "Currency", "Kind"],
                [
                    .. Earlier(rows[..^shown.Count]), .. shown.Select(row => Row(known.Asked.Days.Day(row.Movement.Day), row.Movement.Amount, row.Movement.Currency, Kind(row.Movement))),
                    .. rows.GroupBy(row => row.Movement.Currency).Select(group => Row("Sum", group.Sum(row => row.Movement.Amount), group.Key, Format.Counted(group.Count(), "row"))),
                ]),
            Series = [known.Ledger.Now],
        };
    }

    private static IEnumerable<IReadOnlyList<string>> Earlier(List<MovementRow> rows) => rows.GroupBy(row => row.Movement.Currency)
        .Select(group => Row("Before", group.Sum(row => row.Movement.Amount), group.Key, Format.Counted(group.Count(), "row")));

    private static IReadOnlyList<string> Row(string label, long amount, Currency currency, string what) =>
        [label, new MoneyFormat(currency, currency.MicrosPerMinor).SignedCell(amount), currency.Code, what];

    private static string Kind(Movement movement) => movement.Kind.ToString().ToLowerInvariant();
}
