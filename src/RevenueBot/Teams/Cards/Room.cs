using RevenueBot.Questions;

namespace RevenueBot.Teams.Cards;

/// <summary>How much of an answer is shown. A card that is too large loses rows first, then its picture, then text, then its last buttons.</summary>
/// <param name="Words">Characters of a sentence.</param>
internal sealed record Room(int Rows, bool HasPicture, int Sentences, int Words, int Buttons = AdaptiveCard.MostActions)
{
    private const int FewestRows = 3;

    /// <summary>The fullest card that Teams takes.</summary>
    public static CardMessage Fit(Answer answer, Func<Room, CardMessage> render)
    {
        Room room = new(Math.Min(40, answer.Table?.Rows.Count ?? 0), HasPicture: true, Sentences: 40, Words: 1_000);
        for (var message = render(room); ; message = render(room))
        {
            if (message.Fits() || room.Less() is not { } less) return message;
            room = less;
        }
    }

    /// <summary>Null where nothing is left to leave out.</summary>
    private Room? Less() => this switch
    {
        { Rows: > FewestRows } => this with { Rows = Math.Max(FewestRows, (Rows * 4 / 5) - 1) },
        { HasPicture: true } => this with { HasPicture = false },
        { Words: > 250 } => this with { Words = Words / 2 },
        { Sentences: > 1 } => this with { Sentences = Sentences / 2 },
        { Buttons: > 1 } => this with { Buttons = Buttons - 1 }, // a long question, sealed twice, is long
        { Rows: > 0 } => this with { Rows = 0 },
        _ => null,
    };
}
