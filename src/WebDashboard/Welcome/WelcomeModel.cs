using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.WebDashboard.Welcome;

/// <summary>How far a step is: done, the one to do now, or one for later.</summary>
public enum StepState { Done, Now, Later }

/// <summary>What was found when the step was looked at.</summary>
public sealed record StepFinding(Tag Tag, string Sentence);

/// <summary>One thing to do, in exact words.</summary>
/// <param name="Code">What is typed or set; null: the text says it all.</param>
public sealed record StepAct(string Text, string? Code = null);

/// <summary>A step of connecting the bot.</summary>
/// <param name="IsOptional">The bot works without it.</param>
public sealed record WelcomeStep(string Id, string Title, string Sentence, StepState State, bool IsOptional)
{
    public IReadOnlyList<StepFinding> Findings { get; init; } = [];

    /// <summary>What is left to do, in order; empty where nothing is.</summary>
    public IReadOnlyList<StepAct> Acts { get; init; } = [];
}

/// <summary>From an empty bot to the first figure: what is done, looked at a moment ago, and what comes next.</summary>
/// <param name="Aside">How to see it with other data: the way from the sample company to one's own, or to the sample.</param>
public sealed record WelcomeModel(string Lede, string Explain, IReadOnlyList<WelcomeStep> Steps, string AsideTitle, IReadOnlyList<StepAct> Aside) : IPageModel
{
    public IEnumerable<DataTable> Tables => [];
}
