using System.Numerics;

namespace RevenueBot.Metrics.Tests.Fold;

/// <summary>An exact fraction of big integers: the oracle rounds once and never loses a digit before.</summary>
internal readonly record struct Fraction(BigInteger Numerator, BigInteger Denominator)
{
    public static Fraction Of(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var digits = new BigInteger((uint)bits[0]) | (new BigInteger((uint)bits[1]) << 32) | (new BigInteger((uint)bits[2]) << 64);
        var scale = (bits[3] >> 16) & 0xFF;
        return new Fraction(value < 0 ? -digits : digits, BigInteger.Pow(10, scale));
    }

    public static Fraction operator *(Fraction a, Fraction b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);
    public static Fraction operator *(Fraction a, decimal b) => a * Of(b);
    public static Fraction operator /(Fraction a, decimal b) => Of(b) is var d ? new(a.Numerator * d.Denominator, a.Denominator * d.Numerator) : a;

    public static Fraction operator -(Fraction a, decimal b) => Of(b) is var o
        ? new((a.Numerator * o.Denominator) - (o.Numerator * a.Denominator), a.Denominator * o.Denominator)
        : a;

    /// <summary>Nearest whole number, halves away from zero.</summary>
    public long Round()
    {
        var twice = BigInteger.Abs(Numerator) * 2;
        var whole = (twice + Denominator) / (2 * Denominator);
        return (long)(Numerator.Sign < 0 ? -whole : whole);
    }
}
