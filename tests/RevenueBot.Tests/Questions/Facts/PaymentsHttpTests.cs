using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Questions.Facts.FactsBot;

namespace RevenueBot.Tests.Questions.Facts;

/// <summary>Payments and dunning from the outside. Bo pays at the third try; cy never does, and leaves on 6 May 2024.</summary>
public sealed class PaymentsHttpTests(LiveBot bot) : IClassFixture<LiveBot>, IAsyncLifetime
{
    public ValueTask InitializeAsync() => new(bot.LearnAsync(new FactBatch
    {
        Payments =
        [
            Paid("p1", "ada", "solo", 119_00, "2024-03-10T15:00Z") with { TaxMinor = 19_00 }, Paid("p1", "ada", "solo", 50_00, "2024-03-12T15:00Z") with { Status = PaymentStatus.Refunded },
            Failed("p2", "bo", "pro", 99_00, "2024-03-11T15:00Z", "card_declined"), Failed("p3", "bo", "pro", 99_00, "2024-03-13T15:00Z", "insufficient_funds"), Paid("p4", "bo", "pro", 99_00, "2024-03-14T15:00Z"),
            Paid("p4", "bo", "pro", 9_00, "2024-03-15T15:00Z") with { Status = PaymentStatus.Disputed }, Failed("p5", "cy", "solo", 29_00, "2024-03-20T15:00Z", "expired_card"),
            Paid("p6", "dee", "solo", 10_00, "2024-03-16T15:00Z") with { Currency = Currency.Parse("SEK") },
        ],
    }));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_came_in_failed_was_paid_later_and_went_back_is_told_without_tax()
    {
        var answer = await bot.AskAsync("/payments in March 2024");
        answer.Headline().ShouldBe("$140 and SEK 10 (no rate) was received in 1–31 Mar 2024, up $140 (–) vs 1–29 Feb 2024.");
        answer.Sentences().ShouldBe(
        [
            "3 payments brought $199 without tax; 1 refund and 1 dispute took back $59 (29.6%).",
            "2 payments failed ($128): one was paid later so far (50.0%, after 3 days at the median), none is open, one was lost with its subscription.",
            "Most often: expired card (1), insufficient funds (1).",
        ]);
        answer.Rows().Select(row => string.Join(' ', row[..3])).ShouldBe(
            ["Collected 199 3", "Refunds −50 1", "Disputes −9 1", "Received 140 5", "Failed 128 2", "paid later 99 1", "open 0 0", "lost 29 1"]);
        (await bot.ReceiptAsync(answer)).Headline.ShouldBe(answer.Headline());
    }

    [Theory]
    [InlineData("/payments for plan Pro in March 2024", "$90 was received from plan Pro in 1–31 Mar 2024, up $90 (–) vs 1–29 Feb 2024.")]
    [InlineData("/payments from 2024-03-01 to 2024-03-10", "$100 was received in 1–10 Mar 2024, up $100 (–) vs 20–29 Feb 2024.")]
    [InlineData("/payments in January 2024", "No payment was recorded in 1–31 Jan 2024.")]
    public async Task A_plan_and_a_span_limit_it(string text, string headline) => (await bot.AskAsync(text)).Headline().ShouldBe(headline);

    [Fact]
    public async Task Months_add_up_to_the_whole()
    {
        var answer = await bot.AskAsync("/payments Q1 2024");
        answer.Rows().ShouldBe([["January 2024", "0", "0", "0", "0", "0", "–"], ["February 2024", "0", "0", "0", "0", "0", "–"], ["March 2024", "199", "−50", "−9", "140", "2", "50.0%"], ["Together", "199", "−50", "−9", "140", "2", "50.0%"]]);
    }

    [Fact]
    public async Task Who_has_not_paid_is_in_dunning_while_it_counts_in_mrr()
    {
        var answer = await bot.AskAsync("/dunning as of 2024-04-01");
        answer.Headline().ShouldBe("1 customer with $29 MRR has a payment open on 1 Apr 2024.");
        answer.Sentences().ShouldBe(["Past-due MRR counts for 30 days, then it is involuntary churn."]);
        answer.Rows().ShouldBe([["cy", "29", "$29", "20 Mar 2024", "1", "expired card"], ["All", "29", "", "", "", ""]]);
        (await bot.AskAsync("/dunning as of 2024-03-13")).Rows()[0].ShouldBe(["bo", "99", "$99", "11 Mar 2024", "2", "insufficient funds"]);
        (await bot.AskAsync("/dunning for plan Pro as of 2024-04-01")).Headline().ShouldBe("Nobody is in dunning for plan Pro on 1 Apr 2024.");
        (await bot.AskAsync("/dunning as of 2024-05-10")).Headline().ShouldBe("Nobody is in dunning on 10 May 2024.");
    }

    private static Payment Paid(string id, string customer, string plan, long minor, string at) =>
        new(FactSource.Import, id, customer, "sub_" + customer, minor, null, Currency.Parse("USD"), PaymentStatus.Succeeded, null, plan, At(at));

    private static Payment Failed(string id, string customer, string plan, long minor, string at, string reason) => Paid(id, customer, plan, minor, at) with { Status = PaymentStatus.Failed, FailureReason = reason };
}
