using Microsoft.Extensions.Configuration;
using RevenueBot.Alerting;
using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerts.Rules;
using RevenueBot.Configuration;
using RevenueBot.Doctor;
using RevenueBot.Metrics;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Alerting;

public sealed class AlertSettingsTests
{
    private static readonly Company _company = new("Larkspur", CompanyCalendar.Utc, Currency.Parse("USD"));

    [Fact]
    public void Where_nothing_is_set_the_defaults_hold_and_doctor_says_that_nobody_hears()
    {
        var settings = Read([]);
        settings.Rules.ShouldBe(DefaultRules.All);
        AlertingDoctor.Check(settings).ShouldBe(DoctorCheck.Ok("Alerts", "11 rules, told to nobody: alerts stand in the list only. To have them posted set Alerts:Channels:Default, for example slack:C0CSALERTS."));
    }

    [Fact]
    public void The_sample_is_sound()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "RevenueBot.sln"))) folder = Path.GetDirectoryName(folder)!;
        var settings = AlertSettings.Read(new ConfigurationBuilder().AddJsonFile(Path.Combine(folder, "manifests", "alerts.json")).Build(), _company);
        settings.Asked.Count.ShouldBe(11);
        settings.RuleOf("churn-risk").FireAt.ShouldBe(0.40m);
        (settings.RuleOf("limit-reached").FireAt, settings.RuleOf("limit-reached").Title).ShouldBe((1, "Limit reached"));
        settings.Policy.Routes.Owners["dana osei"].Person.ShouldBe("slack:U04DANA001");
        AlertingDoctor.Check(settings).Sentence.ShouldBe("11 rules, 4 channels, at most 20 messages a day and channel. Quiet 20:00–08:00 and on weekends.");
    }

    [Fact]
    public void A_threshold_that_is_moved_takes_its_recovery_along() => Read(new() { ["Alerts:Rules:health:Fire"] = "40" }).RuleOf("health").ResolveAt.ShouldBe(45);

    [Theory]
    [InlineData("Alerts:Rules:helth:Fire", "20", "Alerts:Rules:helth is none of the rules health, churn-risk,")]
    [InlineData("Alerts:Rules:health:Fires", "20", "Alerts:Rules:health:Fires is no setting: use Signal, Title,")]
    [InlineData("Alerts:Rules:health:Fire", "low", "Alerts:Rules:health:Fire is \"low\": use a number such as 30 or 40%.")]
    [InlineData("Alerts:Rules:health:Fire", "120", "Alerts:Rules:health compares health with 120 and 125: both must lie between 0 and 100.")]
    [InlineData("Alerts:Rules:health:For", "soon", "Alerts:Rules:health:For is \"soon\": use a length of time such as 90m, 2h or 3d.")]
    [InlineData("Alerts:Channels:Default", "#alerts", "Alerts:Channels:Default is \"#alerts\": write the platform and the address, such as slack:C0CSALERTS.")]
    [InlineData("Alerts:QuietHours:Hours", "night", "Alerts:QuietHours is \"night\": write two different times of the day such as 20:00-08:00.")]
    [InlineData("Alerts:Budget:PerDay", "1", "Alerts:Budget:PerDay is 1: use 2 to 500 messages a day and channel.")]
    [InlineData("Alerts:Budget:KeptForHigh", "19", "Alerts:Budget:KeptForHigh is 19 of 20: leave at least 2 for the others and the roll-up.")]
    [InlineData("Alerts:Chanels:Default", "slack:C1", "Alerts:Chanels is no setting: use Channels,")]
    public void What_makes_no_sense_is_refused_in_one_sentence(string key, string value, string sentence)
    {
        var refusal = Should.Throw<RefusalException>(() => Read(new() { [key] = value }));
        refusal.Message.ShouldStartWith(sentence);
        refusal.Message.ShouldNotContain("\n");
    }

    private static AlertSettings Read(Dictionary<string, string?> settings) => AlertSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), _company);
}
