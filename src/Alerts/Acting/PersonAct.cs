namespace RevenueBot.Alerts.Acting;

/// <summary>What a person does about alerts.</summary>
public abstract record PersonAct
{
    private PersonAct() { }

    /// <summary>"I have it": nobody is called any more.</summary>
    public sealed record Acknowledge : PersonAct;

    /// <summary>"I do not have it after all": whoever has it next is asked again.</summary>
    public sealed record HandBack : PersonAct;

    /// <summary>Nothing is told until then, unless it gets worse.</summary>
    /// <param name="Note">Why, as typed; null: no reason given.</param>
    public sealed record Snooze(DateTimeOffset Until, string? Note) : PersonAct;

    /// <summary>Ends a snooze before its time.</summary>
    public sealed record Wake : PersonAct;

    /// <param name="To">Who has it from now on, <c>slack:U04DANA001</c>.</param>
    public sealed record Assign(string To, string? Note) : PersonAct;
}
