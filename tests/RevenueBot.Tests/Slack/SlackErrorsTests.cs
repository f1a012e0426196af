using System.Net;
using RevenueBot.Alerts;
using RevenueBot.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Slack;

public sealed class SlackErrorsTests
{
    [Theory]
    [InlineData(200, null, "Sent")]
    [InlineData(429, "ratelimited", "RetryAfter")]
    [InlineData(429, null, "RetryAfter")]
    [InlineData(200, "rate_limited", "RetryAfter")]
    [InlineData(200, "message_limit_exceeded", "RetryAfter")]
    [InlineData(200, "org_login_required", "RetryAfter")]
    [InlineData(500, null, "Unknown")]
    [InlineData(503, "service_unavailable", "Unknown")]
    [InlineData(200, "internal_error", "Unknown")]
    [InlineData(200, "fatal_error", "Unknown")]
    [InlineData(200, "token_revoked", "Permanent")]
    [InlineData(200, "channel_not_found", "Permanent")]
    [InlineData(200, "is_archived", "Permanent")]
    [InlineData(404, "invalid_blocks", "Permanent")]
    [InlineData(404, null, "Permanent")]
    [InlineData(302, null, "Permanent")]
    [InlineData(200, "some_new_word", "Permanent")]
    public void EveryReplyHasOneMeaning(int status, string? error, string expected)
    {
        var outcome = SlackErrors.Classify((HttpStatusCode)status, error, TimeSpan.FromSeconds(30), isHarmlessTwice: false);
        outcome.GetType().Name.ShouldBe(expected);
        if (outcome is DeliveryOutcome.Permanent refused) refused.Advice.ShouldEndWith(".");
    }

    [Fact]
    public void WhatIsHarmlessTwiceIsTriedAgain() =>
        SlackErrors.Classify(HttpStatusCode.OK, "internal_error", null, isHarmlessTwice: true).ShouldBe(new DeliveryOutcome.RetryAfter("internal_error"));

    [Fact]
    public void SlacksWaitIsKept() =>
        SlackErrors.Classify(HttpStatusCode.TooManyRequests, "ratelimited", TimeSpan.FromSeconds(30), isHarmlessTwice: false)
            .ShouldBe(new DeliveryOutcome.RetryAfter("ratelimited", TimeSpan.FromSeconds(30)));

    [Theory]
    [InlineData("https://hooks.slack.com/commands/T1/2/x", true)]
    [InlineData("https://hooks.slack-gov.com/commands/T1/2/x", true)]
    [InlineData("http://hooks.slack.com/commands/T1/2/x", false)]
    [InlineData("https://hooks.slack.com:8443/x", false)]
    [InlineData("https://hooks.slack.com.evil.example/x", false)]
    [InlineData("https://hooks.slack.com@evil.example/x", false)]
    [InlineData("https://evil.example/hooks.slack.com", false)]
    [InlineData("http://127.0.0.1:5080/x", false)]
    [InlineData("/commands", false)]
    [InlineData("", false)]
    public void AnswersGoToSlackOnly(string address, bool isSlack) =>
        (ResponseUrl.Read(address, new Uri(SlackOptions.DefaultApiBaseUrl)) is not null).ShouldBe(isSlack);

    [Fact]
    public void AStandInAnswersUnderItsOwnAddress()
    {
        var api = new Uri("http://127.0.0.1:9999/api/");
        ResponseUrl.Read("http://127.0.0.1:9999/hook/1", api).ShouldNotBeNull();
        ResponseUrl.Read("http://127.0.0.1:9998/hook/1", api).ShouldBeNull();
    }
}
