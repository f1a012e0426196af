using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RevenueBot.WebDashboard.Frame;

/// <summary>Whatever is posted must come from a form of ours, made for the same person (OWASP ASVS 3.5).</summary>
public sealed class PostGuard(IAntiforgery antiforgery) : IEndpointFilter
{
    /// <summary>The name of the field that holds the token.</summary>
    public const string Field = "__form";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsPost(http.Request.Method) && !await antiforgery.IsRequestValidAsync(http)) return Refusal();
        return await next(context);
    }

    /// <summary>The token of a form on a page that is about to be sent.</summary>
    public string TokenFor(HttpContext http) => antiforgery.GetAndStoreTokens(http).RequestToken!;

    private static RazorComponentResult<NoticePage> Refusal() => new(new { Title = "This form has ended", Sentences = (string[])["Nothing was changed. Open the page again and press the button there."], Link = "/", LinkText = "Open the overview" })
    {
        StatusCode = StatusCodes.Status400BadRequest, PreventStreamingRendering = true,
    };
}
