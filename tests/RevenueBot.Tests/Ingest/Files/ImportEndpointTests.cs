using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using RevenueBot.Configuration;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Ingest.Files;

/// <summary>The import route of the whole program, over a socket.</summary>
public sealed class ImportEndpointTests
{
    private const string Key = "key-for-tests-3f9a";
    private const string Aliases = "alias_id,customer_id\na,b\nc,d\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stored_file_is_answered_with_counts_and_again_with_duplicates()
    {
        await using var server = await ServerAsync();

        (await server.PostAsync("aliases", Aliases)).ShouldBe((HttpStatusCode.OK, """{"file":"aliases","rows":2,"added":2,"duplicates":0,"notes":[]}"""));
        (await server.PostAsync("aliases", "{\"alias_id\":\"a\",\"customer_id\":\"b\",\"x\":1}", "application/x-ndjson; charset=utf-8"))
            .ShouldBe((HttpStatusCode.OK, """{"file":"aliases","rows":1,"added":0,"duplicates":1,"notes":["Column \"x\" is unknown and was not read."]}"""));
    }

    [Fact]
    public async Task A_bad_row_is_answered_with_its_sentence_and_nothing_is_stored()
    {
        await using var server = await ServerAsync();

        var (status, body) = await server.PostAsync("aliases", "alias_id,customer_id\na,b\n,d\n");

        status.ShouldBe(HttpStatusCode.BadRequest);
        using var problem = JsonDocument.Parse(body);
        problem.RootElement.GetProperty("problems")[0].GetProperty("sentence").GetString().ShouldBe("aliases, line 3, alias_id: is empty.");
        (await server.Ledger.CountAsync("customer_alias")).ShouldBe(0);
    }

    [Theory]
    [InlineData("X-Api-Key", Key, HttpStatusCode.OK)]
    [InlineData("Authorization", "Bearer " + Key, HttpStatusCode.OK)]
    [InlineData("Authorization", "Basic " + Key, HttpStatusCode.Unauthorized)]
    [InlineData("X-Api-Key", "", HttpStatusCode.Unauthorized)]
    [InlineData("X-Api-Key", Key + "x", HttpStatusCode.Unauthorized)]
    [InlineData("X-Other", Key, HttpStatusCode.Unauthorized)]
    public async Task Only_a_key_opens_the_route(string header, string value, HttpStatusCode expected)
    {
        await using var server = await ServerAsync();

        (await server.PostAsync("aliases", Aliases, "text/csv", (header, value))).Status.ShouldBe(expected);
    }

    [Theory]
    [InlineData(Key)]
    [InlineData("")]
    public async Task Without_a_configured_key_nobody_gets_in(string value)
    {
        await using var server = await ServerAsync(("Api:Keys:0", ""));

        (await server.PostAsync("aliases", Aliases, "text/csv", ("X-Api-Key", value))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_is_no_import_is_refused()
    {
        await using var server = await ServerAsync();

        (await server.PostAsync("invoices", Aliases)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await server.PostAsync("aliases", Aliases, "application/json")).Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await server.SendAsync("aliases", Compressed())).Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_above_the_limit_is_refused(bool isChunked)
    {
        await using var server = await ServerAsync(("Import:MaxBodyBytes", "1000000"));
        using var content = new StringContent(Aliases + string.Concat(Enumerable.Repeat("a,b\n", 300_000)), Encoding.UTF8, new MediaTypeHeaderValue("text/csv"));

        var (status, _) = await server.SendAsync("aliases", content, isChunked);

        status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await server.Ledger.CountAsync("customer_alias")).ShouldBe(0);
    }

    [Fact]
    public async Task A_body_larger_than_those_of_other_routes_is_read()
    {
        await using var server = await ServerAsync();

        var (status, _) = await server.PostAsync("aliases", "alias_id,customer_id\n" + string.Concat(Enumerable.Range(0, 200_000).Select(i => $"alias-{i % 5},b\n")));

        status.ShouldBe(HttpStatusCode.OK);
    }

    private static ByteArrayContent Compressed()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(Aliases));
        var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private static async Task<Server> ServerAsync(params (string Key, string Value)[] settings)
    {
        var ledger = await Ledger.CreateAsync(Cancel);
        Dictionary<string, string?> values = new() { ["Database:ConnectionString"] = ledger.ConnectionString, ["Listen:Port"] = "0", ["Api:Keys:0"] = Key };
        foreach (var (key, value) in settings) values[key] = value;
        var bot = await Bot.OpenAsync(Settings.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build()), Cancel);
        await bot.App.StartAsync(Cancel);
        return new Server(ledger, bot);
    }

    private sealed class Server(Ledger ledger, Bot bot) : IAsyncDisposable
    {
        private readonly HttpClient _client = new() { BaseAddress = new Uri(bot.App.Urls.First()) };

        public Ledger Ledger => ledger;

        public Task<(HttpStatusCode Status, string Body)> PostAsync(string file, string body, string type = "text/csv", (string, string)? header = null) =>
            SendAsync(file, new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(type)), false, header);

        public async Task<(HttpStatusCode Status, string Body)> SendAsync(string file, HttpContent content, bool isChunked = false, (string Name, string Value)? header = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/import/{file}") { Content = content };
            var (name, value) = header ?? ("X-Api-Key", Key);
            request.Headers.TryAddWithoutValidation(name, value);
            request.Headers.TransferEncodingChunked = isChunked;
            using var response = await _client.SendAsync(request, Cancel);
            return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
        }

        public async ValueTask DisposeAsync()
        {
            _client.Dispose();
            await bot.App.StopAsync(Cancel);
            await bot.DisposeAsync();
            await ledger.DisposeAsync();
        }
    }
}
