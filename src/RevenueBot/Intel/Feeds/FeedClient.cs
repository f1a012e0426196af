using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace RevenueBot.Intel.Feeds;

/// <summary>Fetches a feed: only where it changed, within limits, and from no private address. It throws for nothing that a server does.</summary>
internal sealed class FeedClient(HttpClient http, FeedLimits limits)
{
    private const int Chunk = 16 * 1024, LongestValidator = 500;
    private const string BrokeOff = "Its server broke off, or packed it so that it cannot be unpacked.";

    /// <param name="state">What is known of it; null: nothing.</param>
    public async Task<FeedReply> FetchAsync(Uri address, FeedState? state, CancellationToken cancel)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(limits.MayTake);
        try
        {
            return await FollowAsync(address, state, limited.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new FeedReply.Failed(string.Create(CultureInfo.InvariantCulture, $"Its server took longer than {limits.MayTake.TotalSeconds:0.#} s."));
        }
        catch (HttpRequestException error)
        {
            return new FeedReply.Failed(Words(error));
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return new FeedReply.Failed(BrokeOff);
        }
    }

    private async Task<FeedReply> FollowAsync(Uri address, FeedState? state, CancellationToken cancel)
    {
        for (var redirects = 0; redirects <= limits.MostRedirects; redirects++)
        {
            using var request = Request(address, state);
            using var reply = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if ((int)reply.StatusCode is not (301 or 302 or 303 or 307 or 308) || reply.Headers.Location is not { } location) return await ReadAsync(reply, address, cancel);
            var next = new Uri(address, location);
            if (Against(address, next) is { } wrong) return new FeedReply.Failed(wrong);
            address = next;
        }

        return new FeedReply.Failed(string.Create(CultureInfo.InvariantCulture, $"Its server redirects more than {limits.MostRedirects} times."));
    }

    private static string? Against(Uri from, Uri to) => to switch
    {
        _ when to.Scheme != Uri.UriSchemeHttp && to.Scheme != Uri.UriSchemeHttps => "Its server redirects to what is no http or https address.",
        _ when from.Scheme == Uri.UriSchemeHttps && to.Scheme == Uri.UriSchemeHttp => "Its server redirects from https to http.",
        _ when to.UserInfo.Length > 0 => "Its server redirects to an address with a name and password.",
        _ => null,
    };

    private static HttpRequestMessage Request(Uri address, FeedState? state)
    {
        HttpRequestMessage request = new(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("RevenueBot", null));
        foreach (var type in (ReadOnlySpan<string>)["application/rss+xml", "application/atom+xml", "application/xml;q=0.9", "text/xml;q=0.9", "*/*;q=0.1"]) request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(type));
        // Of an address that once worked: what a server gave as a validator goes back to it as it was.
        if (state?.ETag is { } tag) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        if (state?.LastModified is { } time) request.Headers.TryAddWithoutValidation("If-Modified-Since", time);
        return request;
    }

    private async Task<FeedReply> ReadAsync(HttpResponseMessage reply, Uri address, CancellationToken cancel)
    {
        if (reply.StatusCode == HttpStatusCode.NotModified) return new FeedReply.Unchanged();
        if (reply.StatusCode == HttpStatusCode.Gone) return new FeedReply.Failed("Its server says that it is gone for good (410): take it out of Intel:Feeds.") { IsGone = true };
        if (reply.StatusCode != HttpStatusCode.OK) return new FeedReply.Failed(string.Create(CultureInfo.InvariantCulture, $"Its server answers with {(int)reply.StatusCode}{Meaning(reply.StatusCode)}."));
        if (reply.Content.Headers.ContentType?.MediaType is { } type && !MayBeFeed(type)) return new FeedReply.Failed($"Its server sends {(type.Length <= 40 ? type : "something else")}, which is no feed: look for the feed's own address.");
        return await BodyAsync(reply.Content, cancel) is { } body
            ? new FeedReply.Fetched(body, address, Validator(reply, "ETag"), Validator(reply, "Last-Modified"))
            : new FeedReply.Failed(string.Create(CultureInfo.InvariantCulture, $"It is larger than {limits.MostBytes / (1024.0 * 1024):0.##} MB."));
    }

    private static string Meaning(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ": it does not let the bot read it",
        HttpStatusCode.NotFound => ": there is nothing at this address",
        HttpStatusCode.TooManyRequests => ": it was asked too often",
        >= HttpStatusCode.InternalServerError => ": it has a fault of its own",
        _ => "",
    };

    /// <summary>Servers name feeds in many ways, as web pages too: what it is, its root says.</summary>
    private static bool MayBeFeed(string type) => type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || type.Contains("xml", StringComparison.OrdinalIgnoreCase) || type.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null where it is larger than is read: what is packed is counted as it unpacks.</summary>
    private async Task<byte[]?> BodyAsync(HttpContent content, CancellationToken cancel)
    {
        await using var stream = await content.ReadAsStreamAsync(cancel);
        using MemoryStream body = new();
        var chunk = new byte[Chunk];
        while (await stream.ReadAsync(chunk, cancel) is > 0 and var read)
        {
            if (body.Length + read > limits.MostBytes) return null;
            body.Write(chunk, 0, read);
        }

        return body.ToArray();
    }

    private static string? Validator(HttpResponseMessage reply, string name)
    {
        var values = reply.Headers.NonValidated.TryGetValues(name, out var found) || reply.Content.Headers.NonValidated.TryGetValues(name, out found) ? found.ToString() : null;
        return values is { Length: > 0 and <= LongestValidator } && !values.Any(char.IsControl) ? values : null;
    }

    private static string Words(HttpRequestException error)
    {
        for (Exception? inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner is PrivateAddressException) return "Its server is inside the network: set Intel:AllowPrivateAddresses to true to read feeds from there.";
            if (inner is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }) return "The name of its server cannot be found.";
        }

        return error.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError => "The certificate of its server is not trusted.",
            HttpRequestError.ConnectionError => "Its server cannot be reached.",
            _ => BrokeOff,
        };
    }
}
