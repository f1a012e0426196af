using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.WebDashboard;

public static class DashboardSetup
{
    /// <param name="keyDirectory">Where the keys that protect cookies and addresses are kept, so that a restart ends none of them.</param>
    public static IServiceCollection AddDashboard(this IServiceCollection services, DirectoryInfo keyDirectory)
    {
        services.AddRazorComponents();
        services.AddDataProtection().SetApplicationName("RevenueBot").PersistKeysToFileSystem(keyDirectory);
        services.AddSingleton<PostGuard>().AddSingleton<Sayings>().AddSingleton<PageParts>().AddSingleton<MountedPages>();
        services.AddAntiforgery(forms =>
        {
            forms.FormFieldName = PostGuard.Field;
            forms.Cookie.Name = "revenuebot-form";
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; // http on loopback, https behind a proxy
            forms.SuppressXFrameOptionsHeader = true; // PageHeaders is stricter
        });
        // Over TLS too: cookies are SameSite=Strict, so no other site can have pages made with a guess in them and measure their size (BREACH).
        return services.AddResponseCompression(packing =>
        {
            packing.EnableForHttps = true;
            packing.MimeTypes = ["text/html", "text/csv"];
            packing.Providers.Add<BrotliCompressionProvider>();
            packing.Providers.Add<GzipCompressionProvider>();
        }).Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest).Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
    }
}
