using System.Text.RegularExpressions;

namespace RevenueBot.Slack;

/// <summary>"here" in a request about reports: the channel in which it was typed, named as Slack names one that was chosen at #.</summary>
internal static partial class SlackHere
{
    public static SlackRequest Named(SlackRequest request) =>
        request.IsDirect || !AboutReports().IsMatch(request.Text) ? request : request with { Text = Here().Replace(request.Text, $"<#{request.Channel}>") };

    [GeneratedRegex(@"^\s*(<@[^>]+>\s*)?/?digest\b", RegexOptions.IgnoreCase)]
    private static partial Regex AboutReports();

    [GeneratedRegex(@"(?<=\s)here(?=\s|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Here();
}
