using RevenueBot.Configuration;
using RevenueBot.Doctor;
using RevenueBot.Intel.Feeds;
using RevenueBot.Jobs;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Intel;

/// <summary>Competitive intelligence: notes that people type, and feeds that are read.</summary>
internal static class IntelSetup
{
    /// <exception cref="RefusalException">A feed of the configuration cannot be read.</exception>
    public static IServiceCollection AddIntel(this IServiceCollection services, IConfiguration configuration)
    {
        var options = IntelOptions.Read(configuration);
        services.AddSingleton(options).AddSingleton<NoteStore>().AddSingleton<EntryStore>().AddSingleton<NoteAuthors>().AddSingleton<MarketNotes>().AddSingleton<IMetricAnswers, IntelAnswers>();
        return options.Feeds.Count == 0 ? services : services.AddFeeds(options);
    }

    private static IServiceCollection AddFeeds(this IServiceCollection services, IntelOptions options) => services
        .AddSingleton<FeedLimits>().AddSingleton(provider => new FeedClient(FeedConnection.Client(options.AllowsPrivateAddresses ? _ => true : PublicAddress.IsPublic), provider.GetRequiredService<FeedLimits>()))
        .AddSingleton<IRefresh, FeedReading>()
        .AddSingleton<FeedChecks>().AddSingleton<DoctorProbe>(provider => provider.GetRequiredService<FeedChecks>().RunAsync);
}
