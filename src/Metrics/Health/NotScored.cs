namespace RevenueBot.Metrics.Health;

/// <summary>Why a customer has no running score.</summary>
public enum NotScored : short
{
    None = 0, Free = 1, Trial = 2, Paused = 3,

    /// <summary>Its score stands as it was when it left.</summary>
    Left = 4,

    /// <summary>It has paid for less than 14 days.</summary>
    New = 5,
}
