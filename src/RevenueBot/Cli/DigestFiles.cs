using System.Text;
using System.Text.Json;
using RevenueBot.Access;
using RevenueBot.Charts;
using RevenueBot.Configuration;
using RevenueBot.Email;
using RevenueBot.Handling;
using RevenueBot.Reports;
using RevenueBot.Slack;
using RevenueBot.Slack.Digests;
using RevenueBot.Teams.Cards;
using RevenueBot.Teams.Digests;

namespace RevenueBot.Cli;

/// <summary>A report as files, in every form in which it is sent.</summary>
internal static class DigestFiles
{
    /// <exception cref="RefusalException">A file cannot be written.</exception>
    public static async Task WriteAsync(Digest digest, string folder, IServiceProvider services, CancellationToken cancel)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException($"{folder} cannot be made: check the path and its permissions.", error);
        }

        foreach (var (name, bytes) in Files(digest, services.GetRequiredService<AlertLinks>(), services.GetRequiredService<Company>()))
        {
            var path = Path.Combine(folder, name);
            await NamedFile.WriteAsync($"{name} was", path, stream => stream.WriteAsync(bytes, cancel).AsTask());
            await Console.Out.WriteLineAsync(path);
        }
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Files(Digest digest, AlertLinks links, Company company)
    {
        var name = DigestWords.Name(digest.Period.Kind);
        var messages = SlackDigest.Render(digest, new(Unsealed, links, name) { Document = BoardPdf.NameOf(digest.Period) }).Select(post => post.Message).ToList();
        yield return ($"{name}.slack.json", Json(new { message = messages[0], replies = messages.Skip(1) }, Slack));
        yield return ($"{name}.teams.json", Json(DigestCards.Render(digest, new(Unsealed, links)).Card, Teams));
        var mail = DigestMail.Render(digest, new(company, links, "you", null) { Document = BoardPdf.NameOf(digest.Period) });
        yield return ($"{name}.html", Encoding.UTF8.GetBytes(MailPreview.Page(mail)));
        yield return ($"{name}.txt", Encoding.UTF8.GetBytes(mail.Plain));
        foreach (var picture in mail.Pictures) yield return ($"{name}-{picture.Id.Split('@')[0]}.png", ChartImage.Png(picture.Chart.Svg));
        if (BoardPdf.NameOf(digest.Period) is not null) yield return ($"{name}.pdf", BoardPdf.Render(digest));
    }

    /// <summary>A file has no buttons that anybody clicks.</summary>
    private static Sealing Unsealed { get; } = _ => "preview";

    private static JsonSerializerOptions Slack { get; } = new(SlackJson.Options) { WriteIndented = true };

    private static JsonSerializerOptions Teams { get; } = new(CardJson.Options) { WriteIndented = true };

    private static byte[] Json<T>(T value, JsonSerializerOptions options) => JsonSerializer.SerializeToUtf8Bytes(value, options);
}
