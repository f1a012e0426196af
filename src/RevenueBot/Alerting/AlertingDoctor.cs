using RevenueBot.Alerting.Configuring;
using RevenueBot.Doctor;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Alerting;

/// <summary>Whether anybody hears of alerts, and what holds them back.</summary>
internal static class AlertingDoctor
{
    private const string Name = "Alerts";

    public static Task<IReadOnlyList<DoctorCheck>> RunAsync(AlertSettings settings) => Task.FromResult<IReadOnlyList<DoctorCheck>>([Check(settings)]);

    public static DoctorCheck Check(AlertSettings settings)
    {
        var rules = Format.Counted(settings.Asked.Count, "rule");
        if (settings.Asked.Count == 0) return DoctorCheck.Warn(Name, "Every rule is switched off: nothing is evaluated.");
        var channels = settings.Destinations().ToList();
        if (channels.Count == 0) return DoctorCheck.Ok(Name, $"{rules}, told to nobody: alerts stand in the list only. To have them posted set Alerts:Channels:Default, for example slack:C0CSALERTS.");
        var (policy, gap) = (settings.Policy, settings.Policy.Routes.Default is null ? " Without Alerts:Channels:Default the alerts of other owners and segments are told to nobody." : "");
        var quiet = policy.QuietHours is { } hours ? $" Quiet {hours.From:HH:mm}–{hours.To:HH:mm}{(hours.Weekends ? " and on weekends" : "")}." : "";
        var sentence = $"{rules}, {Format.Counted(channels.Count, "channel")}, at most {policy.Budget.PerDay} messages a day and channel.{quiet}{gap}";
        return gap.Length > 0 ? DoctorCheck.Warn(Name, sentence) : DoctorCheck.Ok(Name, sentence);
    }
}
