namespace RevenueBot.Alerts.Rules;

/// <summary>What a rule measures.</summary>
public enum Signal
{
    /// <summary>Health of a customer, 0 to 100.</summary>
    Health,

    /// <summary>Probability that a customer leaves within 90 days, 0 to 1.</summary>
    ChurnChance,

    /// <summary>Failed tries to collect since the last payment that succeeded.</summary>
    FailedPayments,

    /// <summary>Share of a customer's MRR that a scheduled cancel ends, 0 to 1.</summary>
    CancelledShare,

    /// <summary>Days until the end of a trial in which nothing was used.</summary>
    UnusedTrialDays,

    /// <summary>The largest share of a limit that was used in the billing cycle; 1 is the limit.</summary>
    LimitShare,

    /// <summary>Share of its MRR that a customer gave up by a smaller plan, price or quantity within seven days, 0 to 1.</summary>
    ContractionShare,

    /// <summary>Change of the company's MRR within seven days, as a fraction; negative where it fell.</summary>
    MrrChange,

    /// <summary>Where MRR stands at the end of the month at the pace so far, as a fraction of the target.</summary>
    TargetOutlook,

    /// <summary>A customer's lowest latest answer to the recommendation survey, 0 to 10.</summary>
    NpsScore,

    /// <summary>Hours for which nothing has arrived from a source.</summary>
    SilentHours,
}

/// <summary>What a subject key of a signal names.</summary>
public enum SubjectKind { Customer, Company, Source }
