using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Churn;
using RevenueBot.Questions.Customers;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Health;

/// <summary><c>/health NAME</c>: how one customer does and why; <c>/health</c>: how all of them do.</summary>
internal sealed class HealthAnswers(HealthDesk desk, CustomerSearch search, CustomerReader customers, ChurnDesk churn) : IMetricAnswers
{
    private const int Weeks = 12;

    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Health];

    public Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel) => asked.Question.Subject is null ? AllAsync(asked, HealthDistribution.Answer, cancel) : OneAsync(asked, CustomerHealthWords.Answer, cancel);

    public Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel) => asked.Question.Subject is null ? AllAsync(asked, HealthDistribution.Receipt, cancel) : OneAsync(asked, CustomerHealthWords.Receipt, cancel);

    private async Task<Answer> AllAsync(Asked asked, Func<Asked, HealthDesk.Everybody, Answer> write, CancellationToken cancel) => write(asked, await desk.AllAsync(asked, 0, cancel));

    private async Task<Answer> OneAsync(Asked asked, Func<KnownHealth, Answer> write, CancellationToken cancel)
    {
        var text = asked.Question.Subject!;
        var (found, corrected) = await search.FindAsync(text, cancel);
        if (found.Count > 1) return CustomerReplies.Several(asked, found);
        if (found is not [var one]) return CustomerReplies.None(asked, text);
        var named = asked with { Question = asked.Question with { Subject = one.CustomerId } };
        var (view, health) = await desk.OneAsync(named, one.CustomerId, cancel);
        var file = await customers.ReadAsync(one.CustomerId, view.At, asked.Question.KnownAt, cancel);
        var answer = write(new KnownHealth(named, view, health, CustomerWords.Name(one.CustomerId, one.Name), file?.Customer.Owner, await desk.HistoryAsync(health, named.Calendar.DayOf(health.ComputedAt), Weeks, cancel), (await churn.ReadAsync(asked, [one.CustomerId], cancel)).GetValueOrDefault(one.CustomerId)));
        return corrected ? CustomerReplies.Corrected(answer, text, CustomerWords.Name(one.CustomerId, one.Name)) : answer;
    }
}
