namespace RevenueBot.Questions;

/// <summary><c>Questions:StaleAfterHours</c>: how old data may be before an answer says so above its figures.</summary>
internal sealed record AskOptions(TimeSpan StaleAfter)
{
    private const int DefaultHours = 24;

    public static AskOptions Read(IConfiguration configuration) =>
        new(TimeSpan.FromHours(configuration.GetValue("Questions:StaleAfterHours", DefaultHours)));
}
