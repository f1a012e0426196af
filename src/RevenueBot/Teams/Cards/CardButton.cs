using System.Text.Json.Serialization;

namespace RevenueBot.Teams.Cards;

/// <summary>What a card offers to do.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ExecuteButton), "Action.Execute")]
[JsonDerivedType(typeof(SubmitButton), "Action.Submit")]
[JsonDerivedType(typeof(PageButton), "Action.OpenUrl")]
[JsonDerivedType(typeof(FormButton), "Action.ShowCard")]
[JsonDerivedType(typeof(ToggleButton), "Action.ToggleVisibility")]
internal abstract record CardButton(string Title)
{
    public const int MaxTitle = 40;

    /// <param name="value">Opaque: a sealed question, or the name of an alert.</param>
    public static ExecuteButton Acts(string title, string verb, string value)
    {
        var shown = CardText.Inert(title, MaxTitle) is { Length: > 0 } label ? label : "–";
        return new(shown, verb, new(value)) { Fallback = new SubmitButton(shown, new(value) { Verb = verb }) };
    }
}

/// <summary>Answered at once, for everybody or for the clicker. Older clients take the fallback, which arrives as a message: both carry the same.</summary>
internal sealed record ExecuteButton(string Title, string Verb, ButtonData Data) : CardButton(Title)
{
    public CardButton? Fallback { get; init; }
}

internal sealed record SubmitButton(string Title, ButtonData Data) : CardButton(Title);

internal sealed record PageButton(string Title, Uri Url) : CardButton(Title);

/// <summary>Opens a small form below.</summary>
internal sealed record FormButton(string Title, CardForm Card) : CardButton(Title);

/// <summary>Shows what is hidden, and hides it again.</summary>
/// <param name="TargetElements">Their ids.</param>
internal sealed record ToggleButton(string Title, IReadOnlyList<string> TargetElements) : CardButton(Title);

internal sealed record CardForm(IReadOnlyList<CardElement> Body, IReadOnlyList<CardButton> Actions)
{
    public string Type { get; } = "AdaptiveCard";
    public string Version { get; } = AdaptiveCard.SchemaVersion;
}

internal sealed record ButtonData(string Value)
{
    /// <summary>Where the button itself does not say it.</summary>
    public string? Verb { get; init; }
}
