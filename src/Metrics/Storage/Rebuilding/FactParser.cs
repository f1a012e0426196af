using System.Text;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage.Rebuilding;

/// <summary>All facts of one customer.</summary>
internal readonly record struct CustomerFacts(string CustomerId, CustomerKeys Keys, List<KnownEvent> Facts);

/// <summary>Reads customers from a chunk of binary rows: the columns of <see cref="EventRow.ColumnNames"/>.</summary>
internal sealed class FactParser
{
    private readonly Texts _texts = new();
    private readonly List<KnownEvent> _facts = [];

    /// <summary>Calls <paramref name="use"/> once per customer; the list is used again for the next.</summary>
    /// <param name="keys">Rows of <see cref="KeyRows"/>; empty where keys are not needed.</param>
    public void Read(ReadOnlySpan<byte> rows, ReadOnlySpan<byte> keys, Action<CustomerFacts> use)
    {
        CopyReader reader = new(rows), keyReader = new(keys);
        ReadOnlySpan<byte> current = default;
        CustomerFacts customer = default;
        while (!reader.AtEnd)
        {
            reader.Fields();
            var id = reader.Field();
            if (!id.SequenceEqual(current) || customer.Facts is null)
            {
                if (customer.Facts is not null) use(customer);
                _facts.Clear();
                current = id;
                customer = new CustomerFacts(Encoding.UTF8.GetString(id), KeysOf(id, ref keyReader), _facts);
            }

            _facts.Add(ReadFact(ref reader, customer.CustomerId));
        }

        if (customer.Facts is not null) use(customer);
    }

    /// <summary>Steps to the customer; none where facts name a customer that has no row yet.</summary>
    private CustomerKeys KeysOf(ReadOnlySpan<byte> id, ref CopyReader keys)
    {
        while (!keys.AtEnd)
        {
            var here = keys;
            keys.Fields();
            var order = keys.Field().SequenceCompareTo(id);
            if (order > 0)
            {
                keys = here;
                break;
            }

            ReadOnlySpan<byte> country = keys.Field(), segment = keys.Field();
            if (order == 0) return new CustomerKeys(_texts.Common(country), _texts.Common(segment));
        }

        return CustomerKeys.None;
    }

    private KnownEvent ReadFact(ref CopyReader reader, string customerId)
    {
        var fact = new SubscriptionEvent
        {
            CustomerId = customerId, Source = (FactSource)reader.Short(), EventId = Encoding.UTF8.GetString(reader.Field()),
            SubscriptionId = _texts.Recent(reader.Field(), 0), ItemId = _texts.Recent(reader.Field(), 1), PlanId = _texts.Common(reader.Field()),
            Quantity = reader.Number(), UnitAmountMinor = reader.Number(), AmountMinor = reader.NumberOrNull(), Currency = _texts.Currency(reader.Field()),
            Interval = (IntervalUnit)reader.Short(), IntervalCount = reader.Int(),
            Discounts = reader.TryField(out var discounts) ? DiscountText.Read(Encoding.UTF8.GetString(discounts)) : [],
            Status = (SubscriptionStatus)reader.Short(), CancelAtPeriodEnd = reader.Flag(), CurrentPeriodEnd = reader.TimeOrNull(), TrialEnd = reader.TimeOrNull(),
            EffectiveAt = reader.Time(), Sequence = reader.Long(), Kind = (ItemKind)reader.Short(), TaxMinor = reader.Number(),
        };
        return new KnownEvent(fact, reader.Time(), reader.TimeOrNull());
    }
}

/// <summary>Texts that come again and again, made once.</summary>
internal sealed class Texts
{
    private const int MaxCommon = 10_000;

    private readonly Dictionary<string, string> _common = [];
    private readonly Dictionary<string, Currency> _currencies = [];
    private readonly string[] _recent = ["", ""];

    /// <summary>One of few: a plan, a country.</summary>
    public string Common(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return "";
        if (utf8.Length > 256) return Encoding.UTF8.GetString(utf8);
        Span<char> chars = stackalloc char[256];
        var text = chars[..Encoding.UTF8.GetChars(utf8, chars)];
        var lookup = _common.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(text, out var known)) return known;
        if (_common.Count >= MaxCommon) _common.Clear();
        var made = text.ToString();
        return _common[made] = made;
    }

    /// <summary>Most likely the same as in the row before: a subscription, an item.</summary>
    public string Recent(ReadOnlySpan<byte> utf8, int slot)
    {
        var last = _recent[slot];
        if (last.Length == utf8.Length && System.Text.Ascii.Equals(utf8, last)) return last;
        return _recent[slot] = Encoding.UTF8.GetString(utf8);
    }

    public Currency Currency(ReadOnlySpan<byte> utf8)
    {
        var code = Common(utf8);
        return _currencies.TryGetValue(code, out var known) ? known : _currencies[code] = Metrics.Currency.Parse(code);
    }
}
