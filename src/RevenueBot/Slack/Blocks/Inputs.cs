namespace RevenueBot.Slack.Blocks;

/// <summary>Something to fill in, in a form.</summary>
internal sealed record InputBlock(string BlockId, TextObject Label, InputElement Element) : Block(BlockId)
{
    public bool Optional { get; init; }
    public TextObject? Hint { get; init; }

    public static InputBlock Of(string id, string label, InputElement element) => new(id, TextObject.Plain(label, 2000), element);
}

internal sealed record SelectOption(TextObject Text, string Value)
{
    public const int MaxText = 75;
}

/// <summary>One of Slack's input elements; what another kind has stays null. Its action id is the same everywhere: blocks tell them apart.</summary>
internal sealed record InputElement(string Type)
{
    public string ActionId { get; init; } = "v";
    public IReadOnlyList<SelectOption>? Options { get; init; }
    public SelectOption? InitialOption { get; init; }
    public TextObject? Placeholder { get; init; }
    public int? MaxLength { get; init; }

    /// <param name="options">Value and label of each; the first is chosen to begin with.</param>
    public static InputElement Select(IEnumerable<(string Value, string Label)> options)
    {
        List<SelectOption> all = [.. options.Select(option => new SelectOption(TextObject.Plain(option.Label, SelectOption.MaxText), option.Value))];
        return new("static_select") { Options = all, InitialOption = all[0] };
    }

    public static InputElement Date(string placeholder) => new("datepicker") { Placeholder = TextObject.Plain(placeholder, 150) };

    public static InputElement Person(string placeholder) => new("users_select") { Placeholder = TextObject.Plain(placeholder, 150) };

    public static InputElement Words(string placeholder, int maxLength) => new("plain_text_input") { Placeholder = TextObject.Plain(placeholder, 150), MaxLength = maxLength };
}
