namespace RevenueBot.Ingest.Sample;

/// <summary>What a customer of a tier may do on any day, as probabilities.</summary>
internal sealed record Habits(double Cancel, double Upgrade, double Downgrade, double Seats, double Yearly, double Pause, double ToFree)
{
    /// <summary>Of changes in seats, those that add some.</summary>
    public const double SeatsUp = 0.64;

    public const double CancelAtOnce = 0.18;
    public const double UndoCancel = 0.008;
    public const double RetentionOffer = 0.45;
    public const double OfferEnds = 0.003;
    public const double PaymentFails = 0.035;
    public const double RetrySucceeds = 0.6;
    public const double Refund = 0.012;
    public const double Dispute = 0.0025;
    public const double Return = 0.0016;
    public const double ReturnFromFree = 0.004;
    public const double SecondSubscription = 0.0006;

    public static Habits Of(SamplePlan plan) => plan.Tier switch
    {
        1 => new(Cancel: 0.00150, Upgrade: 0.0011, Downgrade: 0, Seats: 0.003, Yearly: 0.0007, Pause: 0.0005, ToFree: 0.00025),
        2 => new(Cancel: 0.00105, Upgrade: 0.0005, Downgrade: 0.0006, Seats: 0.008, Yearly: 0.0008, Pause: 0.0004, ToFree: 0.0001),
        _ => new(Cancel: 0.00065, Upgrade: 0, Downgrade: 0.0006, Seats: 0.009, Yearly: 0.0007, Pause: 0.0002, ToFree: 0),
    };
}
