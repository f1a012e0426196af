using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Why;

/// <summary>"Why did MRR change": the bridge with the reasons of every line, and, where it is asked by customer, who they are.</summary>
internal sealed class WhyAnswers(WhyFigures figures, MovedAmounts amounts)
{
    public Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel) => WriteAsync(asked, AnswerAsync, cancel);

    /// <summary>The same figures with the number of ledger rows behind each; it names nobody.</summary>
    public Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel) => WriteAsync(asked, (context, _) => Task.FromResult(Receipt(context)), cancel);

    private async Task<Answer> WriteAsync(Asked asked, Func<WhyContext, CancellationToken, Task<Answer>> write, CancellationToken cancel)
    {
        var frame = AnswerPlan.FrameOf(asked);
        IReadOnlyList<Period> periods = [frame.Period, asked.BeforeOf(frame)];
        var view = await (asked.Question.Who ? figures.ReadAsync(asked, periods, cancel) : figures.ReasonsAsync(asked, periods, cancel));
        return await write(new WhyContext(view.Asked, frame, view.Ledger, view.Periods[0], view.Periods[1]), cancel);
    }

    private async Task<Answer> AnswerAsync(WhyContext context, CancellationToken cancel)
    {
        var bridge = new BridgePlan(context.Asked, context.Frame).Write(context.Ledger);
        if (bridge.Table is null) return bridge;
        if (!context.Asked.Question.Who)
            return bridge with { Table = WhyTables.ByReason(context.Now, context.Before, context.Money, context.Asked.Days), Suggestions = [Who(context.Asked.Question), .. bridge.Suggestions] };
        var names = await amounts.NamesAsync(context.Now.Why.Largest.Select(customer => customer.CustomerId), context.Asked.Question.KnownAt, cancel);
        return bridge with
        {
            Table = WhyTables.ByCustomer(context.Now, names, context.Money),
            Chart = null,
            NamesCustomers = true,
            Unnamed = () => bridge with { Table = WhyTables.ByCustomer(context.Now, new Dictionary<string, string>(), context.Money), Chart = null },
        };
    }

    private static Answer Receipt(WhyContext context) => Provenance.Around(context.Asked, context.Ledger) with
    {
        Headline = $"How the change of {context.Asked.MetricName} {context.Asked.Days.Within(context.Frame.First, context.Frame.Last)} adds up",
        Table = WhyTables.Receipt(context.Now, context.Money, context.Asked.Days),
        Series = context.Ledger.Rows([context.Frame.Period]),
    };

    private static Suggestion Who(Question question) => new("Which customers?", (question with { Who = true }).ToString());

    private sealed record WhyContext(Asked Asked, Frame Frame, LedgerView Ledger, Explained Now, Explained Before)
    {
        public MoneyFormat Money { get; } = MoneyFormat.For(Asked.Currency, Now.Row.Opening, Now.Row.Closing, Before.Row.Opening, Before.Row.Closing);
    }
}
