using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.States;

namespace RevenueBot.Alerts.Tests;

/// <summary>What a subject showed at an evaluation. Absent: nobody looked at it.</summary>
internal enum Shown { Value, NoData, Absent, Gone }

/// <summary>
/// The rules of states, told once more and slowly: it reads the whole past of one rule and one subject from the beginning, knows no status, and
/// says where the alert stands at the end.
/// </summary>
internal sealed class EngineOracle(AlertRule rule)
{
    private static readonly TimeSpan _mostUnseen = TimeSpan.FromMinutes(30);

    public sealed record Standing(AlertState State, bool IsOpen, int Episodes);

    public Standing After(IReadOnlyList<(DateTimeOffset At, Shown Shown, decimal Value)> past)
    {
        var (isOpen, isRecovering, isHeld, isPending, isKnown, episodes, missed) = (false, false, false, false, false, 0, 0);
        var (beyond, better, last) = (TimeSpan.Zero, TimeSpan.Zero, default(DateTimeOffset));
        foreach (var (at, shown, value) in past)
        {
            if (shown == Shown.Absent && missed == 0)
            {
                missed = isOpen || isPending ? 1 : 0;
                continue; // it may have been read half way: as if nobody had evaluated
            }

            var passed = !isKnown ? TimeSpan.Zero : at - last < _mostUnseen ? at - last : _mostUnseen;
            (last, isKnown, missed) = (at, isKnown || (shown == Shown.Value && rule.Breaches(value)), 0);
            if (isPending) beyond += passed;
            if (isRecovering && !isHeld) better += passed;
            var (isBad, isGood) = (shown == Shown.Value && rule.Breaches(value), shown == Shown.Value && rule.Recovers(value));
            if (shown is Shown.Gone or Shown.Absent) (isOpen, isRecovering, isHeld, isPending) = (false, false, false, false);
            else if (shown == Shown.NoData) (isHeld, isPending) = (isOpen, false);
            else if (!isOpen)
            {
                if (isBad && (rule.For == TimeSpan.Zero || (isPending && beyond >= rule.For))) (isOpen, isPending, episodes) = (true, false, episodes + 1);
                else if (isBad && !isPending) (isPending, beyond) = (true, TimeSpan.Zero);
                else if (!isBad) isPending = false;
            }
            else if (!isGood) (isRecovering, isHeld) = (false, false);
            else if (!isRecovering)
            {
                (isRecovering, better, isHeld) = (true, TimeSpan.Zero, false);
                if (rule.KeepFiringFor == TimeSpan.Zero) (isOpen, isRecovering) = (false, false);
            }
            else if (isHeld) isHeld = false;
            else if (better >= rule.KeepFiringFor) (isOpen, isRecovering) = (false, false);
        }

        return new(isHeld ? AlertState.NoData : isRecovering ? AlertState.Recovering : isOpen ? AlertState.Firing : isPending ? AlertState.Pending : AlertState.Normal, isOpen, episodes);
    }
}
