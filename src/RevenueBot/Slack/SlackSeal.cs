using RevenueBot.Access;

namespace RevenueBot.Slack;

/// <summary>What buttons in Slack carry, sealed by the signing secrets: each opens in its own workspace alone.</summary>
internal sealed class SlackSeal(SlackOptions options)
{
    private readonly Seal _seal = new(options.Secrets, "revenuebot slack button");

    public string Close(string question, string workspace) => _seal.Close(question, workspace);

    public string? Open(string? value, string workspace) => _seal.Open(value, workspace);
}
