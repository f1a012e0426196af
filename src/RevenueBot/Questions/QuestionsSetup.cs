namespace RevenueBot.Questions;

/// <summary>Questions: language in, answers out, by HTTP and for every other surface.</summary>
internal static class QuestionsSetup
{
    public static IServiceCollection AddQuestions(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(AskOptions.Read(configuration)).AddSingleton<Asker>();
}
