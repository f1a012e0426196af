using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Customers;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Expansion;

/// <summary><c>/expansion</c>: who is ready to grow and what it could bring; <c>/expansion NAME</c>: one customer.</summary>
internal sealed class ExpansionAnswers(ExpansionDesk desk, CustomerSearch search) : IMetricAnswers
{
    private const int MostRows = 12;

    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Expansion];

    public Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel) => asked.Question.Subject is null ? AllAsync(asked, ExpansionList.Answer, cancel) : OneAsync(asked, ExpansionOfOne.Answer, cancel);

    public Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel) => asked.Question.Subject is null ? AllAsync(asked, ExpansionList.Receipt, cancel) : OneAsync(asked, ExpansionOfOne.Receipt, cancel);

    private async Task<Answer> AllAsync(Asked asked, Func<Asked, ExpansionView, Answer> write, CancellationToken cancel)
    {
        var view = await desk.BestAsync(asked, MostRows, 0, cancel);
        return write(asked, view) with { Unnamed = () => write(asked, view.Unnamed()) with { NamesCustomers = false, Suggestions = [] } };
    }

    private async Task<Answer> OneAsync(Asked asked, Func<Asked, ExpansionView, string, Answer> write, CancellationToken cancel)
    {
        var text = asked.Question.Subject!;
        var (found, corrected) = await search.FindAsync(text, cancel);
        if (found.Count > 1) return CustomerReplies.Several(asked, found);
        if (found is not [var one]) return CustomerReplies.None(asked, text);
        var named = asked with { Question = asked.Question with { Subject = one.CustomerId } };
        var view = await desk.OfAsync(named, one.CustomerId, cancel);
        var name = CustomerWords.Name(one.CustomerId, one.Name);
        var answer = write(named, view, name);
        return corrected ? CustomerReplies.Corrected(answer, text, name) : answer;
    }
}
