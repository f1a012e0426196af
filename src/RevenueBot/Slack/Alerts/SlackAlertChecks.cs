using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerts;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Doctor;

namespace RevenueBot.Slack.Alerts;

/// <summary>Whether every place in Slack that alerts go to may have them and can be reached: what the dispatcher would find out at the first alert.</summary>
internal sealed class SlackAlertChecks(SlackPlaces places, SlackAudience audience)
{
    public async Task<IReadOnlyList<DoctorCheck>> RunAsync(AlertSettings settings, CancellationToken cancel)
    {
        List<DoctorCheck> checks = [];
        foreach (var destination in settings.Destinations().Order(StringComparer.Ordinal))
            if (Destination.TryParse(destination, out var parsed) && parsed.Platform == "slack") checks.Add(await CheckAsync(parsed, cancel));
        return checks;
    }

    private async Task<DoctorCheck> CheckAsync(Destination destination, CancellationToken cancel)
    {
        var name = $"Alerts to {destination}";
        var (place, problem) = await places.FindAsync(destination.Address, cancel);
        return (place is null ? problem : await audience.AgainstAsync(place, namesCustomers: true, cancel)) switch
        {
            DeliveryOutcome.Permanent refused => DoctorCheck.Fail(name, $"Nothing can be posted there ({refused.Reason}). {refused.Advice}"),
            { } unknown => DoctorCheck.Warn(name, $"It could not be checked ({unknown.Problem}): run doctor again when Slack answers."),
            null => await MemberAsync(name, place!, cancel),
        };
    }

    /// <summary>A person is reached without an invitation.</summary>
    private static async Task<DoctorCheck> MemberAsync(string name, SlackPlace place, CancellationToken cancel) =>
        !place.Address.IsPerson && (await place.Slack.ChannelAsync(place.Address.Place, cancel)).Value?.Channel is { IsMember: false }
            ? DoctorCheck.Fail(name, "The bot is not in the channel, so alerts are given up: /invite it.") : DoctorCheck.Ok(name, "Reachable.");
}
