using RevenueBot.Metrics.Storage;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Storage;

public sealed class IncrementalTests
{
    private static readonly DateOnly[] Boundaries = [new(2024, 1, 1), new(2024, 2, 10), new(2024, 3, 1), new(2024, 6, 1), new(2024, 6, 17), new(2025, 1, 1)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Late_repeated_withdrawn_and_merged_facts_give_the_ledger_of_a_replay(int seed)
    {
        await using var database = await TestDatabase.CreateAsync();
        await History.WriteAsync(database.DataSource, new RandomFacts(seed), steps: 12);

        var stored = await StoredLedger.FactsAsync(database.DataSource);
        var rows = await StoredLedger.RowsAsync(database.DataSource);
        StoredLedger.Lines(rows).ShouldBe(StoredLedger.Lines(StoredLedger.Replay(stored, History.Rules)));
        rows.ShouldNotBeEmpty();
        await RollupChecks.CellsAreSumsOfRowsAsync(database.DataSource, rows, Boundaries);
        await Compaction.RunAsync(database.DataSource, TestContext.Current.CancellationToken);
        await RollupChecks.CellsAreSumsOfRowsAsync(database.DataSource, rows, Boundaries);
        await RollupChecks.TablesAreSumsOfRowsAsync(database.DataSource, rows);
    }

    public static IEnumerable<TheoryDataRow<int>> Seeds => Enumerable.Range(1, 12).Select(seed => new TheoryDataRow<int>(seed));

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_was_known_at_a_time_never_changes(int seed)
    {
        await using var database = await TestDatabase.CreateAsync();
        RandomFacts facts = new(seed + 1000);
        Clock clock = new(RandomFacts.Start.AddYears(1));
        FactStore store = new(database.DataSource, History.Rules, clock);
        LedgerReader reader = new(database.DataSource);
        List<(DateTimeOffset At, List<LedgerCell> Cells)> answers = [];
        for (var step = 0; step < 8; step++)
        {
            clock.Now = clock.Now.AddDays(1);
            await History.StepAsync(store, facts, clock);
            answers.Add((clock.Now, await CellsAsync(reader, null)));
            clock.Now = clock.Now.AddDays(1);
        }

        foreach (var (at, cells) in answers) (await CellsAsync(reader, at)).ShouldBe(cells);
    }

    private static async Task<List<LedgerCell>> CellsAsync(LedgerReader reader, DateTimeOffset? knownAt)
    {
        var snapshot = await reader.ReadAsync(new LedgerQuery(Dimension.Plan, Boundaries, knownAt), TestContext.Current.CancellationToken);
        return [.. snapshot.Cells.OrderBy(cell => (cell.LastDay, cell.Key, cell.Currency.Code, cell.Kind))];
    }
}
