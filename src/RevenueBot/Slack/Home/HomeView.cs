using RevenueBot.Access;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.States;
using RevenueBot.Questions;
using RevenueBot.Questions.Customers;
using RevenueBot.Questions.Wording;
using RevenueBot.Slack.Alerts;
using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack.Home;

/// <summary>One person's page. Pure; computes no figure; everything it was given is escaped.</summary>
internal static class HomeView
{
    private const int MostAlerts = 10;
    private const int MostCustomers = 10;
    private const int MostFigures = 4;
    private const int MaxFinding = 1_500;
    private static readonly IReadOnlyList<(Right Right, string Word)> _words =
        [(Right.Totals, "totals"), (Right.Customers, "customers"), (Right.Names, "names"), (Right.Exports, "exports"), (Right.Annotate, "notes"), (Right.Administer, "who may see what")];

    /// <param name="me">The person, as alerts name them: <c>slack:U04DANA001</c>.</param>
    public static HomeTab Render(HomeFacts facts, string me, Sealing seal)
    {
        List<Block> blocks = [Header("head", "Your revenue page"), Finding(facts.Mrr)];
        if (facts.Mrr.Figures.Count > 0) blocks.Add(new SectionBlock("figures", Fields: [.. facts.Mrr.Figures.Take(MostFigures).Select(Field)]));
        if (facts.Others.Count > 0) blocks.Add(new SectionBlock("more", TextObject.Marked(string.Join('\n', facts.Others.Select(answer => "• " + Mrkdwn.Escape(PlainText.Cut(answer.Headline, 400)))), SectionBlock.MaxText)));
        blocks.Add(new ActionsBlock("ask", Questions(facts, seal)));
        if (facts.Customers is { Count: > 0 } customers) blocks.AddRange(Customers(customers, facts));
        if (facts.Alerts is { } alerts) blocks.AddRange(Alerts(alerts, facts, me, seal));
        blocks.Add(Foot(string.Join('\n', $"You can see: {string.Join(", ", _words.Where(word => facts.Rights.HasFlag(word.Right)).Select(word => word.Word))}. Only you see this page.", $"{facts.Mrr.Footer} · updated when you open it")));
        return new HomeTab(blocks);
    }

    /// <summary>The page of whoever may not ask: why, and who can change it.</summary>
    public static HomeTab Refusal(RefusalWords words) => new(
    [
        Header("head", "Your revenue page"), Section("refusal", $"*{Mrkdwn.Entities(words.Finding)}*\n{Mrkdwn.Entities(words.Then)}"), Foot("Only you see this page."),
    ]);

    private static SectionBlock Finding(Answer answer)
    {
        var sentences = answer.Sentences.Take(2).Select(Mrkdwn.Escape).Prepend($"*{Mrkdwn.Escape(PlainText.Cut(answer.Headline, 500))}*");
        return Section("finding", Mrkdwn.CutEscaped(string.Join('\n', answer.Notice is { } notice ? sentences.Prepend(Mrkdwn.Escape(notice)) : sentences), MaxFinding));
    }

    private static TextObject Field(Figure figure) => TextObject.Marked(
        $"*{Mrkdwn.Escape(figure.Label)}*\n{Mrkdwn.Escape(figure.Value)}{(figure.Comparison is { Length: > 0 } vs ? "\n" + Mrkdwn.Escape(vs) : "")}", SectionBlock.MaxField);

    private static List<Button> Questions(HomeFacts facts, Sealing seal)
    {
        List<(string Label, string Question)> asks = [("MRR by plan", "/mrr by plan"), ("Why did it change?", "/mrr why"), .. facts.Rights.HasFlag(Right.Customers) ? [("At risk", "/at-risk")] : Array.Empty<(string, string)>()];
        List<Button> buttons = [.. asks.Select((ask, i) => Button.Of(ask.Label, SlackActions.Ask(i + 1), seal(ask.Question)))];
        if (facts.Dashboard is { } page) buttons.Add(Button.Of("Open dashboard", SlackActions.OpenDashboard, null) with { Url = page.AbsoluteUri });
        return buttons;
    }

    private static IEnumerable<Block> Customers(IReadOnlyList<OwnedCustomer> customers, HomeFacts facts)
    {
        yield return new DividerBlock("d1");
        yield return Header("customers", $"Your customers: {customers.Count}");
        List<IReadOnlyList<string>> rows = [.. customers.Take(MostCustomers).Select(customer => (IReadOnlyList<string>)[customer.Name, Format.Money(customer.Mrr, facts.Currency)])];
        if (customers.Count > MostCustomers) rows.Add([Format.Counted(customers.Count - MostCustomers, "other"), Format.Money(customers.Skip(MostCustomers).Sum(customer => customer.Mrr), facts.Currency)]);
        rows.Add(["Together", Format.Money(customers.Sum(customer => customer.Mrr), facts.Currency)]);
        yield return RichTextBlock.Table("owned", TextTable.Render(new AnswerTable(["Customer", "MRR"], rows)));
    }

    private static IEnumerable<Block> Alerts(IReadOnlyList<OpenAlert> alerts, HomeFacts facts, string me, Sealing seal)
    {
        yield return new DividerBlock("d2");
        yield return Header("alerts", $"Your open alerts: {alerts.Count}");
        if (alerts.Count == 0) yield return Section("none", "No alert of yours is open.");
        foreach (var (number, alert) in alerts.Take(MostAlerts).Index())
        {
            yield return new SectionBlock($"al{number}", TextObject.Plain(Line(alert, facts, me), SectionBlock.MaxText));
            yield return new ActionsBlock($"act{number}", Acts(alert, facts.At));
        }

        if (alerts.Count > MostAlerts) yield return new ActionsBlock("all", [Button.Of($"All {alerts.Count}", SlackActions.Ask(9), seal("/alerts"))]);
    }

    /// <summary>"⚪ Acknowledged by you: Brightwater Clinics, high churn risk, $698 MRR."</summary>
    private static string Line(OpenAlert alert, HomeFacts facts, string me)
    {
        var mrr = alert.Facts.Mrr is > 0 and { } stake ? $", {Format.Money(stake, facts.Currency)} MRR" : "";
        return $"{State(alert, facts.At, me)}: {PlainText.Cut(alert.Facts.Name, 40)}, {char.ToLowerInvariant(alert.Rule.Title[0])}{PlainText.Cut(alert.Rule.Title[1..], 80)}{mrr}.";
    }

    private static string State(OpenAlert alert, DateTimeOffset at, string me) => alert.Status switch
    {
        { State: AlertState.NoData } => "⚪ Held",
        _ when alert.Status.IsSnoozedAt(at) => "⚪ Snoozed",
        { Handling.AcknowledgedBy: { } by } => by == me ? "⚪ Acknowledged by you" : "⚪ Acknowledged",
        { State: AlertState.Recovering } => "🟢 Recovering",
        _ => alert.Rule.Level switch { AlertLevel.High => "🔴 High", AlertLevel.Medium => "🟠 Medium", AlertLevel.Opportunity => "🟢 Opportunity", _ => "⚪ Notice" },
    };

    private static List<Button> Acts(OpenAlert alert, DateTimeOffset at)
    {
        var snoozed = alert.Status.IsSnoozedAt(at);
        return
        [
            alert.Status.Handling.AcknowledgedBy is null ? Act("Acknowledge", AlertActionIds.Acknowledge) : Act("Hand back", AlertActionIds.HandBack),
            snoozed ? Act("Wake now", AlertActionIds.Wake) : Act("Snooze…", AlertActionIds.Snooze), Act("Assign…", AlertActionIds.Assign),
        ];

        Button Act(string label, string id) => Button.Of(label, id, alert.Id) with { AccessibilityLabel = PlainText.Cut(PlainText.Printable($"{label.TrimEnd('…')}: {alert.Facts.Name}"), Button.MaxText) };
    }

    private static HeaderBlock Header(string id, string text) => new(id, TextObject.Plain(text, HeaderBlock.MaxText));

    private static SectionBlock Section(string id, string text) => new(id, TextObject.Marked(text, SectionBlock.MaxText));

    private static ContextBlock Foot(string text) => new("foot", [TextObject.Marked(string.Join('\n', text.Split('\n').Select(Mrkdwn.Escape)), SectionBlock.MaxText)]);
}
