using System.Text.Json.Nodes;

namespace RevenueBot.Support.Stripe;

public sealed class SimItem(string id, SimPrice price, long quantity, DateTimeOffset created)
{
    public string Id { get; } = id;
    public SimPrice Price { get; set; } = price;
    public long Quantity { get; set; } = quantity;
    public DateTimeOffset Created { get; } = created;
    public DateTimeOffset Anchor { get; set; } = created;
    public int Periods { get; set; }
    public DateTimeOffset PeriodStart => Price.After(Anchor, Periods);
    public DateTimeOffset PeriodEnd => Price.After(Anchor, Periods + 1);
}

/// <summary>
/// A subscription that lives through simulated time: it renews, is billed, fails, is changed, and leaves behind the
/// objects and events that Stripe would hold, and beside them the truth. Calls must come in order of time.
/// </summary>
public sealed class SimSubscription
{
    private readonly List<SimDiscount> _discounts = [];
    private DateTimeOffset? _pastDueSince;
    private readonly List<SimInvoice> _owed = [];

    public SimSubscription(StripeWorld world, string customer, DateTimeOffset at, SimPrice price, long quantity = 1, int trialDays = 0, SimCoupon? coupon = null)
    {
        (World, Customer, Created, Id) = (world, customer, at, world.NewId("sub"));
        Items = [new SimItem(world.NewId("si"), price, quantity, at)];
        if (trialDays > 0) (TrialEnd, Status) = (at.AddDays(trialDays), "trialing");
        if (coupon is not null) Attach(coupon, at);
        World.Truth[Id] = Truth;
        Publish("created", at);
        if (trialDays > 0) BillTrial(at);
        else Bill(Items, at, "subscription_create");
    }

    public StripeWorld World { get; }
    public SimTruth Truth { get; } = new();
    public string Id { get; }
    public string Customer { get; }
    public DateTimeOffset Created { get; }
    public List<SimItem> Items { get; }
    public string Status { get; private set; } = "active";
    public string? PauseBehavior { get; private set; }
    public DateTimeOffset? TrialEnd { get; }
    public bool CancelAtPeriodEnd { get; private set; }
    public DateTimeOffset? CanceledAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>While true, every charge is declined.</summary>
    public bool CardIsBad { get; set; }

    public string Currency => Items[0].Price.Currency;
    public DateTimeOffset PeriodEnd => Status == "trialing" ? TrialEnd!.Value : Items.Min(item => item.PeriodEnd);
    public IReadOnlyList<SimDiscount> Discounts => _discounts;

    /// <summary>Lets time pass: renewals, the end of a trial, a scheduled end.</summary>
    public SimSubscription Until(DateTimeOffset at)
    {
        while (EndedAt is null && PeriodEnd <= at)
        {
            var due = PeriodEnd;
            _discounts.RemoveAll(d => d.End <= due);
            if (CancelAtPeriodEnd) End(due);
            else if (Status == "trialing") Convert(due);
            else Renew(due);
        }

        return this;
    }

    public SimSubscription Change(DateTimeOffset at, SimPrice? price = null, long? quantity = null, bool prorate = true)
    {
        Until(at);
        var item = Items[0];
        var (oldPrice, oldQuantity, resets) = (item.Price, item.Quantity, price is not null && (price.Interval, price.Count) != (item.Price.Interval, item.Price.Count));
        var (start, end) = (item.PeriodStart, item.PeriodEnd);
        (item.Price, item.Quantity) = (price ?? oldPrice, quantity ?? oldQuantity);
        if (resets) (item.Anchor, item.Periods) = (at, 0);
        Publish("updated", at);
        if (Status == "trialing" || !prorate) return this;
        var left = (decimal)(end - at).TotalSeconds / (decimal)(end - start).TotalSeconds;
        List<SimLine> lines = [new SimLine(item, oldPrice, oldQuantity, -oldPrice.Cost(oldQuantity) * left, at, end, true)];
        lines.Add(resets ? Regular(item) : new SimLine(item, item.Price, item.Quantity, item.Price.Cost(item.Quantity) * left, at, end, true));
        Settle(new SimInvoice(this, at, "subscription_update", lines), at);
        return this;
    }

    public SimSubscription AddItem(DateTimeOffset at, SimPrice price, long quantity = 1)
    {
        Until(at);
        var item = new SimItem(World.NewId("si"), price, quantity, at) { Anchor = Items[0].Anchor, Periods = Items[0].Periods };
        Items.Add(item);
        Publish("updated", at);
        var left = (decimal)(item.PeriodEnd - at).TotalSeconds / (decimal)(item.PeriodEnd - item.PeriodStart).TotalSeconds;
        Settle(new SimInvoice(this, at, "subscription_update", [new SimLine(item, price, quantity, price.Cost(quantity) * left, at, item.PeriodEnd, true)]), at);
        return this;
    }

    public SimSubscription RemoveItem(DateTimeOffset at, SimItem item)
    {
        Until(at);
        Items.Remove(item);
        Publish("updated", at);
        var left = (decimal)(item.PeriodEnd - at).TotalSeconds / (decimal)(item.PeriodEnd - item.PeriodStart).TotalSeconds;
        Settle(new SimInvoice(this, at, "subscription_update", [new SimLine(item, item.Price, item.Quantity, -item.Price.Cost(item.Quantity) * left, at, item.PeriodEnd, true)]), at);
        return this;
    }

    public SimSubscription Discount(DateTimeOffset at, SimCoupon coupon)
    {
        Until(at);
        Attach(coupon, at);
        Publish("updated", at);
        return this;
    }

    public SimSubscription RemoveDiscounts(DateTimeOffset at)
    {
        Until(at);
        _discounts.Clear();
        Publish("updated", at);
        return this;
    }

    public SimSubscription Pause(DateTimeOffset at)
    {
        Until(at);
        PauseBehavior = "void";
        Publish("updated", at);
        return this;
    }

    public SimSubscription Resume(DateTimeOffset at)
    {
        Until(at);
        PauseBehavior = null;
        Publish("updated", at);
        return this;
    }

    public SimSubscription ScheduleCancel(DateTimeOffset at)
    {
        Until(at);
        (CancelAtPeriodEnd, CanceledAt) = (true, at);
        Publish("updated", at);
        return this;
    }

    public SimSubscription UndoCancel(DateTimeOffset at)
    {
        Until(at);
        (CancelAtPeriodEnd, CanceledAt) = (false, null);
        Publish("updated", at);
        return this;
    }

    public SimSubscription CancelNow(DateTimeOffset at)
    {
        Until(at);
        CanceledAt = at;
        End(at);
        return this;
    }

    /// <summary>A retry of the owed invoice: declined while the card is bad.</summary>
    public SimSubscription Retry(DateTimeOffset at)
    {
        Until(at);
        foreach (var invoice in _owed.ToArray()) Settle(invoice, at);
        return this;
    }

    /// <summary>Stripe gives up: the subscription stays, unpaid.</summary>
    public SimSubscription GiveUp(DateTimeOffset at)
    {
        Retry(at);
        Status = "unpaid";
        Publish("updated", at);
        return this;
    }

    private void Attach(SimCoupon coupon, DateTimeOffset at)
    {
        var discount = new SimDiscount(World.NewId("di"), coupon, at);
        _discounts.Add(discount);
        World.Put("coupons", StripeShapes.Coupon(coupon));
    }

    private void Convert(DateTimeOffset at)
    {
        Status = "active";
        foreach (var item in Items) (item.Anchor, item.Periods) = (at, 0);
        Bill(Items, at, "subscription_cycle");
        if (Status == "active") Publish("updated", at);
    }

    private void Renew(DateTimeOffset at)
    {
        SimItem[] due = [.. Items.Where(item => item.PeriodEnd == at)];
        foreach (var item in due) item.Periods++;
        Bill(due, at, "subscription_cycle");
        if (Status == "active") Publish("updated", at);
    }

    private void BillTrial(DateTimeOffset at) =>
        Settle(new SimInvoice(this, at, "subscription_create", [.. Items.Select(item => new SimLine(item, item.Price, item.Quantity, 0, at, TrialEnd!.Value))]), at);

    private void Bill(IReadOnlyList<SimItem> items, DateTimeOffset at, string reason)
    {
        var invoice = new SimInvoice(this, at, reason, [.. items.Select(Regular)]);
        if (_discounts.RemoveAll(d => d.Coupon.Duration == "once") > 0) Publish("updated", at);
        if (PauseBehavior == "void") invoice.Void(at);
        else if (Status == "unpaid") invoice.Keep(at);
        else Settle(invoice, at);
    }

    private SimLine Regular(SimItem item)
    {
        var cost = item.Price.Metered ? 0 : item.Price.Cost(item.Quantity);
        var whole = Items.Sum(i => i.Price.Metered ? 0 : i.Price.Cost(i.Quantity));
        var taken = new List<(SimDiscount, long)>();
        var left = cost;
        foreach (var discount in _discounts)
        {
            var off = discount.Coupon.Percent is { } p ? left * p / 100 : whole == 0 ? 0 : discount.Coupon.AmountOff!.Value * cost / whole;
            taken.Add((discount, (long)Math.Round(Math.Min(off, left), MidpointRounding.AwayFromZero)));
            left -= Math.Min(off, left);
        }

        return new SimLine(item, item.Price, item.Quantity, cost, item.PeriodStart, item.PeriodEnd) { Discounts = taken };
    }

    private void Settle(SimInvoice invoice, DateTimeOffset at)
    {
        if (CardIsBad && invoice.Total > 0)
        {
            invoice.Fail(at);
            if (!_owed.Contains(invoice)) _owed.Add(invoice);
            if (Status == "past_due") return;
            (Status, _pastDueSince) = ("past_due", at);
            Publish("updated", at);
            return;
        }

        invoice.Pay(at);
        if (!_owed.Remove(invoice) || _owed.Count > 0) return;
        (_pastDueSince, Status) = (null, "active");
        Publish("updated", at);
    }

    private void End(DateTimeOffset at)
    {
        (Status, EndedAt) = ("canceled", at);
        Publish("deleted", at);
    }

    private void Publish(string what, DateTimeOffset at)
    {
        var state = PauseBehavior is not null && Status is ("active" or "past_due") ? "paused" : Status;
        Truth.Record(new SimState(at, state, [.. Items.Select(i => (i.Price, i.Quantity))], [.. _discounts], _pastDueSince));
        foreach (var item in Items)
        {
            World.Put("prices", StripeShapes.Price(item.Price));
            World.Put("products", new JsonObject { ["id"] = item.Price.Product, ["object"] = "product", ["created"] = 1_600_000_000L, ["name"] = item.Price.Product, ["active"] = true });
        }

        var json = StripeShapes.Subscription(this, World.Shape);
        World.Put("subscriptions", json);
        World.Raise($"customer.subscription.{what}", json, at);
    }
}
