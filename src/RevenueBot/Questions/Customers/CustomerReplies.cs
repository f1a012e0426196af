using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Customers;

/// <summary>Replies where a question about one customer does not say which, without a figure. They are for those who may see customers: they say whether there is one.</summary>
internal static class CustomerReplies
{
    private const int MostChoices = 3;

    public static Answer None(Asked asked, string text) => Reply(asked, $"No customer is called “{CustomerWords.Name(text, null)}”, and none has that id.", []);

    public static Answer Several(Asked asked, IReadOnlyList<CustomerName> found) => Reply(asked, Sentence(found), found);

    public static Answer Reply(Asked asked, string headline, IReadOnlyList<CustomerName> choices) => new()
    {
        Id = AnswerId.OfText(asked.Question.ToString()), Kind = AnswerKind.NotUnderstood, Question = AnswerId.Cut(asked.Question.ToString()), Headline = headline, NamesCustomers = true,
        Suggestions = [.. choices.Take(MostChoices).Select(name => new Suggestion(Label(name, choices), (asked.Question with { Subject = name.CustomerId }).ToString()))],
    };

    /// <summary>An answer about a customer whose name was put right says so first.</summary>
    public static Answer Corrected(Answer answer, string typed, string name) =>
        answer with { Sentences = [$"Read “{CustomerWords.Name(typed, null)}” as {name}.", .. answer.Sentences] };

    private static string Sentence(IReadOnlyList<CustomerName> found) => found.Count <= MostChoices
        ? $"{Format.Capital(Format.CountWord(found.Count))} customers match: {string.Join(", ", found.Select(name => CustomerWords.Name(name.CustomerId, name.Name)))}."
        : $"More than {Format.CountWord(MostChoices)} customers match: type more of the name.";

    /// <summary>Two of the same name are told apart by their ids.</summary>
    private static string Label(CustomerName name, IReadOnlyList<CustomerName> choices) =>
        choices.Count(other => other.Name == name.Name) > 1 ? $"{CustomerWords.Name(name.CustomerId, name.Name)} ({name.CustomerId})" : CustomerWords.Name(name.CustomerId, name.Name);
}
