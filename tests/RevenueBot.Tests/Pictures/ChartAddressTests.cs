using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Handling;
using RevenueBot.Pictures;
using RevenueBot.Questions;
using RevenueBot.Support;
using RevenueBot.Tests.Questions;
using RevenueBot.Tests.Reports;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Pictures;

/// <summary>The composed bot with a public address.</summary>
public sealed class PictureBot() : IAsyncLifetime
{
    internal LiveBot Bot { get; } = new(new() { ["Dashboard:PublicUrl"] = "https://revenue.larkspur.example" });

    public ValueTask InitializeAsync() => Bot.InitializeAsync();

    public ValueTask DisposeAsync() => Bot.DisposeAsync();
}

/// <summary>Charts by signed address: what was shown is drawn again for a day, and everything else is told in the same words.</summary>
public sealed class ChartAddressTests(PictureBot pictures) : IClassFixture<PictureBot>
{
    private static readonly AlertLinks _links = new(new Uri("https://revenue.larkspur.example/"));
    private static readonly IPAddress _other = IPAddress.Parse("127.0.0.2");
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    private ChartAddresses Addresses => pictures.Bot.Services.GetRequiredService<ChartAddresses>();

    [Fact]
    public async Task The_chart_of_an_answer_is_fetched_without_a_key_and_kept_nowhere()
    {
        var answer = await AskAsync("/mrr");
        var address = Addresses.Of(answer, "tenant/19:channel")!;
        address.Host.ShouldBe("revenue.larkspur.example");
        address.AbsoluteUri.ShouldNotContain("mrr", Case.Insensitive);
        using var reply = await FetchAsync(address.AbsolutePath);
        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
        reply.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        var png = await reply.Content.ReadAsByteArrayAsync(_cancel);
        png.Length.ShouldBeInRange(5_000, 1_000_000);
        (BigEndian(png, 16), BigEndian(png, 20)).ShouldBe((1024, 576));
        reply.Headers.CacheControl!.ToString().ShouldBe("no-store, private");
        (reply.Headers.GetValues("Referrer-Policy").Single(), reply.Headers.GetValues("X-Content-Type-Options").Single()).ShouldBe(("no-referrer", "nosniff"));
    }

    [Fact]
    public async Task It_is_the_same_chart_as_the_answer_had()
    {
        var answer = await AskAsync("/mrr");
        var path = Addresses.Of(answer, "a")!.AbsolutePath;
        using var reply = await FetchAsync(path.Replace(".png", ".svg"));
        Points(await reply.Content.ReadAsStringAsync(_cancel)).ShouldBe(Points(answer.Chart!.Value.Svg));
    }

    [Fact]
    public async Task The_chart_of_a_report_is_fetched_as_that_of_the_answer_behind_it()
    {
        var answer = await AskAsync("/mrr");
        var digest = SampleDigests.Monthly with { Chart = new("mrr-chart", "MRR", answer.Chart!.Value) { AnswerId = answer.Id } };
        var addresses = Addresses.Of(digest, "teams/t");
        addresses.Keys.ShouldBe(["mrr-chart"]);
        using var reply = await FetchAsync(addresses["mrr-chart"].AbsolutePath.Replace(".png", ".svg"));
        Points(await reply.Content.ReadAsStringAsync(_cancel)).ShouldBe(Points(answer.Chart!.Value.Svg));
    }

    [Fact]
    public async Task Everything_wrong_is_told_in_the_same_words()
    {
        var id = (await AskAsync("/mrr")).Id;
        var good = Addresses.Close(new(id, "a", false));
        var late = new ChartAddresses(pictures.Bot.Services.GetRequiredService<IDataProtectionProvider>(), _links, new Clock(TimeProvider.System.GetUtcNow().AddHours(-24).AddSeconds(-1)));
        var others = new ChartAddresses(new EphemeralDataProtectionProvider(), _links, TimeProvider.System);
        string[] wrong = [late.Close(new(id, "a", false)), others.Close(new(id, "a", false)), good[..^1] + (good[^1] == 'A' ? 'B' : 'A'), good[..40], "x", id, Addresses.Close(new("ans_bm9uc2Vuc2U", "a", false)), new string('a', 3_000)];
        HashSet<string> words = [];
        foreach (var one in wrong)
        {
            using var reply = await FetchAsync($"/charts/{one}.png");
            reply.StatusCode.ShouldBe(HttpStatusCode.NotFound, one);
            words.Add($"{await reply.Content.ReadAsStringAsync(_cancel)} {reply.Headers.CacheControl} {reply.Content.Headers.ContentType}");
        }

        words.ShouldHaveSingleItem();
    }

    [Fact]
    public void An_address_opens_after_a_restart_and_on_every_replica_that_shares_the_keys()
    {
        var keys = Directory.CreateTempSubdirectory("revenuebot-keys");
        ChartAddresses One() => new(DataProtectionProvider.Create(keys), _links, TimeProvider.System);
        ShownChart chart = new("ans_x", "19:channel", true);
        One().Open(One().Close(chart)).ShouldBe(chart);
        keys.Delete(recursive: true);
    }

    [Fact]
    public async Task Without_a_public_address_there_is_none() =>
        new ChartAddresses(new EphemeralDataProtectionProvider(), new(null), TimeProvider.System).Of(await AskAsync("/mrr"), "a").ShouldBeNull();

    [Fact]
    public async Task Whoever_fetches_too_much_is_told_to_wait()
    {
        List<HttpStatusCode> codes = [];
        for (var i = 0; i < 300 && !codes.Contains(HttpStatusCode.TooManyRequests); i++)
        {
            using var reply = await FetchAsync("/charts/x.png", _other);
            codes.Add(reply.StatusCode);
        }

        codes.ShouldContain(HttpStatusCode.TooManyRequests);
        (await FetchAsync("/charts/x.png")).StatusCode.ShouldBe(HttpStatusCode.NotFound); // others are not
        await Patience.UntilAsync(async () => (await FetchAsync("/charts/x.png", _other)).StatusCode == HttpStatusCode.NotFound);
    }

    /// <param name="from">The caller's address; null: the usual one.</param>
    private async Task<HttpResponseMessage> FetchAsync(string path, IPAddress? from = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler { ConnectCallback = (context, cancel) => ConnectAsync(context.DnsEndPoint, from ?? IPAddress.Loopback, cancel) })
        {
            BaseAddress = pictures.Bot.Client.BaseAddress,
        };
        return await client.GetAsync(path, _cancel);
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, IPAddress from, CancellationToken cancel)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(IPAddress.Parse(to.Host), to.Port, cancel);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private Task<Answer> AskAsync(string question) => pictures.Bot.Services.GetRequiredService<Asker>().AskAsync(question, new(TimeProvider.System.GetUtcNow()), _cancel);

    private static int BigEndian(byte[] bytes, int at) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));

    /// <summary>What is drawn, without what is said around it.</summary>
    private static IEnumerable<string> Points(string svg) => svg.Split(' ', '"').Where(part => part.StartsWith('M') && part.Length > 1 && char.IsAsciiDigit(part[1]));

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
