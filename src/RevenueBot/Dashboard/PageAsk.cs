using RevenueBot.Configuration;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;

namespace RevenueBot.Dashboard;

/// <summary>A question as the readers behind answers take it, for parts of a page that need more than an answer's table.</summary>
internal sealed class PageAsk(Company company, AskOptions options, TimeProvider clock)
{
    public Asked Of(Metric metric, DateOnly? asOf = null) => new()
    {
        Question = new Question { Metric = metric, AsOf = asOf }, Now = clock.GetUtcNow(), Calendar = company.Calendar, Currency = company.Currency, StaleAfter = options.StaleAfter,
    };

    /// <summary>The address of the proof of a figure that no answer on the page has to itself: that of a month, of one plan.</summary>
    public string Receipt(Question question) => $"/receipt?id={AnswerId.Of(Of(question.Metric) with { Question = question })}";
}
