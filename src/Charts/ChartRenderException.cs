namespace RevenueBot.Charts;

/// <summary>A picture could not be made; the message says what to do. Send the figures without it.</summary>
public sealed class ChartRenderException : Exception
{
    /// <summary>Only the renderer makes these.</summary>
    internal ChartRenderException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
