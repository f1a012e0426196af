using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.WebDashboard.Frame;

/// <summary>
/// What a posted form did, said once on the page that follows: in a cookie that only this program can write and read, for the same
/// viewer. Nothing of it stands in an address, where anybody could put a sentence of their own.
/// </summary>
public sealed class Sayings(IDataProtectionProvider protection)
{
    private const string Cookie = "revenuebot-said";
    private const int Longest = 400;

    /// <param name="isDone">False: nothing was changed, and the sentence says why.</param>
    public void Say(HttpContext http, string sentence, bool isDone = true)
    {
        var text = $"{(isDone ? '+' : '-')}{(sentence.Length > Longest ? sentence[..Longest] + "…" : sentence)}";
        CookieOptions options = new() { Path = "/", HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromMinutes(1) };
        http.Response.Cookies.Append(Cookie, For(PageRequest.ViewerOf(http)).Protect(text), options);
    }

    /// <summary>What is to be said on the page that is about to be sent; null: nothing.</summary>
    internal Banner? Take(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } said) return null;
        http.Response.Cookies.Delete(Cookie, new CookieOptions { Path = "/", HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps });
        try
        {
            var text = For(PageRequest.ViewerOf(http)).Unprotect(said);
            return new Banner("", text[1..], text[0] == '+' ? Judgement.Good : Judgement.Warn);
        }
        catch (CryptographicException)
        {
            return null; // of somebody else, or of other keys
        }
    }

    private IDataProtector For(Viewer viewer) => protection.CreateProtector("RevenueBot.Said", viewer.Id);
}
