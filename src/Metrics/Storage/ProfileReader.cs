using System.Buffers;
using Npgsql;
using RevenueBot.Metrics.Profiles;
using RevenueBot.Metrics.Storage.Rebuilding;

namespace RevenueBot.Metrics.Storage;

/// <summary>Folds every customer's facts by several sets of rules in one pass over the facts. The ledger is neither read nor written.</summary>
public sealed class ProfileReader(NpgsqlDataSource dataSource)
{
    internal const string CountFacts = "SELECT count(*) FROM (SELECT FROM subscription_event LIMIT $1) AS few";

    /// <summary>Whether there are fewer facts than this; looks at no more of them.</summary>
    public async Task<bool> HasFewerThanAsync(int facts, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        return (long)(await batch.With(CountFacts, Parameter.Int(facts)).ExecuteScalarAsync(ct))! < facts;
    }

    /// <param name="own">The rules of the ledger, and the company's calendar.</param>
    /// <param name="day">Totals at the end of this day.</param>
    /// <param name="knownAt">Null: by all facts that stand now.</param>
    public async Task<ProfileTotals> ReadAsync(LedgerRules own, DateOnly day, DateTimeOffset? knownAt, CancellationToken ct = default)
    {
        var needed = ProfileComparison.Needed(own.Profile, VendorProfiles.All);
        // Several ways lead through the same rules: each is folded once.
        List<DefinitionProfile> distinct = [.. needed.Select(step => step.Rules with { Name = "" }).Distinct()];
        Sums sums = new([.. distinct.Select(profile => own with { Profile = profile })], day, knownAt);
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using (var facts = await connection.BeginRawBinaryCopyAsync(Rebuild.CopyFacts, ct))
            await Task.Run(() => sums.Add(facts, ct), ct);
        return new ProfileTotals(day, [.. needed.Select(step => new ProfileTotal(step.Profile, step.Cause, sums.Of(distinct.IndexOf(step.Rules with { Name = "" }))))]);
    }

    private sealed class Sums(IReadOnlyList<LedgerRules> rules, DateOnly day, DateTimeOffset? knownAt)
    {
        private readonly Dictionary<Currency, long>[] _totals = [.. rules.Select(_ => new Dictionary<Currency, long>())];
        private readonly FactParser _parser = new();

        public void Add(Stream facts, CancellationToken ct)
        {
            foreach (var chunk in FactChunks.Read(facts, ct))
            {
                _parser.Read(chunk.Rows, [], Add);
                ArrayPool<byte>.Shared.Return(chunk.Buffer);
            }
        }

        public IReadOnlyList<ProfileAmount> Of(int index) =>
            [.. _totals[index].OrderBy(total => total.Key.Code, StringComparer.Ordinal).Select(total => new ProfileAmount(total.Key.Code, total.Value))];

        private void Add(CustomerFacts customer)
        {
            var known = knownAt is { } instant ? Ledger.KnownAt(customer.Facts, instant) : [.. customer.Facts.Where(fact => fact.WithdrawnAt is null).Select(fact => fact.Event)];
            for (var i = 0; i < rules.Count; i++)
            {
                foreach (var row in Movements.Fold(known, rules[i]))
                    if (row.Day <= day && row.Amount != 0) _totals[i][row.Currency] = _totals[i].GetValueOrDefault(row.Currency) + row.Amount;
            }
        }
    }
}
