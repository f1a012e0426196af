namespace RevenueBot.Tests.Access.Leaks;

/// <summary>What a text gives away.</summary>
[Flags]
public enum Gives { Nothing = 0, Totals = 1, Amounts = 2, Names = 4 }

/// <summary>Who may see what where, as the requirement says it. Written without a look at the program's policy.</summary>
public static class Oracle
{
    /// <summary>What may reach the person of a case alone.</summary>
    public static Gives MayReachThem(Cell cell) => IsPlaceRight(cell) ? Rights(cell.Who) : Gives.Nothing;

    /// <summary>
    /// What may reach everybody in the place, only where it is a channel for figures: what somebody who may see it chose to post, and
    /// totals where they asked in the open.
    /// </summary>
    public static Gives MayReachEverybody(Cell cell) => cell.Where is not (Where.PrivateListed or Where.PublicListed or Where.Shared) ? Gives.Nothing : cell.Way switch
    {
        Way.ShareButton => Rights(cell.Who),
        Way.Mention or Way.FollowUp => Rights(cell.Who) & Gives.Totals,
        _ => Gives.Nothing,
    };

    /// <summary>Whether the question is answered, with what it is about.</summary>
    public static bool IsAnswered(Cell cell) => IsPlaceRight(cell) && (Needs(cell.What) & ~Rights(cell.Who)) == 0 && !(cell.Way == Way.ShareButton && cell.Where == Where.Direct);

    private static Gives Rights(Who who) => who switch
    {
        Who.Admin => Gives.Totals | Gives.Amounts | Gives.Names,
        Who.Totals => Gives.Totals,
        Who.Unnamed => Gives.Totals | Gives.Amounts,
        _ => Gives.Nothing,
    };

    private static Gives Needs(What what) => what switch
    {
        What.Customer or What.UnknownCustomer => Gives.Amounts | Gives.Names,
        What.AtRisk or What.WhoMovedIt => Gives.Amounts,
        _ => Gives.Totals,
    };

    /// <summary>A direct message is always right, for those who may see it; an outsider's, an archived and an unlisted channel never.</summary>
    private static bool IsPlaceRight(Cell cell) => cell.Way == Way.DirectButton || cell.Where is Where.Direct or Where.PrivateListed or Where.PublicListed or Where.Shared;
}
