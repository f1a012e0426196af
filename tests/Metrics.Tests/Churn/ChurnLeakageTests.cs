using RevenueBot.Metrics.Churn;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Health;
using RevenueBot.Metrics.Plans;
using RevenueBot.Metrics.Tests.Fold;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Churn;

/// <summary>Nothing of the future is in a row: whatever happens after the day, the row stays, to the bit.</summary>
public sealed class ChurnLeakageTests
{
    private const int Cases = 400;

    [Fact]
    public void Whatever_is_done_to_the_future_changes_no_feature()
    {
        var rows = 0;
        Properties.Check(Histories.Arbitrary, history => rows += IsStable(history) ? 1 : 0, Cases);
        rows.ShouldBeGreaterThan(Cases / 4, "of the others the customer does not pay");
    }

    private static bool IsStable(History history)
    {
        Random random = new(history.Events.Count * 7919 + (int)(history.Events[0].EffectiveAt.Ticks % 1009));
        var first = history.Events.Min(fact => fact.EffectiveAt);
        var at = history.Rules.Calendar.StartOf(history.Rules.Calendar.DayOf(first.AddDays(random.Next(1, 140))));
        var trace = Around(random, history.Events, at);
        var rules = Known.Rules with { Health = new HealthRules(history.Rules, Known.Rules.Health.Plans) };
        var moments = Moments(at, history.Rules.Calendar);
        var read = ChurnReading.Of(trace, moments, rules);
        foreach (var other in new[] { Without(trace, at), Shuffled(trace, at, random), Altered(trace, at) })
        {
            var again = ChurnReading.Of(other, moments, rules);
            (again is null).ShouldBe(read is null);
            if (read is null) return false;
            again!.Values.ShouldBe(read.Values);
            (again.Mrr, again.CancelScheduled, again.Band).ShouldBe((read.Mrr, read.CancelScheduled, read.Band));
        }

        return true;
    }

    private static HealthMoments Moments(DateTimeOffset at, CompanyCalendar calendar)
    {
        HealthMoment Of(DateTimeOffset instant) => HealthMoment.Of(instant, calendar, instant.AddHours(-1), true, new HashSet<string> { "tasks" });
        return new(Of(at), Of(at.AddDays(-7)));
    }

    private static ChurnTrace Around(Random random, IReadOnlyList<SubscriptionEvent> events, DateTimeOffset at)
    {
        DateTimeOffset Instant() => at.AddHours(random.Next(-3_000, 3_000));
        return new(
            new CustomerTrace
            {
                CustomerId = "c1", Events = events, People = (3, 2), Usage = [Known.Used("u1", 0, random.Next(120)), Known.Used("u2", random.Next(60))],
                Tickets = [.. Enumerable.Range(0, 8).Select(_ => Instant()).Select(opened => new TicketTrace((TicketSeverity)random.Next(1, 5), opened, random.Next(3) > 0 ? opened.AddHours(random.Next(900)) : null, random.Next(1, 6)))],
                Payments = [.. Enumerable.Range(0, 8).Select(_ => new PaymentTrace(random.Next(2) == 0 ? "s1" : null, random.Next(4) == 0 ? PaymentStatus.Disputed : (PaymentStatus)random.Next(1, 3), Instant()))],
            },
            [.. Enumerable.Range(0, 5).Select(_ => new NpsTrace(random.Next(11), Instant()))]);
    }

    private static ChurnTrace Without(ChurnTrace trace, DateTimeOffset at) => new(
        trace.Facts with
        {
            Events = [.. trace.Facts.Events.Where(fact => fact.EffectiveAt <= at)],
            Tickets = [.. trace.Facts.Tickets.Where(ticket => ticket.OpenedAt <= at).Select(ticket => ticket.ClosedAt <= at ? ticket : ticket with { ClosedAt = null, Satisfaction = null })],
            Payments = [.. trace.Facts.Payments.Where(payment => payment.At <= at)],
        },
        [.. trace.Nps.Where(answer => answer.At <= at)]);

    /// <summary>What is later swaps its times, and the order of all facts is another one.</summary>
    private static ChurnTrace Shuffled(ChurnTrace trace, DateTimeOffset at, Random random)
    {
        var later = trace.Facts.Events.Where(fact => fact.EffectiveAt > at).ToArray();
        var times = later.Select(fact => fact.EffectiveAt).ToArray();
        random.Shuffle(times);
        SubscriptionEvent[] events = [.. trace.Facts.Events.Where(fact => fact.EffectiveAt <= at), .. later.Select((fact, i) => fact with { EffectiveAt = times[i] })];
        var (payments, tickets, answers) = (trace.Facts.Payments.ToArray(), trace.Facts.Tickets.ToArray(), trace.Nps.ToArray());
        random.Shuffle(events);
        random.Shuffle(payments);
        random.Shuffle(tickets);
        random.Shuffle(answers);
        return new(trace.Facts with { Events = events, Payments = payments, Tickets = tickets }, answers);
    }

    /// <summary>The worst that may come: every later event ends it, every later payment fails, and there is more of all.</summary>
    private static ChurnTrace Altered(ChurnTrace trace, DateTimeOffset at)
    {
        var facts = trace.Facts;
        var end = facts.Events[0] with { EventId = "end", EffectiveAt = at.AddTicks(1), Status = SubscriptionStatus.Canceled, CancelAtPeriodEnd = true };
        return new(
            facts with
            {
                Events = [.. facts.Events.Select(fact => fact.EffectiveAt <= at ? fact : fact with { Status = SubscriptionStatus.Unpaid, UnitAmountMinor = 1, PlanId = "other", Quantity = 9 }), end],
                Payments = [.. facts.Payments.Select(payment => payment.At <= at ? payment : payment with { Status = PaymentStatus.Failed }), new("s1", PaymentStatus.Failed, at.AddTicks(1))],
                Tickets = [.. facts.Tickets.Where(ticket => ticket.OpenedAt <= at).Select(ticket => ticket.ClosedAt <= at ? ticket : ticket with { ClosedAt = at.AddDays(1), Satisfaction = 1 }), new(TicketSeverity.Critical, at.AddTicks(1), null, null)],
            },
            [.. trace.Nps.Where(answer => answer.At <= at), new(0, at.AddTicks(1))]);
    }
}
