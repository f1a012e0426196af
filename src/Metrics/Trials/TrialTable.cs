namespace RevenueBot.Metrics.Trials;

/// <summary>Every cohort of trials as it stood at the end of a day.</summary>
/// <param name="Through">The last local day that counts: whole days only, so that the figures of a day do not depend on its hour.</param>
/// <param name="Cohorts">By month, oldest first.</param>
public sealed record TrialTable(DateOnly Through, IReadOnlyList<TrialCohort> Cohorts)
{
    /// <summary>The newest cohort whose share within so many days is final; null where none is old enough.</summary>
    public TrialCohort? LastMature(int days) => Cohorts.LastOrDefault(cohort => cohort.IsMature(days, Through));
}
