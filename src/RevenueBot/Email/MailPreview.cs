using RevenueBot.Charts;

namespace RevenueBot.Email;

/// <summary>A mail as a page that a browser shows by itself: its HTML with the pictures inside.</summary>
internal static class MailPreview
{
    /// <exception cref="ChartRenderException">A picture cannot be drawn.</exception>
    public static string Page(MailContent mail) => mail.Pictures.Aggregate(mail.Html, (html, picture) => html.Replace($"src=\"cid:{MailHtml.Text(picture.Id)}\"", $"src=\"data:image/png;base64,{Convert.ToBase64String(ChartImage.Png(picture.Chart.Svg))}\""));
}
