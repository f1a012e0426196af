using Microsoft.AspNetCore.Http.HttpResults;

namespace RevenueBot.Questions.Api;

/// <summary>A reply that remembers when it has been written: not before, so that nobody is thought to have been told who was not.</summary>
internal sealed class DeliveredResult(IResult inner, Func<CancellationToken, Task> delivered) : IResult, INestedHttpResult
{
    public IResult Result => inner;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await inner.ExecuteAsync(httpContext);
        await httpContext.Response.Body.FlushAsync(httpContext.RequestAborted);
        // The reply ends only after this: whoever has read it to its end may count on it.
        if (!httpContext.RequestAborted.IsCancellationRequested) await delivered(CancellationToken.None);
    }
}
