using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using RevenueBot.Access;
using RevenueBot.Configuration;
using RevenueBot.Doctor;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Access;

public sealed class ApiKeyTests
{
    private const string Key = "key-0123456789abcdef";

    private static string Hashed => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));

    [Fact]
    public void A_key_is_admitted_whether_it_is_kept_plain_or_hashed()
    {
        Keys(Key).Admit(Request(Key)).ShouldNotBeNull();
        Keys(Hashed).Admit(Request(Key)).ShouldNotBeNull();
        Keys(Hashed.ToUpperInvariant()).Admit(Request(Key)).ShouldNotBeNull();
        Keys(Key).Admit(Request(Key)).ShouldBe(Keys(Hashed).Admit(Request(Key)));
    }

    [Fact]
    public void The_hash_itself_is_no_key()
    {
        Keys(Hashed).Admit(Request(Hashed)).ShouldBeNull();
        Keys(Hashed).Admit(Request(Hashed["sha256:".Length..])).ShouldBeNull();
        Keys(Hashed).Admit(Request("")).ShouldBeNull();
        Keys().Admit(Request("")).ShouldBeNull();
        Keys("sha256:abc").Admit(Request("sha256:abc")).ShouldBeNull();
    }

    [Theory]
    [InlineData("sha256:abc", "Fail")]
    [InlineData(Key, "Warn")]
    [InlineData("short", "Warn")]
    [InlineData(null, "Ok")]
    public async Task Doctor_says_how_a_key_is_kept_as_a_hash(string? entry, string outcome)
    {
        var check = (await ApiKeyChecks.RunAsync(entry is null ? Keys() : Keys(entry))).Single();
        check.Outcome.ToString().ShouldBe(outcome, StringCompareShould.IgnoreCase);
        if (entry == Key) check.Sentence.ShouldContain("sha256sum");
        check.Sentence.ShouldNotContain(Key);
    }

    [Fact]
    public void A_key_may_ask_so_often_and_no_more_often()
    {
        using var limits = new ApiLimits(Configuration(("Api:RequestsPerSecond", "3")));
        Enumerable.Range(0, 5).Count(_ => limits.Acquire("a").IsAcquired).ShouldBe(3);
        limits.Acquire("b").IsAcquired.ShouldBeTrue();
        Should.Throw<RefusalException>(() => new ApiLimits(Configuration(("Api:RequestsPerSecond", "none"))));
    }

    private static ApiKeys Keys(params string[] entries) => new(Configuration([.. entries.Select((entry, i) => ($"Api:Keys:{i}", entry))]));

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build();

    private static HttpRequest Request(string key)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers["X-Api-Key"] = key;
        return http.Request;
    }
}
