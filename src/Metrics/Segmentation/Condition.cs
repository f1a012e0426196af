using System.Globalization;

namespace RevenueBot.Metrics.Segmentation;

/// <summary>One condition of a rule, such as <c>mrr_to_arpa &gt;= 1.5</c> or <c>plan = pro</c>.</summary>
public sealed record Condition
{
    private static readonly string[] Operators = [">=", "<=", "!=", ">", "<", "="];

    /// <summary>Numbers by name; ARPA is handed over. Null: the customer has no such number, and no condition on it holds.</summary>
    private static readonly Dictionary<string, Func<CustomerTraits, decimal, decimal?>> Numbers = new(StringComparer.Ordinal)
    {
        ["mrr"] = (traits, _) => traits.Mrr / 1_000_000,
        ["mrr_to_arpa"] = (traits, arpa) => arpa > 0 ? traits.Mrr / arpa : null,
        ["growth"] = (traits, _) => traits.Growth,
        ["discount"] = (traits, _) => traits.Discount,
        ["active_users"] = (traits, _) => traits.Activity.Users,
        ["active_days"] = (traits, _) => traits.Activity.Days,
        ["trial"] = (traits, _) => traits.IsInTrial ? 1 : 0,
        ["tier"] = (traits, _) => traits.Tier,
    };

    private static readonly Dictionary<string, Func<CustomerTraits, string>> Texts = new(StringComparer.Ordinal)
    {
        ["plan"] = traits => traits.Plan, ["country"] = traits => traits.Country, ["segment"] = traits => traits.Segment,
    };

    private readonly string _name, _operator, _value;
    private readonly decimal _number;

    private Condition(string name, string op, string value, decimal number) => (_name, _operator, _value, _number) = (name, op, value, number);

    /// <summary>The names a condition may begin with.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Numbers.Keys, .. Texts.Keys];

    /// <summary>Reads a condition; null for what is none.</summary>
    public static Condition? Parse(string text)
    {
        var op = Operators.FirstOrDefault(op => text.Contains(op, StringComparison.Ordinal));
        if (op is null) return null;
        var at = text.IndexOf(op, StringComparison.Ordinal);
        var (name, value) = (text[..at].Trim(), text[(at + op.Length)..].Trim());
        if (Texts.ContainsKey(name)) return op is "=" or "!=" && value.Length > 0 ? new(name, op, value, 0) : null;
        return Numbers.ContainsKey(name) && decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? new(name, op, value, number) : null;
    }

    /// <param name="arpa">Mean MRR of a paying customer on that day, micro-units; 0 without one.</param>
    public bool Holds(CustomerTraits traits, decimal arpa)
    {
        if (Texts.TryGetValue(_name, out var text)) return text(traits).Equals(_value, StringComparison.OrdinalIgnoreCase) == (_operator == "=");
        return Numbers[_name](traits, arpa) is { } number && Compare(number);
    }

    public override string ToString() => $"{_name} {_operator} {_value}";

    private bool Compare(decimal number) => _operator switch
    {
        ">=" => number >= _number,
        "<=" => number <= _number,
        ">" => number > _number,
        "<" => number < _number,
        "=" => number == _number,
        _ => number != _number,
    };
}
