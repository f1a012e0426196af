using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Access.Leaks;

/// <summary>
/// Everybody asks everything everywhere, every way, on one platform; whatever anybody gets to read is held against the oracle. A platform
/// brings the driver alone.
/// </summary>
public abstract partial class LeakMatrix
{
    public static TheoryData<Way> Ways => [.. Enum.GetValues<Way>()];

    /// <summary>Plays the cases, and gives back everything that anybody got to read by them, once nothing is left to be done.</summary>
    protected abstract Task<IReadOnlyList<Seen>> PlayAsync(IReadOnlyList<Cell> cells);

    /// <summary>Where what is told by a case is read: on some platforms what is asked in a shared place is answered elsewhere.</summary>
    protected virtual Where Heard(Cell cell) => cell.Where;

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task NobodyReadsWhatTheyMayNotSee(Way way)
    {
        var cells = Cell.Of(way);
        var seen = await PlayAsync(cells);
        foreach (var one in seen)
        {
            var may = one.IsForEverybody ? Oracle.MayReachEverybody(one.Cell) : Oracle.MayReachThem(AsHeard(one.Cell));
            (CanaryCompany.In(one.Text) & ~may).ShouldBe(Gives.Nothing, $"{one.Cell}{(one.IsForEverybody ? ", for everybody" : "")}: {one.Text}");
            if (one.IsForEverybody && way != Way.FollowUp) IsAnswered(one.Cell).ShouldBeTrue($"{one.Cell} is for everybody: {one.Text}");
        }

        var told = seen.ToLookup(one => one.Cell, one => one);
        if (way != Way.FollowUp) WhoMaySeeItGetsIt(cells, told);
        NobodyIsLeftWithoutAWord(cells, told);
        RefusalsAreTheSameWhetherACustomerExists(cells, told);
    }

    private Cell AsHeard(Cell cell) => cell with { Where = Heard(cell) };

    private bool IsAnswered(Cell cell) => Oracle.IsAnswered(AsHeard(cell));

    private void WhoMaySeeItGetsIt(IReadOnlyList<Cell> cells, ILookup<Cell, Seen> told)
    {
        // A receipt has lines, and not always the figure of its answer.
        foreach (var cell in cells.Where(cell => IsAnswered(cell) && cell.Way != Way.ReceiptButton))
        {
            var all = told[cell].Where(one => cell.Way != Way.ShareButton || one.IsForEverybody).Aggregate(Gives.Nothing, (gives, one) => gives | CanaryCompany.In(one.Text));
            (CanaryCompany.Expected(cell) & ~all).ShouldBe(Gives.Nothing, $"{cell} was told: {string.Join("\n", told[cell].Select(one => one.Text))}");
        }
    }

    /// <summary>But for bots, who are not to be talked into a conversation, everybody is told something, alone or in the channel.</summary>
    private static void NobodyIsLeftWithoutAWord(IReadOnlyList<Cell> cells, ILookup<Cell, Seen> told) =>
        cells.Where(cell => cell.Who != Who.Bot && !told[cell].Any()).ShouldBeEmpty();

    private void RefusalsAreTheSameWhetherACustomerExists(IReadOnlyList<Cell> cells, ILookup<Cell, Seen> told)
    {
        foreach (var cell in cells.Where(cell => cell.What == What.Customer && !IsAnswered(cell)))
            Words(told[cell]).ShouldBe(Words(told[cell with { What = What.UnknownCustomer }]), $"{cell}");
    }

    /// <summary>Without what is each person's and each button's own.</summary>
    private static string Words(IEnumerable<Seen> seen) => string.Join('\n', seen.Select(one => Own().Replace(one.Text, "…")).Order(StringComparer.Ordinal));

    [GeneratedRegex("ans_[A-Za-z0-9_-]+|[UD]0[A-Z]?[0-9]+|V[0-9]+|[0-9]+\\.[0-9a-z]+|[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Own();
}
