using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using RevenueBot.Intel.Feeds;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Intel.Feeds;

/// <summary>Fetching from a server that does whatever it likes.</summary>
public sealed class FeedClientTests : IAsyncLifetime
{
    private static readonly FeedLimits _limits = new() { MayTake = TimeSpan.FromSeconds(20), MostBytes = 64 * 1024 };
    private readonly HttpClient _http = FeedConnection.Client(address => address.Equals(IPAddress.Loopback));
    private FeedServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await FeedServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task WhatChangedIsFetchedWithItsValidatorsAndWhatDidNotIsNot()
    {
        _server.Say("/feed", "<rss/>", etag: "\"v1\"");
        var fetched = (await FetchAsync("/feed")).ShouldBeOfType<FeedReply.Fetched>();
        (Encoding.UTF8.GetString(fetched.Body), fetched.ETag).ShouldBe(("<rss/>", "\"v1\""));
        (await FetchAsync("/feed", State("\"v1\"", "Tue, 03 Nov 2026 08:00:00 GMT"))).ShouldBeOfType<FeedReply.Unchanged>();
        _server.Asked.Last().ShouldBe(("/feed", "\"v1\"", "Tue, 03 Nov 2026 08:00:00 GMT"));
        (await FetchAsync("/feed", State("\"v0\"", null))).ShouldBeOfType<FeedReply.Fetched>();
    }

    [Theory]
    [InlineData(401, "Its server answers with 401: it does not let the bot read it.")]
    [InlineData(404, "Its server answers with 404: there is nothing at this address.")]
    [InlineData(429, "Its server answers with 429: it was asked too often.")]
    [InlineData(500, "Its server answers with 500: it has a fault of its own.")]
    [InlineData(204, "Its server answers with 204.")]
    public async Task WhatItAnswersIsSaid(int status, string problem)
    {
        _server.Status("/feed", status);
        await FailsAsync("/feed", problem);
    }

    [Fact]
    public async Task WhatIsGoneForGoodIsSaidSo()
    {
        _server.Status("/feed", 410);
        (await FetchAsync("/feed")).ShouldBe(new FeedReply.Failed("Its server says that it is gone for good (410): take it out of Intel:Feeds.") { IsGone = true });
    }

    [Fact]
    public async Task RedirectsAreFollowedFiveTimes()
    {
        for (var i = 0; i < 6; i++) _server.Status($"/r{i}", i % 2 == 0 ? 301 : 307, $"/r{i + 1}");
        _server.Say("/r6", "<rss/>");
        (await FetchAsync("/r1")).ShouldBeOfType<FeedReply.Fetched>().Address.AbsolutePath.ShouldBe("/r6");
        await FailsAsync("/r0", "Its server redirects more than 5 times.");
        _server.Status("/loop", 302, "/loop");
        await FailsAsync("/loop", "Its server redirects more than 5 times.");
    }

    [Theory]
    [InlineData("file:///etc/passwd", "Its server redirects to what is no http or https address.")]
    [InlineData("gopher://127.0.0.1/x", "Its server redirects to what is no http or https address.")]
    [InlineData("http://user:secret@127.0.0.1/", "Its server redirects to an address with a name and password.")]
    [InlineData("http://127.0.0.2:1/feed", "Its server is inside the network: set Intel:AllowPrivateAddresses to true to read feeds from there.")]
    [InlineData("http://[::1]:1/feed", "Its server is inside the network: set Intel:AllowPrivateAddresses to true to read feeds from there.")]
    [InlineData("http://2130706434:1/feed", "Its server is inside the network: set Intel:AllowPrivateAddresses to true to read feeds from there.")]
    public async Task ARedirectLeadsNowhereElse(string location, string problem)
    {
        _server.Status("/feed", 302, location);
        await FailsAsync("/feed", problem);
    }

    [Fact]
    public async Task APrivateAddressIsRefusedBeforeAnythingIsSentThere()
    {
        _server.Say("/feed", "<rss/>");
        using var http = FeedConnection.Client(PublicAddress.IsPublic);
        FeedClient client = new(http, _limits);
        foreach (var host in (string[])["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "10.0.0.1", "169.254.169.254"])
            (await client.FetchAsync(new Uri($"http://{host}:{_server.Address.Port}/feed"), null, Cancel)).ShouldBe(new FeedReply.Failed("Its server is inside the network: set Intel:AllowPrivateAddresses to true to read feeds from there."), host);
        _server.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task ANameThatNobodyHasIsSaidSo() =>
        (await new FeedClient(_http, _limits).FetchAsync(new Uri("http://feeds.invalid/x"), null, Cancel)).ShouldBe(new FeedReply.Failed("The name of its server cannot be found."));

    [Fact]
    public async Task WhatIsTooLargeIsNotRead()
    {
        _server.Routes["/endless"] = async http =>
        {
            http.Response.ContentType = "text/xml";
            while (!http.RequestAborted.IsCancellationRequested) await http.Response.WriteAsync(new string('x', 8_192), http.RequestAborted);
        };
        await FailsAsync("/endless", "It is larger than 0.06 MB.");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task ABombIsCountedAsItUnpacks(string encoding)
    {
        using MemoryStream packed = new();
        using (Stream packing = encoding switch { "gzip" => new GZipStream(packed, CompressionLevel.SmallestSize, true), "br" => new BrotliStream(packed, CompressionLevel.Fastest, true), _ => new ZLibStream(packed, CompressionLevel.SmallestSize, true) })
            for (var i = 0; i < 1_000; i++) packing.Write(new byte[10_000]);
        var bytes = packed.ToArray();
        bytes.Length.ShouldBeLessThan(64 * 1024);
        _server.Routes["/bomb"] = http =>
        {
            (http.Response.ContentType, http.Response.Headers.ContentEncoding) = ("text/xml", encoding);
            return http.Response.Body.WriteAsync(bytes).AsTask();
        };
        await FailsAsync("/bomb", "It is larger than 0.06 MB.");
    }

    [Fact]
    public async Task WhatIsPackedWronglyOrBreaksOffIsSaidSo()
    {
        _server.Routes["/broken"] = http =>
        {
            (http.Response.ContentType, http.Response.Headers.ContentEncoding) = ("text/xml", "gzip");
            return http.Response.WriteAsync("<rss/>");
        };
        _server.Routes["/short"] = async http =>
        {
            (http.Response.ContentType, http.Response.ContentLength) = ("text/xml", 1_000);
            await http.Response.WriteAsync("<rss>");
            http.Abort();
        };
        foreach (var path in (string[])["/broken", "/short"]) await FailsAsync(path, "Its server broke off, or packed it so that it cannot be unpacked.");
    }

    [Fact]
    public async Task AServerThatTakesItsTimeIsLeft()
    {
        _server.Routes["/slow"] = http => Task.Delay(Timeout.Infinite, http.RequestAborted);
        _server.Routes["/drip"] = async http =>
        {
            http.Response.ContentType = "text/xml";
            await http.Response.WriteAsync("<rss>", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        };
        FeedClient hasty = new(_http, _limits with { MayTake = TimeSpan.FromSeconds(0.3) });
        foreach (var path in (string[])["/slow", "/drip"])
            (await hasty.FetchAsync(_server.At(path), null, Cancel)).ShouldBe(new FeedReply.Failed("Its server took longer than 0.3 s."));
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("application/json")]
    [InlineData("application/pdf")]
    public async Task WhatIsNoFeedByItsTypeIsNotRead(string type)
    {
        _server.Say("/feed", "<rss/>", type);
        await FailsAsync("/feed", $"Its server sends {type}, which is no feed: look for the feed's own address.");
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("application/octet-stream")]
    public async Task ManyNamesAreGivenToFeeds(string type)
    {
        _server.Say("/feed", "<rss/>", type);
        (await FetchAsync("/feed")).ShouldBeOfType<FeedReply.Fetched>();
    }

    private Task<FeedReply> FetchAsync(string path, FeedState? state = null) => new FeedClient(_http, _limits).FetchAsync(_server.At(path), state, Cancel);

    private async Task FailsAsync(string path, string problem) => (await FetchAsync(path)).ShouldBe(new FeedReply.Failed(problem));

    private static FeedState State(string? etag, string? lastModified) => new("", etag, lastModified, null, DateTimeOffset.UnixEpoch, null, false);
}
