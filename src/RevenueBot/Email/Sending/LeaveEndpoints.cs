using System.Net;
using System.Text;
using Npgsql;
using RevenueBot.Configuration;
using RevenueBot.Reports;

namespace RevenueBot.Email.Sending;

/// <summary>
/// <c>GET /u/{token}</c> asks, <c>POST</c> stops at once, for clients with one click (RFC 8058) and for the page's own button. Scanners
/// fetch addresses: looking at the page changes nothing.
/// </summary>
internal sealed class LeaveEndpoints(LeaveLinks links, MailLedger ledger, Company company, TimeProvider clock)
{
    private const string Gone = "This address is not whole. Open it from the mail again, or ask an administrator to end the report.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(LeaveLinks.Route + "/{token}", (string token, HttpResponse response, LeaveEndpoints self) => self.Show(token, response));
        routes.MapPost(LeaveLinks.Route + "/{token}", (string token, HttpResponse response, LeaveEndpoints self, CancellationToken cancel) => self.LeaveAsync(token, response, cancel)).DisableAntiforgery();
    }

    private IResult Show(string token, HttpResponse response)
    {
        Harden(response.Headers);
        return links.Open(token) is { } leaving
            ? Page($"Stop the {DigestWords.Name(leaving.Kind)} report?", $"<p>{Text(leaving.Address)} gets the {DigestWords.Name(leaving.Kind)} report of {Text(company.Name)}.</p><form method=\"post\"><button>Stop it</button></form>")
            : Page("Nothing was stopped", $"<p>{Gone}</p>", StatusCodes.Status404NotFound);
    }

    private async Task<IResult> LeaveAsync(string token, HttpResponse response, CancellationToken cancel)
    {
        Harden(response.Headers);
        if (links.Open(token) is not { } leaving) return Page("Nothing was stopped", $"<p>{Gone}</p>", StatusCodes.Status404NotFound);
        try
        {
            await ledger.StopAsync(leaving.Address, leaving.Kind, clock.GetUtcNow(), cancel);
        }
        catch (NpgsqlException)
        {
            return Page("Not stopped yet", "<p>The database does not answer. Try again in a minute.</p>", StatusCodes.Status503ServiceUnavailable);
        }

        return Page("Stopped", $"<p>{Text(leaving.Address)} gets no {DigestWords.Name(leaving.Kind)} report any more. An administrator can start it again.</p>");
    }

    private static IResult Page(string title, string body, int status = StatusCodes.Status200OK) => Results.Text(
        $"""
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>{Text(title)}</title>
        <style>body{"{"}font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem;color:#1b2430;background:#fff{"}"}button{"{"}font:inherit;padding:.6rem 1.2rem;border:0;border-radius:4px;background:#1f5fbf;color:#fff;cursor:pointer{"}"}</style></head>
        <body><h1>{Text(title)}</h1>{body}</body></html>
        """, "text/html", Encoding.UTF8, status);

    private static void Harden(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
