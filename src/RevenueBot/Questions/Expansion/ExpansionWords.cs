using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Expansion;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Expansion;

/// <summary>Reasons to grow, and what holds them back, in words.</summary>
internal static class ExpansionWords
{
    /// <summary>"used 930 of 1,000 tasks (93.0%) of this billing cycle"</summary>
    public static string Fact(OpportunityPart part) => part.Reason switch
    {
        ExpansionReason.Limit => $"used {Number(part.Amount)} of {Number(part.Of)} {part.Metric} ({Share(part)}) of this billing cycle",
        ExpansionReason.Team => $"{Number(part.Amount)} people active in {ExpansionUsage.Days} days",
        ExpansionReason.PowerUse => $"uses more {part.Metric} than {Format.Percent(1 - (part.Amount / part.Of))} of {Format.Count((long)part.Of)} customers of {part.From}",
    };

    /// <summary>For tables: "limit 93%, team 4"</summary>
    public static string Short(Opportunity found) => string.Join(", ", found.Parts.Select(part => part.Reason switch
    {
        ExpansionReason.Limit => $"limit {Share(part)}",
        ExpansionReason.Team => $"team {Number(part.Amount)}",
        ExpansionReason.PowerUse => "power use",
    }).Distinct());

    /// <summary>"from Starter to Professional (+$50)"; "Enterprise has no higher plan"</summary>
    public static string Step(OpportunityPart part, Currency currency) => part.NoGain switch
    {
        NoGain.None => $"from {part.From} to {part.To} ({Format.Change(part.Gain!.Value, currency)})",
        NoGain.NoHigherPlan => $"{part.From} has no higher plan",
        NoGain.NoPrice => $"from {part.From} to {part.To}, which has no price",
        NoGain.NoRate => $"from {part.From} to {part.To}, whose currency has no rate",
    };

    public static string Label(ExpansionReason reason) => reason switch
    {
        ExpansionReason.Limit => "Above 80% of a limit",
        ExpansionReason.Team => "More than one person active",
        ExpansionReason.PowerUse => "Power users of the entry plan",
    };

    public static string Held(HeldBy held) => held switch
    {
        HeldBy.FailingPayment => "a payment fails",
        HeldBy.SevereTicket => "a severe ticket is open",
        HeldBy.ScheduledCancel => "a cancel is scheduled",
        HeldBy.Nothing => "",
    };

    /// <summary>What programs call them: <c>failing_payment</c>, <c>no_rate</c>.</summary>
    public static string Key<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>Never shown as 80% where it is above.</summary>
    public static string Share(OpportunityPart part) => Math.Ceiling(part.Amount / part.Of * 1000) / 10 is var percent && percent >= 81 ? $"{Math.Floor(percent).ToString("#,0", CultureInfo.InvariantCulture)}%" : $"{percent.ToString("0.0", CultureInfo.InvariantCulture)}%";

    public static string Number(decimal number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);
}
