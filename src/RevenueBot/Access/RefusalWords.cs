namespace RevenueBot.Access;

/// <summary>A refusal in plain words, without any dialect's marks.</summary>
/// <param name="Finding">What is not allowed: one sentence.</param>
/// <param name="Then">What is, and who can change it.</param>
internal sealed record RefusalWords(string Finding, string Then)
{
    private const string Tell = "Ask an administrator";

    /// <summary>The words for a reason. They depend on the rules and the person alone, never on data.</summary>
    public static RefusalWords For(RefusalReason reason, Person person, Right needed = Right.Customers) => reason switch
    {
        RefusalReason.PersonUnknown => new("I could not check who you are.", $"{person.Platform} did not answer. Try again in a minute."),
        RefusalReason.Deactivated => new("Your account is deactivated.", $"{Tell} of the {Home(person)}."),
        RefusalReason.Bot => new("I do not answer other bots.", "A person can ask."),
        RefusalReason.Guest => new("Revenue figures are not shown to guests.", $"{Tell} of the {Home(person)} for a full account."),
        RefusalReason.Outsider => new("Revenue figures are shown to people of this company only.", "A member of the company can ask."),
        RefusalReason.NobodyConfigured => new("Nobody has access to revenue figures yet.", $"{Tell} to set {person.Setting} to \"totals\"."),
        RefusalReason.NoRight => new("You do not have access to revenue figures.", $"{Tell} to set {person.Setting} to \"totals\"."),
        RefusalReason.NotThisRight when needed == Right.Annotate =>
            new("You do not have the right to add annotations.", $"You can read them in charts. For more, {Lower(Tell)} to set {person.Setting} to \"annotate\"."),
        RefusalReason.NotThisRight => new("You do not have access to single customers.", $"You can see totals, such as /mrr. For more, {Lower(Tell)} to set {person.Setting} to \"customers\"."),
        RefusalReason.PlaceUnknown => new("I could not check who reads this channel.", "Invite me to it, or ask in a direct message."),
        RefusalReason.SharedPlace => new("Not in this channel: people from outside your company can read it.", "I can send the answer to you alone."),
        RefusalReason.ArchivedPlace => new("Not in this channel: it is archived.", "I can send the answer to you alone."),
        RefusalReason.PlaceNotListed => new("Not in this channel: it is not on the list of channels for revenue figures.", "I can send the answer to you alone."),
        RefusalReason.NoDirectMessages => new("Not in direct messages.", "Ask in a channel for revenue figures."),
    };

    /// <summary>What the platform calls the place that its people are members of.</summary>
    private static string Home(Person person) => person.Platform switch { Platform.Slack => "workspace", Platform.Teams => "organization" };

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
