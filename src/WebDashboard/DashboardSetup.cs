using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.SignIn;

namespace RevenueBot.WebDashboard;

public static class DashboardSetup
{
    internal const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <param name="keyDirectory">Where the keys that protect session cookies are kept, so that a restart signs nobody out.</param>
    public static IServiceCollection AddDashboard(this IServiceCollection services, DirectoryInfo keyDirectory)
    {
        services.AddRazorComponents();
        services.AddDataProtection().SetApplicationName("RevenueBot").PersistKeysToFileSystem(keyDirectory);
        services.AddSingleton<SignInLinks>().AddSingleton<PostGuard>().AddSingleton<PageParts>().AddSingleton<MountedPages>();
        services.AddAntiforgery(forms =>
        {
            forms.FormFieldName = PostGuard.Field;
            forms.Cookie.Name = "revenuebot-form";
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; // http on loopback, https behind a proxy
            forms.SuppressXFrameOptionsHeader = true; // PageHeaders is stricter
        });
        services.AddAuthentication(Scheme).AddCookie(Scheme, cookie =>
        {
            cookie.Cookie.Name = "revenuebot";
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
            cookie.SlidingExpiration = false;
        });
        return services;
    }
}
