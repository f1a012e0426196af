using RevenueBot.Alerts.Cards;

namespace RevenueBot.Tests.Slack.Alerts;

/// <summary>Cards of the invented company, one for every state.</summary>
internal static class Cards
{
    private static readonly CardPerson _dana = new("Dana Osei", "slack:U04DANA001");

    public static AlertCard Firing { get; } = new()
    {
        Mark = CardMark.High, State = "High churn risk", Subject = "Brightwater Clinics", Finding = "$698 MRR at stake ($8,376 a year).",
        Summary = "High churn risk: Brightwater Clinics. $698 MRR at stake. Health 26, was 61 on 3 Nov. Next: ask for a new card. Owner Dana Osei.",
        Details = ["Health is 26 of 100 on 10 Nov; it was 61 on 3 Nov.", "Chance to leave by 8 Feb 2027: 41% (all customers: 9%)."],
        Reasons = ["Active users: 4 of 12 in 7 days; 11 on 13 Oct", "Invoice of 5 Nov unpaid: card expired", "Two high-severity tickets open for 6 days"],
        Trend = new("Health, 12 weeks: 58 to 66 until 3 Nov (61), then 26 on 10 Nov.", [58, 60, 62, 66, 64, 63, 61, 60, 62, 61, 61, 26]),
        Notes = [new("Do next", "ask for a new card today, it takes 5 minutes. Then offer a call about the two tickets.")], Owner = _dana,
        Actions = [CardAction.Acknowledge, CardAction.Snooze, CardAction.Assign, CardAction.NotUseful, CardAction.OpenCustomer],
        ActsOn = "al_7F3K2QWX5N", CustomerId = "cus_0412", NamesCustomers = true,
        Footer = "Fired Tue 10 Nov, 09:05 New York · rule: health below 30 · data through 09:00",
    };

    public static AlertCard Escalated { get; } = Firing with { State = "High churn risk, not acknowledged for 2 hours", Notes = [new("Do next", "somebody takes it: Acknowledge, or Assign."), .. Firing.Notes] };

    public static AlertCard Acknowledged { get; } = Firing with
    {
        Mark = CardMark.Quiet,
        State = "Acknowledged",
        Subject = "Brightwater Clinics, high churn risk",
        Notes = [new("Acknowledged by", "since Tue 10 Nov, 09:31.") { By = _dana }],
        Actions = [CardAction.Snooze, CardAction.Assign, CardAction.NotUseful, CardAction.OpenCustomer],
    };

    public static AlertCard Snoozed { get; } = Acknowledged with
    {
        State = "Snoozed until 17 Nov",
        Remark = "card update promised for Monday",
        Reasons = [],
        Trend = null,
        Actions = [CardAction.Wake, CardAction.Assign, CardAction.OpenCustomer],
        Notes = [new("Snoozed by", "until Tue 17 Nov, 09:00 New York.") { By = _dana }],
    };

    public static AlertCard Assigned { get; } = Acknowledged with { State = "Assigned to Sam Ito", Owner = new("Sam Ito", "slack:U04SAM0003") };

    public static AlertCard Recovering { get; } = Firing with { Mark = CardMark.Quiet, State = "Recovering", Notes = [new("Watching.", "Closed when health stays at 35 or more for 3 days.")] };

    public static AlertCard Resolved { get; } = Firing with
    {
        Mark = CardMark.Good,
        State = "Recovered",
        Finding = "Health is 64 of 100 on 21 Nov; it was 26 on 10 Nov.",
        Reasons = [],
        IsClosed = true,
        Notes = [new("Nothing to do.", "Above 35 for 3 days, so the alert is closed. Was it useful? Your answer tunes this rule.")],
        Actions = [CardAction.Useful, CardAction.NotUseful, CardAction.OpenCustomer],
    };

    public static AlertCard Group { get; } = new()
    {
        Mark = CardMark.High, State = "23 customers moved to high churn risk", Finding = "$2,365 MRR at stake (4.0% of MRR) since Mon 9 Nov.",
        Summary = "23 customers moved to high churn risk since Mon 9 Nov. $2,365 MRR at stake, 4.0% of MRR. Largest: Kestrel Logistics $297.",
        Details = ["19 of the 23 made no export since 8 Nov. The cause is likely, not proven."],
        Table = new("Top 5 of 23 by MRR (health on 3 Nov in brackets)", ["Customer", "MRR", "Health"],
            [["Kestrel Logistics", "$297", "24 (58)"], ["Ostrava Print", "$247", "27 (55)"], ["Juniper & Holt", "$198", "21 (49)"], ["Marlow Estates", "$198", "29 (63)"], ["Quill & Vane", "$149", "28 (51)"], ["18 others", "$1,276", ""]]),
        Notes = [new("Do next", "ask engineering about exports in 4.2 before calling customers.")], Owner = new("CS leads", "slack:S0CSLEADS1"),
        Actions = [CardAction.AcknowledgeAll, CardAction.Snooze, CardAction.Assign, CardAction.OpenAll], ActsOn = "grp_9d4r", NamesCustomers = true,
        Footer = "Tue 10 Nov, 09:05 New York · one message instead of 23 · rule: health below 30",
    };

    public static AlertCard RollUp { get; } = Group with { State = "12 more alerts on Tue 10 Nov", ActsOn = "day_9d4r", Owner = null };

    public static AlertCard Morning { get; } = Group with { Mark = CardMark.Medium, State = "7 alerts waited for the morning", ActsOn = "am_9d4r", Owner = null };

    public static AlertCard Stale { get; } = new()
    {
        Mark = CardMark.Quiet, State = "Billing data is late", Finding = "Nothing has arrived from Stripe since Tue 10 Nov, 21:05 New York (13 hours).",
        Summary = "Billing data is late. Nothing has arrived from Stripe since Tue 10 Nov, 21:05 New York. Alerts are held until data is back.",
        Notes = [new("What this means", "answers show figures as of 10 Nov, 21:05."), new("Do next", "check the webhook in Stripe.")],
        Actions = [CardAction.CatchUp, CardAction.Acknowledge, CardAction.OpenSources], ActsOn = "al_STALE23456", Footer = "Wed 11 Nov 2026, 10:05 New York.",
    };

    public static IReadOnlyDictionary<string, AlertCard> All { get; } = new Dictionary<string, AlertCard>
    {
        ["firing"] = Firing, ["escalated"] = Escalated, ["acknowledged"] = Acknowledged, ["snoozed"] = Snoozed, ["assigned"] = Assigned, ["recovering"] = Recovering,
        ["resolved"] = Resolved, ["group"] = Group, ["rollup"] = RollUp, ["morning"] = Morning, ["stale"] = Stale,
    };

    /// <summary>The same card with hostile text in every place where others type.</summary>
    public static AlertCard Hostile(AlertCard card, string text) => card with
    {
        Subject = text,
        Finding = text,
        Summary = text,
        Remark = text,
        Details = [text, text],
        Reasons = [text, text, text],
        Owner = new(text, text),
        ActsOn = card.ActsOn,
        Notes = [new(text, text), new("Do next", text), new(text, text) { By = new(text, text) }],
        Footer = text,
        Trend = new(text, [1, 2]),
        Table = new(text, ["Customer", text], [[text, text], [text]]),
    };
}
