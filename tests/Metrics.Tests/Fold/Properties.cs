using FsCheck;
using FsCheck.Fluent;

namespace RevenueBot.Metrics.Tests.Fold;

internal static class Properties
{
    /// <summary>
    /// The same cases on every run, so that a red build is a red change. Set REVENUEBOT_TEST_SEED to a number to look elsewhere.
    /// </summary>
    public static void Check<T>(Arbitrary<T> values, Action<T> property, int cases)
    {
        var seed = ulong.TryParse(Environment.GetEnvironmentVariable("REVENUEBOT_TEST_SEED"), out var given) ? given : 20_260_101UL;
        var config = Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(seed, seed | 1);
        FsCheck.Check.One(config, Prop.ForAll(values, property));
    }
}
