namespace RevenueBot.Access;

/// <summary>What a person may be told or do, class by class. A question may need several at once.</summary>
[Flags]
internal enum Right
{
    None = 0,

    /// <summary>Revenue as a whole, by plan, currency, country and segment.</summary>
    Totals = 1,

    /// <summary>Figures of single customers.</summary>
    Customers = 2,

    /// <summary>Who they are.</summary>
    Names = 4,

    /// <summary>The rows behind a figure as a file, which leaves the chat.</summary>
    Exports = 8,

    /// <summary>Adding annotations, which everybody then sees in charts, and market notes, which everybody then reads in reports.</summary>
    Annotate = 16,

    /// <summary>Saying who may see what.</summary>
    Administer = 32,

    CustomersByName = Customers | Names,
}
