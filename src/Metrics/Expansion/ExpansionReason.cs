namespace RevenueBot.Metrics.Expansion;

/// <summary>Why a customer is ready to grow.</summary>
public enum ExpansionReason : short
{
    /// <summary>It used more than 80% of what its plan allows in the running billing cycle.</summary>
    Limit = 1,

    /// <summary>More than one of its people were active in the last 30 days, and there is a higher plan.</summary>
    Team = 2,

    /// <summary>It is among the tenth of the entry plan's customers who use it most.</summary>
    PowerUse = 3,
}

/// <summary>Why an offer would be out of place now; the first that is the case.</summary>
public enum HeldBy : short { Nothing = 0, FailingPayment = 1, SevereTicket = 2, ScheduledCancel = 3 }

/// <summary>Why the money that an upgrade could bring cannot be told.</summary>
public enum NoGain : short { None = 0, NoHigherPlan = 1, NoPrice = 2, NoRate = 3 }
