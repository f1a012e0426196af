namespace RevenueBot.Jobs;

/// <summary><c>Jobs:Run</c>: whether this replica runs jobs. <c>Jobs:StartDelaySeconds</c>: how long questions have the machine to themselves after a start.</summary>
internal sealed record JobsOptions(bool Run, TimeSpan StartDelay)
{
    private const int DefaultDelay = 5;

    public static JobsOptions Read(IConfiguration configuration) =>
        new(configuration.GetValue("Jobs:Run", true), TimeSpan.FromSeconds(configuration.GetValue("Jobs:StartDelaySeconds", DefaultDelay)));
}
