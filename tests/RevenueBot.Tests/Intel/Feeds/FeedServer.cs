using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RevenueBot.Tests.Intel.Feeds;

/// <summary>A server of feeds on loopback: real HTTP, and as bad as it is told to be.</summary>
internal sealed class FeedServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FeedServer(WebApplication app) => _app = app;

    /// <summary>By path, what answers.</summary>
    public ConcurrentDictionary<string, RequestDelegate> Routes { get; } = new();

    /// <summary>Everything that was asked: the path and the validators.</summary>
    public ConcurrentQueue<(string Path, string? IfNoneMatch, string? IfModifiedSince)> Asked { get; } = new();

    public Uri Address => new(_app.Urls.Single());

    public Uri At(string path) => new(Address, path);

    public static async Task<FeedServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        FeedServer server = new(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public void Say(string path, string body, string type = "application/rss+xml", string? etag = null) => Routes[path] = async http =>
    {
        if (etag is not null && http.Request.Headers.IfNoneMatch == etag)
        {
            http.Response.StatusCode = 304;
            return;
        }

        http.Response.ContentType = type;
        if (etag is not null) http.Response.Headers.ETag = etag;
        await http.Response.WriteAsync(body);
    };

    public void Status(string path, int status, string? location = null) => Routes[path] = http =>
    {
        http.Response.StatusCode = status;
        if (location is not null) http.Response.Headers.Location = location;
        return Task.CompletedTask;
    };

    private Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        Asked.Enqueue((path, http.Request.Headers.IfNoneMatch, http.Request.Headers.IfModifiedSince));
        if (Routes.TryGetValue(path, out var route)) return route(http);
        http.Response.StatusCode = 404;
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource soon = new(TimeSpan.FromSeconds(1));
        await _app.StopAsync(soon.Token);
        await _app.DisposeAsync();
    }
}
