using RevenueBot.Handling;
using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack.Installing;

/// <summary>Greets whoever installed the app, in a direct message: once, however often the app is installed, and never a whole team.</summary>
internal sealed class Welcome(SlackClients clients, InstallationStore store, AlertLinks links)
{
    public async Task SendAsync(Installation installation, CancellationToken cancel)
    {
        if (installation.Installer is not { Length: > 0 } installer || !await store.WelcomeAsync(installation.Id, cancel)) return;
        // What becomes of it changes nothing: the page in the browser says the same.
        await clients.In(installation.Id).PostAsync(installer, null, Message(installation, installer, links.Dashboard), cancel);
    }

    public static Message Message(Installation installation, string installer, Uri? dashboard)
    {
        const string first = "Nobody sees figures here yet, you included.";
        List<Block> blocks =
        [
            new HeaderBlock("head", TextObject.Plain("RevenueBot is installed", HeaderBlock.MaxText)),
            Section("finding", $"*{first}* An install gives nobody a right. Three steps, by whoever runs the bot:"),
            Section("s1", "*1. Connect billing.* Read-only Stripe key, or import files."),
            Section("s2", $"*2. Say who may see what.* Totals, single customers, exports: by person and by channel. Your id is `{Mrkdwn.Escape(installer)}`, this workspace's `{Mrkdwn.Escape(installation.Id)}`."),
            Section("s3", $"*3. Choose where alerts and reports go.* I post nothing until then. A channel here is written `slack:{Mrkdwn.Escape(installation.Id)}/C…`."),
            Section("try", "*Then* type `/mrr`, or ask me here “why did MRR change last week”."),
        ];
        if (dashboard is not null) blocks.Add(new ActionsBlock("next", [Button.Of("Open the dashboard", "setup.dashboard", null) with { Url = dashboard.AbsoluteUri }]));
        blocks.Add(new ContextBlock("foot", [TextObject.Marked("`/mrr help` lists every question. Sample figures are marked “sample”.", SectionBlock.MaxText)]));
        return new Message($"RevenueBot is installed. {first} Three steps: connect billing, say who may see what, choose a channel.", blocks);
    }

    private static SectionBlock Section(string id, string text) => new(id, TextObject.Marked(text, SectionBlock.MaxText));
}
