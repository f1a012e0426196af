using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using RevenueBot.Handling;
using RevenueBot.Questions;
using RevenueBot.Reports;

namespace RevenueBot.Pictures;

/// <summary>A picture that somebody was shown.</summary>
/// <param name="AnswerId">The question, as of its day and as known at its moment.</param>
/// <param name="Audience">Who was shown it, as their platform calls them.</param>
/// <param name="HasNames">The answer named customers, and its readers may see who they are.</param>
internal sealed record ShownChart(string AnswerId, string Audience, bool HasNames);

/// <summary>
/// Addresses of charts for programs that fetch pictures without a cookie: Teams, and Slack where nothing can be uploaded. An address is
/// sealed and authenticated by the keys that protect sign-ins, so nobody can read, guess or make one, and it lasts a day at most.
/// </summary>
internal sealed class ChartAddresses(IDataProtectionProvider protection, AlertLinks links, TimeProvider clock)
{
    public const string Route = "/charts";

    /// <summary>Slack takes addresses of 3,000 characters; others less.</summary>
    private const int LongestAddress = 2_000;

    private static readonly TimeSpan _lasts = TimeSpan.FromHours(24);
    private readonly IDataProtector _protector = protection.CreateProtector("RevenueBot.ChartAddress.v1");

    /// <summary>Null without a public address, or where an answer has no picture.</summary>
    /// <param name="audience">Who will be shown it.</param>
    public Uri? Of(Answer answer, string audience) => answer.WantsPicture ? Of(new ShownChart(answer.Id, audience, answer.NamesCustomers)) : null;

    /// <summary>Of the charts of a report that an answer has too, by their keys: without names, whoever reads it.</summary>
    public IReadOnlyDictionary<string, Uri> Of(Digest digest, string audience)
    {
        Dictionary<string, Uri> addresses = new(StringComparer.Ordinal);
        foreach (var chart in digest.Sections.SelectMany(section => section.Charts).Concat(digest.Chart is { } first ? [first] : []))
            if (chart.AnswerId is { } answer && Of(new ShownChart(answer, audience, HasNames: false)) is { } address) addresses[chart.Key] = address;
        return addresses;
    }

    private Uri? Of(ShownChart chart)
    {
        if (links.Dashboard is not { } dashboard) return null;
        var address = $"{dashboard.AbsoluteUri.TrimEnd('/')}{Route}/{Close(chart)}.png";
        return address.Length <= LongestAddress ? new Uri(address) : null;
    }

    public string Close(ShownChart chart)
    {
        var expires = (clock.GetUtcNow() + _lasts).ToUnixTimeSeconds();
        var text = string.Create(CultureInfo.InvariantCulture, $"{expires}\n{(chart.HasNames ? "names" : "")}\n{chart.Audience.ReplaceLineEndings("")}\n{chart.AnswerId}");
        return Base64Url.EncodeToString(_protector.Protect(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Null for whatever is not an address of ours that still lasts. The seal is verified, in constant time, before anything is read.</summary>
    public ShownChart? Open(string sealedText)
    {
        if (sealedText.Length > LongestAddress || !Base64Url.IsValid(sealedText) || Unprotect(Base64Url.DecodeFromChars(sealedText)) is not { } text) return null;
        return Encoding.UTF8.GetString(text).Split('\n', 4) is [var expires, var names, var audience, var answer]
            && clock.GetUtcNow().ToUnixTimeSeconds() < long.Parse(expires, CultureInfo.InvariantCulture) ? new(answer, audience, names.Length > 0) : null;
    }

    private byte[]? Unprotect(byte[] bytes)
    {
        try
        {
            return _protector.Unprotect(bytes);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
