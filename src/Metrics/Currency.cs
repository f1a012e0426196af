namespace RevenueBot.Metrics;

/// <summary>
/// An ISO 4217 code in capitals with the number of decimals of its minor unit <em>as billers send it</em>:
/// 0 for JPY, 3 for KWD, 2 for most. ISK and UGX travel with two decimals although their whole unit is the
/// smallest in use (https://docs.stripe.com/currencies#special-cases).
/// </summary>
public readonly record struct Currency
{
    private Currency(string code) => Code = code;

    /// <summary>Three capital letters, for example <c>USD</c>.</summary>
    public string Code { get; }

    /// <summary>Decimals of the minor unit: an amount of 1045 minor units is 10.45 USD and 1,045 JPY.</summary>
    public int MinorDigits => Code switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "JPY" or "KMF" or "KRW" or "MGA" or "PYG" or "RWF" or "VND" or "VUV" or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "JOD" or "KWD" or "OMR" or "TND" => 3,
        _ => 2,
    };

    /// <summary>Micro-units (10⁻⁶ major) in one minor unit: 10,000 for USD, 1,000,000 for JPY, 1,000 for KWD.</summary>
    public long MicrosPerMinor => MinorDigits switch { 0 => 1_000_000, 3 => 1_000, _ => 10_000 };

    /// <summary>Reads a code in any case. Returns false for anything but three ASCII letters.</summary>
    public static bool TryParse(string? text, out Currency currency)
    {
        var valid = text is { Length: 3 } && text.All(char.IsAsciiLetter);
        currency = valid ? new Currency(text!.ToUpperInvariant()) : default;
        return valid;
    }

    /// <summary>Reads a code in any case.</summary>
    /// <exception cref="FormatException">The text is not three ASCII letters.</exception>
    public static Currency Parse(string text) =>
        TryParse(text, out var currency) ? currency : throw new FormatException($"\"{text}\" is not a currency code: three letters such as USD.");

    public override string ToString() => Code;
}
