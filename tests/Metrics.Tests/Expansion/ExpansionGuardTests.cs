using RevenueBot.Metrics.Expansion;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Health;
using Shouldly;
using Xunit;
using static RevenueBot.Metrics.Tests.Expansion.ExpansionCases;

namespace RevenueBot.Metrics.Tests.Expansion;

/// <summary>While something is wrong nobody is offered more.</summary>
public sealed class ExpansionGuardTests
{
    [Fact]
    public void A_failing_payment_holds_an_offer_back_until_it_is_made_good()
    {
        Held(payments: [Paid(PaymentStatus.Failed, At.AddDays(-3))]).ShouldBe(HeldBy.FailingPayment);
        Held(payments: [Paid(PaymentStatus.Failed, At.AddDays(-3)), Paid(PaymentStatus.Succeeded, At.AddDays(-1))]).ShouldBe(HeldBy.Nothing);
        Held(payments: [Paid(PaymentStatus.Failed, At.AddTicks(1))]).ShouldBe(HeldBy.Nothing); // not known yet
        Held(item => item with { Status = SubscriptionStatus.PastDue }).ShouldBe(HeldBy.FailingPayment);
    }

    [Theory]
    [InlineData(TicketSeverity.Critical, HeldBy.SevereTicket)]
    [InlineData(TicketSeverity.High, HeldBy.SevereTicket)]
    [InlineData(TicketSeverity.Normal, HeldBy.Nothing)]
    [InlineData(TicketSeverity.Low, HeldBy.Nothing)]
    public void A_severe_ticket_holds_an_offer_back_while_it_is_open(TicketSeverity severity, HeldBy held)
    {
        Held(tickets: [new(severity, At.AddDays(-2), null, null)]).ShouldBe(held);
        Held(tickets: [new(severity, At.AddDays(-2), At.AddDays(1), null)]).ShouldBe(held); // closed later than now
        Held(tickets: [new(severity, At.AddDays(-2), At, null)]).ShouldBe(HeldBy.Nothing);
        Held(tickets: [new(severity, At.AddTicks(1), null, null)]).ShouldBe(HeldBy.Nothing);
    }

    [Fact]
    public void A_scheduled_cancel_holds_an_offer_back_and_an_undone_one_does_not()
    {
        Held(item => item with { CancelAtPeriodEnd = true, CurrentPeriodEnd = At.AddDays(5) }).ShouldBe(HeldBy.ScheduledCancel);
        Held(item => item).ShouldBe(HeldBy.Nothing);
    }

    [Fact]
    public void Who_is_held_back_is_in_no_sum_of_the_open_ones()
    {
        var free = Found(On("starter"), people: 3)!;
        var held = free with { CustomerId = "held", Held = HeldBy.SevereTicket };
        var summary = ExpansionSummary.Of([free, held, free with { CustomerId = "unknown", Parts = [free.Parts[0] with { Gain = null, NoGain = NoGain.NoRate }] }]);
        (summary.Open.Customers, summary.Open.Gain, summary.WithoutGain).ShouldBe((2, 50_000_000, 1));
        summary.Held[HeldBy.SevereTicket].ShouldBe(new(1, 50_000_000));
        (summary.ByReason[ExpansionReason.Team].Customers, summary.ByReason[ExpansionReason.Limit].Customers).ShouldBe((2, 0));
    }

    private static HeldBy Held(Func<SubscriptionEvent, SubscriptionEvent>? change = null, IReadOnlyList<PaymentTrace>? payments = null, IReadOnlyList<TicketTrace>? tickets = null)
    {
        var later = (change ?? (item => item))(On("starter") with { EventId = "later", EffectiveAt = At.AddDays(-10) });
        var found = Found(ExpansionCase.Of(new CustomerTrace { CustomerId = "acme", Events = [On("starter"), later], Payments = payments ?? [], Tickets = tickets ?? [] }, Moment)!, 900, 4)!;
        return found.Held;
    }

    private static PaymentTrace Paid(PaymentStatus status, DateTimeOffset at) => new("sub-item", status, at);
}
