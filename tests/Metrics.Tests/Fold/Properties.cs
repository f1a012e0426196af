using FsCheck;
using FsCheck.Fluent;

namespace RevenueBot.Metrics.Tests.Fold;

internal static class Properties
{
    /// <summary>
    /// The same cases on every run, so that a red build is a red change. REVENUEBOT_TEST_SEED, a number, looks elsewhere;
    /// REVENUEBOT_TEST_FACTOR looks that many times longer.
    /// </summary>
    public static void Check<T>(Arbitrary<T> values, Action<T> property, int cases)
    {
        var seed = Setting("REVENUEBOT_TEST_SEED", 20_260_101);
        var config = Config.QuickThrowOnFailure.WithMaxTest(cases * Setting("REVENUEBOT_TEST_FACTOR", 1)).WithReplay((ulong)seed, (ulong)seed | 1);
        FsCheck.Check.One(config, Prop.ForAll(values, property));
    }

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : otherwise;
}
