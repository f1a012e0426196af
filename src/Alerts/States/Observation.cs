namespace RevenueBot.Alerts.States;

public enum Reading : byte
{
    Known,

    /// <summary>The condition cannot hold: paid, used, undone.</summary>
    Clear,

    /// <summary>Missing, incomplete or too old: never 0.</summary>
    NoData,

    /// <summary>The subject is no longer there.</summary>
    Gone,
}

/// <summary>What one rule saw of one subject at one evaluation.</summary>
/// <param name="Subject">A customer id, <c>company</c>, a source: never a name or a value, so that a renamed customer is the same subject.</param>
/// <param name="Value">In the unit of the rule's signal; 0 and meaningless unless known.</param>
/// <param name="Note">Why there is no value, as the end of a sentence: <c>left on 3 Dec</c>.</param>
public readonly record struct Observation(string Subject, Reading Reading, decimal Value, string? Note)
{
    public static Observation Known(string subject, decimal value) => new(subject, Reading.Known, value, null);

    public static Observation Clear(string subject, string note) => new(subject, Reading.Clear, 0, note);

    public static Observation NoData(string subject, string note) => new(subject, Reading.NoData, 0, note);

    public static Observation Gone(string subject, string note) => new(subject, Reading.Gone, 0, note);
}
