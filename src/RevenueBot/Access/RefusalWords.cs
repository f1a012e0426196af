using RevenueBot.Questions.Wording;

namespace RevenueBot.Access;

/// <summary>A refusal in plain words, without any dialect's marks.</summary>
/// <param name="Finding">What is not allowed: one sentence.</param>
/// <param name="Then">What is, and who can change it.</param>
internal sealed record RefusalWords(string Finding, string Then)
{
    private const string Tell = "Ask an administrator";

    /// <summary>The words for a reason. They depend on the rules and the person alone, never on data.</summary>
    /// <param name="missing">What was asked for and is not given.</param>
    /// <param name="alone">Whether the same person may have the answer in a direct message.</param>
    public static RefusalWords For(RefusalReason reason, Person person, Right missing = Right.CustomersByName, bool alone = true) => reason switch
    {
        RefusalReason.PersonUnknown => new("I could not check who you are.", $"{person.Platform} did not answer. Try again in a minute."),
        RefusalReason.Deactivated => new("Your account is deactivated.", $"{Tell} of the {Home(person)}."),
        RefusalReason.Bot => new("I do not answer other bots.", "A person can ask."),
        RefusalReason.Guest => new("Revenue figures are not shown to guests.", $"{Tell} of the {Home(person)} for a full account."),
        RefusalReason.Outsider => new("Revenue figures are shown to people of this company only.", "A member of the company can ask."),
        RefusalReason.NobodyConfigured => new("Nobody has access to revenue figures yet.", $"{Tell} to set {person.Setting} to \"totals\"."),
        RefusalReason.NoRight => new("You do not have access to revenue figures.", $"{Tell} to set {person.Setting} to \"totals\"."),
        RefusalReason.NotThisRight => Missing(missing, person),
        RefusalReason.TooMany => new("You have asked many questions within a minute.", "Wait a minute, then ask again."),
        RefusalReason.TooManyHere => new("Many questions were asked in this channel within a minute.", "Wait a minute, or ask in a direct message."),
        RefusalReason.TooManyExports => new("You have taken out many files within an hour.", "Wait an hour, then ask again."),
        RefusalReason.PlaceUnknown => new("I could not check who reads this channel.", "Invite me to it, or ask in a direct message."),
        RefusalReason.SharedPlace => new("Not in this channel: people from outside your company can read it.", Elsewhere(alone)),
        RefusalReason.ArchivedPlace => new("Not in this channel: it is archived.", Elsewhere(alone)),
        RefusalReason.PlaceNotListed => new("Not in this channel: it is not on the list of channels for revenue figures.", Elsewhere(alone)),
        RefusalReason.NotInThisPlace => new($"Not in this channel: {What(missing)} not shown to everybody here.", Elsewhere(alone)),
        RefusalReason.NoDirectMessages => new("Not in direct messages.", "Ask in a channel for revenue figures."),
    };

    private static RefusalWords Missing(Right missing, Person person) => missing switch
    {
        _ when missing.HasFlag(Right.Administer) => new("You do not have the right to say who may see what.", For(person, "admin")),
        _ when missing.HasFlag(Right.Annotate) => new("You do not have the right to add notes.", $"You can read them: annotations in charts, market notes with {Command(person, "intel")}. For more, {Format.Lower(For(person, "annotate"))}"),
        _ when missing.HasFlag(Right.Totals) => new("You do not have access to totals.", For(person, "totals")),
        _ when missing.HasFlag(Right.Customers) => new("You do not have access to single customers.", $"You can see totals, such as {Command(person, "mrr")}. For more, {Format.Lower(For(person, "customers"))}"),
        _ when missing.HasFlag(Right.Names) => new("You do not have access to customers by name.", $"You can see them by id, such as {Command(person, "at-risk")}. For more, {Format.Lower(For(person, "customers"))}"),
        _ => new("You do not have the right to take figures out as a file.", $"You can read them here. For more, {Format.Lower(For(person, "customers"))}"),
    };

    private static string What(Right missing) => missing switch
    {
        _ when missing.HasFlag(Right.Totals) => "totals are",
        _ when missing.HasFlag(Right.Customers) => "single customers are",
        _ when missing.HasFlag(Right.Names) => "customers' names are",
        _ => "this is",
    };

    private static string For(Person person, string role) => $"{Tell} to set {person.Setting} to \"{role}\".";

    private static string Elsewhere(bool alone) => alone ? "I can send the answer to you alone." : "Ask in a channel for revenue figures.";

    /// <summary>As the platform lets it be typed: Teams knows no slash commands of bots.</summary>
    private static string Command(Person person, string name) => person.Platform == Platform.Slack ? $"/{name}" : name;

    /// <summary>What the platform calls the place that its people are members of.</summary>
    private static string Home(Person person) => person.Platform switch { Platform.Slack => "workspace", Platform.Teams => "organization" };
}
