using RevenueBot.Access;
using RevenueBot.Access.Granting;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Access;

public sealed class AccessBookTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_grant_that_is_made_while_grants_are_read_counts_at_once()
    {
        AccessGrant eva = new(new(Platform.Slack, "", SubjectKind.Person, "UEVA"), true, "totals", "test", DateTimeOffset.UnixEpoch);
        TaskCompletionSource<IReadOnlyList<AccessGrant>> first = new();
        Queue<Task<IReadOnlyList<AccessGrant>>> reads = new([first.Task, Task.FromResult<IReadOnlyList<AccessGrant>>([eva])]);
        using AccessBook book = new(new Dictionary<Platform, AccessRules>(), Roles.BuiltIn, _ => reads.Dequeue(), TimeProvider.System);

        var before = book.GrantsAsync(Cancel);
        book.Forget();
        first.SetResult([]);
        await before;
        (await book.GrantsAsync(Cancel)).ShouldBe([eva]);
    }
}
