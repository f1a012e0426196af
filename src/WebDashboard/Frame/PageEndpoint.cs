using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace RevenueBot.WebDashboard.Frame;

/// <summary>Writes rows as CSV that is safe to open in a spreadsheet.</summary>
public delegate string WriteCsv(IEnumerable<IReadOnlyList<string>> rows);

/// <summary>Notes that somebody took rows away; where it cannot be noted, it throws, and they do not get them.</summary>
public delegate Task NoteExport(PageRequest request, CancellationToken cancel);

/// <summary>The number of the newest event that figures read from now on hold; null: nothing is told of events.</summary>
public delegate long? ReadSeen();

/// <summary>What a page needs to be answered.</summary>
/// <param name="Needs">Without these rights the page is not there.</param>
public sealed record PageRights(Rights Needs);

/// <summary>One page at one address: its model from its source, in its frame; or one of its tables as a file.</summary>
public static class PageEndpoint
{
    /// <summary>Mounts a page. <typeparamref name="TPage"/> takes the parameters <c>Model</c> and <c>Shell</c>.</summary>
    public static RouteHandlerBuilder MapPage<TPage, TModel>(this IEndpointRouteBuilder routes, string path, Rights needs)
        where TPage : IComponent
        where TModel : class, IPageModel
    {
        routes.ServiceProvider.GetRequiredService<MountedPages>().Add(path);
        return routes.MapGet(path, AnswerAsync<TPage, TModel>).WithMetadata(new PageRights(needs));
    }

    internal static async Task<IResult> AnswerAsync<TPage, TModel>(HttpContext http, IPageSource<TModel> source, PageParts parts, CancellationToken cancel)
        where TPage : IComponent
        where TModel : class, IPageModel
    {
        var request = PageRequest.Of(http) with { Seen = parts.Seen() };
        if (request.IsExport && !request.Viewer.Has(Rights.Exports)) return Absent("Files are not for your role", "Your role shows figures and does not give them out as files. Ask an administrator for the right “exports”.", StatusCodes.Status403Forbidden);
        if (await source.ReadAsync(request, cancel) is not { } model) return Missing();
        if (request.IsExport) return await FileAsync(request, model, parts, cancel);
        var shell = await parts.Shell(request, parts.Posts.TokenFor(http), cancel);
        return Page<TPage>(new { Model = model, Shell = shell with { Said = parts.Sayings.Take(http) } });
    }

    /// <summary>What a viewer needs for a route that is no page. <see cref="PostGuard"/> guards it against forged forms.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, Rights rights) => route.WithMetadata(new PageRights(rights)).DisableAntiforgery();

    private static async Task<IResult> FileAsync(PageRequest request, IPageModel model, PageParts parts, CancellationToken cancel)
    {
        if (model.Tables.FirstOrDefault(table => table.Id == request.Table) is not { } table) return Absent("There is no such table", "The page has no table of that name.", StatusCodes.Status404NotFound);
        await parts.Exported(request, cancel);
        return TypedResults.File(Encoding.UTF8.GetBytes(parts.Csv(table.ToFile())), "text/csv; charset=utf-8", $"{table.Id}.csv");
    }

    /// <summary>Says in a browser that there is nothing at an address that no route knows; other callers get the bare status.</summary>
    public static async Task SayMissingAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        if (http.Response.StatusCode != StatusCodes.Status404NotFound || !HttpMethods.IsGet(http.Request.Method) || !http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)) return;
        PageHeaders.Harden(http);
        await Missing().ExecuteAsync(http);
    }

    private static RazorComponentResult<NoticePage> Missing() => Absent("There is no such page", "It may have been removed, or its address was cut.", StatusCodes.Status404NotFound);

    /// <summary>A page that says that there is none.</summary>
    public static RazorComponentResult<NoticePage> Absent(string title, string sentence, int status) =>
        new(new { Title = title, Sentences = (string[])[sentence], Link = "/", LinkText = "Open the overview" }) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>A page with its parameters.</summary>
    public static RazorComponentResult<TPage> Page<TPage>(object parameters)
        where TPage : IComponent => new(parameters) { PreventStreamingRendering = true };
}

/// <summary>What every page is put together with.</summary>
public sealed record PageParts(ReadShell Shell, WriteCsv Csv, NoteExport Exported, PostGuard Posts, ReadSeen Seen, Sayings Sayings);
