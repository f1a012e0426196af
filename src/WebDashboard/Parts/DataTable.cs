using System.Globalization;

namespace RevenueBot.WebDashboard.Parts;

/// <param name="Sort">The value of <c>sort</c> that orders by it; null: it cannot be ordered by.</param>
/// <param name="IsNumber">Numbers stand to the right.</param>
public sealed record Column(string Name, bool IsNumber = false, string? Sort = null)
{
    /// <summary>On a phone it is left out of a two-line card.</summary>
    public bool IsMinor { get; init; }
}

/// <summary>What stands in a cell. Its text is plain; what is not told apart by words has a part of its own.</summary>
/// <param name="Href">Where it leads; null: nowhere.</param>
/// <param name="Sub">A quiet second line.</param>
public sealed record Cell(string Text, string? Href = null, string? Sub = null)
{
    /// <summary>The same for a program: a number with a point, a day as 2026-11-10; null: as it is shown.</summary>
    public string? Raw { get; init; }

    public Judgement Judgement { get; init; }

    /// <summary>A level, drawn with its shape.</summary>
    public Tag? Tag { get; init; }

    public HealthScore? Health { get; init; }

    /// <summary>Its link proves the row: it opens beside the page.</summary>
    public bool IsReceipt { get; init; }

    /// <summary>A small line, already drawn.</summary>
    public string? Spark { get; init; }

    /// <summary>Its text and nothing else.</summary>
    public bool IsPlain => Tag is null && Health is null && Spark is null && Href is null && Sub is null;

    public static implicit operator Cell(string text) => new(text);

    public static Cell Of(string text, decimal? raw) => new(text) { Raw = raw?.ToString("0.##################", CultureInfo.InvariantCulture) ?? "" };
}

/// <summary>A level or state: a shape with its word.</summary>
public sealed record Tag(string Word, Judgement Judgement);

/// <summary>A customer's health.</summary>
/// <param name="Score">From 0 to 100, rounded as it is shown; null: not scored.</param>
/// <param name="Word">Its band, or why it is not scored.</param>
public sealed record HealthScore(decimal? Score, string Word)
{
    public Judgement Judgement => Score switch { null => Judgement.None, < 30 => Judgement.Bad, <= 60 => Judgement.Warn, _ => Judgement.Good };
}

/// <summary>Where in a long list the page is.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Shown">"1–50 of 1,204".</param>
public sealed record PagePlace(int Number, string Shown, bool HasMore)
{
    public bool IsOnly => Number == 1 && !HasMore;
}

/// <summary>A table, ready to show.</summary>
public sealed record DataTable
{
    /// <summary>Its id on the page and in <c>?csv=</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it is, for who cannot see it.</summary>
    public required string Caption { get; init; }

    public required IReadOnlyList<Column> Columns { get; init; }
    public required IReadOnlyList<IReadOnlyList<Cell>> Rows { get; init; }

    /// <summary>The column that names a row.</summary>
    public int Head { get; init; }

    /// <summary>Its last line, set apart.</summary>
    public IReadOnlyList<Cell>? Total { get; init; }

    /// <summary>What a mark such as † means.</summary>
    public string? Note { get; init; }

    /// <summary>The order it stands in: a column's <see cref="Column.Sort"/>, with a hyphen before it where the largest comes first.</summary>
    public string? Sort { get; init; }

    public PagePlace? Place { get; init; }

    /// <summary>On a phone each row becomes a card of two lines; else the table is moved sideways.</summary>
    public bool AsCards { get; init; }

    /// <summary>What stands in its place when it has no rows.</summary>
    public EmptyState? Empty { get; init; }

    /// <summary>Its cells as they stand in a file: first the header.</summary>
    public IEnumerable<IReadOnlyList<string>> ToFile() =>
        [[.. Columns.Select(column => column.Name)], .. Rows.Concat(Total is null ? [] : [Total]).Select(row => (IReadOnlyList<string>)[.. row.Select(cell => cell.Raw ?? cell.Text)])];
}

/// <summary>What is empty, why, and the one thing to do.</summary>
public sealed record EmptyState(string What, string Why, string? Button = null, string? Href = null);

/// <summary>Something that must be read before the figures.</summary>
/// <param name="What">What is wrong since when; or news.</param>
/// <param name="Rest">What is still right.</param>
public sealed record Banner(string What, string? Rest = null, Judgement Judgement = Judgement.Warn, string? Button = null, string? Href = null);

/// <summary>One alert of a panel.</summary>
public sealed record AlertLine(string Id, Tag Level, string What, string Who, string? Mrr, string Why, string Age, string? Owner, string Href);
