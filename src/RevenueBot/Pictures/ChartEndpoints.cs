using System.Text;
using System.Threading.RateLimiting;
using RevenueBot.Charts;
using RevenueBot.Questions.Api;

namespace RevenueBot.Pictures;

/// <summary><c>GET /charts/{chart}.png|.svg</c>: the picture behind a signed address. Everything that is wrong with one is said in the same words.</summary>
internal sealed class ChartEndpoints(ChartAddresses addresses, ChartPictures pictures) : IDisposable
{
    private const int AtOnce = 60, PerSecond = 20;
    private const string Gone = "There is no such picture, or its address has ended.\n";

    private readonly PartitionedRateLimiter<string> _limits = PartitionedRateLimiter.Create<string, string>(caller => RateLimitPartition.GetTokenBucketLimiter(caller, _ =>
        new TokenBucketRateLimiterOptions { TokenLimit = AtOnce, TokensPerPeriod = PerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0 }));

    public static void Map(IEndpointRouteBuilder routes)
    {
        var charts = routes.MapGroup(ChartAddresses.Route).AddEndpointFilter<NoDatabaseFilter>();
        charts.MapGet("/{chart}.png", (string chart, HttpContext http, ChartEndpoints self, CancellationToken cancel) => self.PngAsync(chart, http, cancel));
        charts.MapGet("/{chart}.svg", (string chart, HttpContext http, ChartEndpoints self, CancellationToken cancel) => self.SvgAsync(chart, http, cancel));
    }

    public void Dispose() => _limits.Dispose();

    private Task<IResult> PngAsync(string chart, HttpContext http, CancellationToken cancel) =>
        ServeAsync(chart, http, async shown => await pictures.PngAsync(shown, cancel) is { } png ? Results.Bytes(png, "image/png") : null);

    private Task<IResult> SvgAsync(string chart, HttpContext http, CancellationToken cancel) =>
        ServeAsync(chart, http, async shown => await pictures.SvgAsync(shown, cancel) is { } svg ? Results.Text(svg, "image/svg+xml", Encoding.UTF8) : null);

    private async Task<IResult> ServeAsync(string chart, HttpContext http, Func<ShownChart, Task<IResult?>> find)
    {
        Harden(http.Response.Headers);
        using var permit = _limits.AttemptAcquire(http.Connection.RemoteIpAddress?.ToString() ?? "");
        if (!permit.IsAcquired) return TooMany(http.Response);
        try
        {
            return addresses.Open(chart) is { } shown && await find(shown) is { } picture ? picture : Results.Text(Gone, statusCode: StatusCodes.Status404NotFound);
        }
        catch (ChartRenderException)
        {
            return Results.Text(Gone, statusCode: StatusCodes.Status404NotFound);
        }
    }

    /// <summary>Figures are not kept on the way, and a picture can do nothing in a browser but be seen.</summary>
    private static void Harden(IHeaderDictionary headers)
    {
        headers.CacheControl = "private, no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers["X-Robots-Tag"] = "noindex";
    }

    private static IResult TooMany(HttpResponse response)
    {
        response.Headers.RetryAfter = "1";
        return Results.Text("Too many pictures were asked for within a second.\n", statusCode: StatusCodes.Status429TooManyRequests);
    }
}
