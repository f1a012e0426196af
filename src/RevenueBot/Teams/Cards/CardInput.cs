using System.Text.Json.Serialization;

namespace RevenueBot.Teams.Cards;

/// <summary>Something to fill in. It comes back with the button under its id.</summary>
internal abstract record CardInput(string Id, string Label) : CardElement
{
    public bool? IsRequired { get; init; }

    /// <summary>Shown where it is required and empty.</summary>
    public string? ErrorMessage { get; init; }
}

internal sealed record ChoiceInput(string Id, string Label, IReadOnlyList<Choice> Choices) : CardInput(Id, Label)
{
    public string? Value { get; init; }

    /// <summary>Choices that the client finds itself.</summary>
    [JsonPropertyName("choices.data")]
    public ChoiceQuery? Query { get; init; }

    /// <summary>Whoever clicks; clients that find nobody else offer it too.</summary>
    public const string Me = "me";

    /// <summary>The people of the conversation, or of the organization, each as the object id of their directory.</summary>
    public static ChoiceInput People(string id, string label, bool ofConversation) => new(id, label, [new("Me", Me)])
    {
        Query = new(ofConversation ? "graph.microsoft.com/users?scope=currentContext" : "graph.microsoft.com/users"),
    };
}

internal sealed record Choice(string Title, string Value);

internal sealed record ChoiceQuery(string Dataset)
{
    public string Type { get; } = "Data.Query";
}

internal sealed record DayInput(string Id, string Label) : CardInput(Id, Label);

internal sealed record WordsInput(string Id, string Label, int MaxLength) : CardInput(Id, Label);
