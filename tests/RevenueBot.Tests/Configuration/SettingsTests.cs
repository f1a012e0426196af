using Microsoft.Extensions.Configuration;
using Npgsql;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Configuration;

public sealed class SettingsTests
{
    [Fact]
    public void Read_Nothing_HasWorkingDefaults()
    {
        var settings = Read();
        settings.ConnectionString.ShouldBeNull();
        settings.Company.Currency.Code.ShouldBe("USD");
        settings.Company.Calendar.ShouldBe(CompanyCalendar.Utc);
        settings.Definitions.ShouldBe(DefinitionProfile.Default);
        settings.Listen.ShouldBe(new Listen("127.0.0.1", 5080));
        Path.IsPathRooted(settings.DataDirectory).ShouldBeTrue();
    }

    [Fact]
    public void Read_Company_IsTaken()
    {
        var company = Read(("Company:Name", "Acme"), ("Company:TimeZone", "Asia/Kathmandu"), ("Company:Currency", "eur"), ("Company:WeekStart", "sunday")).Company;
        company.Name.ShouldBe("Acme");
        company.Currency.Code.ShouldBe("EUR");
        company.Calendar.WeekStart.ShouldBe(DayOfWeek.Sunday);
        company.Calendar.Zone.BaseUtcOffset.ShouldBe(new TimeSpan(5, 45, 0));
    }

    [Theory]
    [InlineData("Company:TimeZone", "Mars/Olympus", "use an IANA name such as Europe/Berlin")]
    [InlineData("Company:Currency", "dollars", "use a three-letter code such as USD")]
    [InlineData("Company:WeekStart", "9", "use a day such as Monday")]
    [InlineData("Listen:Port", "70000", "use a number from 0 to 65535")]
    [InlineData("Definitions:Profile", "gaap", "use default or stripe")]
    [InlineData("Definitions:WeekFactor", "52/0", "use a number such as 4.33 or a fraction such as 52/12")]
    [InlineData("Definitions:PastDueDays", "-1", "use a number of days")]
    [InlineData("Definitions:OnceDiscount", "never", "use ignore or first_period")]
    public void Read_Nonsense_SaysWhatToWrite(string key, string value, string advice)
    {
        var refusal = Should.Throw<RefusalException>(() => Read((key, value)));
        refusal.Message.ShouldStartWith($"{key} is \"{value}\"");
        refusal.Message.ShouldContain(advice);
    }

    [Fact]
    public void Read_PasswordApart_IsQuotedIntoTheConnectionString()
    {
        var text = Read(("Database:ConnectionString", "Host=db;Username=u"), ("Database:Password", "a;b\"c=d")).ConnectionString;
        new NpgsqlConnectionStringBuilder(text).Password.ShouldBe("a;b\"c=d");
    }

    [Fact]
    public void Read_SeveralMistakes_NamesThemAll()
    {
        var refusal = Should.Throw<RefusalException>(() => Read(("Company:TimeZone", "Mars"), ("Company:Currency", "1")));
        refusal.Message.Split('\n').Length.ShouldBe(2);
    }

    [Fact]
    public void Read_RuleOverAProfile_ChangesOnlyThatRule()
    {
        var rules = Read(("Definitions:Profile", "Stripe"), ("Definitions:WeekFactor", "4.33"), ("Definitions:OnceDiscount", "first_period")).Definitions;
        rules.ShouldBe(DefinitionProfile.Stripe with { WeekFactor = new Ratio(4.33m, 1), OnceDiscount = OnceDiscountRule.FirstPeriod });
    }

    private static Settings Read(params (string Key, string Value)[] values) =>
        Settings.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(v => new KeyValuePair<string, string?>(v.Key, v.Value))).Build());
}
