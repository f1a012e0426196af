using RevenueBot.Email;
using RevenueBot.Handling;
using RevenueBot.Reports;

namespace RevenueBot.Cli;

/// <summary>A report as plain text of at most 72 columns, in the order of a mail and with its figures. Pure.</summary>
internal static class TerminalDigest
{
    /// <param name="links">Where the dashboard can be reached, items have the addresses of their pages.</param>
    public static string Render(Digest digest, AlertLinks links)
    {
        DigestParts parts = new(digest, links, DigestRoom.All);
        return MailPlain.Write([new MailPart.Paragraph(digest.Title.ToUpperInvariant()), .. parts.All(), .. links.Page(digest.Page) is { } page ? [new MailPart.Button("Dashboard", page)] : (MailPart[])[], .. parts.Last()]);
    }
}
