using System.Text.Json.Nodes;

namespace RevenueBot.Support.Stripe;

/// <summary>An invoice of a simulated subscription, with the charges made for it.</summary>
public sealed class SimInvoice
{
    private readonly SimSubscription _sub;
    private readonly JsonArray _lines;
    private readonly string _reason;

    internal SimInvoice(SimSubscription sub, DateTimeOffset at, string reason, IReadOnlyList<SimLine> lines)
    {
        (_sub, _reason, Created, Id) = (sub, reason, at, sub.World.NewId("in"));
        _lines = new JsonArray([.. lines.Select(line => StripeShapes.Line(line, sub, sub.World.Shape))]);
        Discounts = [.. lines.SelectMany(line => line.Discounts).Select(d => d.Discount).Distinct()];
        Total = lines.Sum(line => (long)Math.Round(line.Amount, MidpointRounding.AwayFromZero) - line.Discounts.Sum(d => d.Amount));
    }

    public string Id { get; }
    public DateTimeOffset Created { get; }
    public long Total { get; }
    public string Status { get; private set; } = "draft";
    public int Attempts { get; private set; }
    public DateTimeOffset? PaidAt { get; private set; }
    public DateTimeOffset? VoidedAt { get; private set; }
    private IReadOnlyList<SimDiscount> Discounts { get; }
    private string? Charge { get; set; }

    public void Pay(DateTimeOffset at)
    {
        (Status, PaidAt) = ("paid", at);
        if (Total > 0) Try(at, "succeeded");
        Save("invoice.paid", at);
    }

    public void Fail(DateTimeOffset at)
    {
        Status = "open";
        Try(at, "failed");
        Save("invoice.payment_failed", at);
    }

    /// <summary>An unpaid subscription's invoices stay drafts.</summary>
    public void Keep(DateTimeOffset at) => Save("invoice.created", at);

    public void Void(DateTimeOffset at)
    {
        (Status, VoidedAt) = ("void", at);
        Save("invoice.voided", at);
    }

    private void Try(DateTimeOffset at, string status)
    {
        Attempts++;
        var id = _sub.World.NewId("ch");
        var charge = new JsonObject
        {
            ["id"] = id, ["object"] = "charge", ["amount"] = Total, ["amount_captured"] = status == "succeeded" ? Total : 0, ["amount_refunded"] = 0, ["currency"] = _sub.Currency,
            ["created"] = StripeShapes.Unix(at), ["customer"] = _sub.Customer, ["status"] = status, ["paid"] = status == "succeeded", ["refunded"] = false,
            ["failure_code"] = status == "failed" ? "card_declined" : null, ["payment_intent"] = $"pi_{Id}", ["livemode"] = false,
        };
        if (_sub.World.Shape == ApiShape.Old) charge["invoice"] = Id;
        _sub.World.Put("charges", charge);
        _sub.World.Raise($"charge.{status}", charge, at);
        if (status == "succeeded") Charge = id;
    }

    private void Save(string type, DateTimeOffset at)
    {
        var json = ToJson();
        _sub.World.Put("invoices", json);
        _sub.World.Raise(type, json, at);
    }

    private JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["id"] = Id, ["object"] = "invoice", ["created"] = StripeShapes.Unix(Created), ["customer"] = _sub.Customer, ["currency"] = _sub.Currency, ["status"] = Status,
            ["billing_reason"] = _reason, ["attempt_count"] = Attempts, ["auto_advance"] = Status is "open", ["collection_method"] = "charge_automatically", ["total"] = Total,
            ["total_taxes"] = new JsonArray(),
            ["status_transitions"] = new JsonObject
            {
                ["finalized_at"] = Status == "draft" ? null : StripeShapes.Unix(Created), ["paid_at"] = StripeShapes.Unix(PaidAt), ["voided_at"] = StripeShapes.Unix(VoidedAt),
            },
            ["discounts"] = new JsonArray([.. Discounts.Select(d => StripeShapes.Discount(d, _sub.World.Shape))]),
            ["lines"] = new JsonObject { ["object"] = "list", ["has_more"] = _lines.Count > 10, ["data"] = new JsonArray([.. _lines.Take(10).Select(l => l!.DeepClone())]) },
            ["all_lines"] = _lines.DeepClone(), ["livemode"] = false,
        };
        if (_sub.World.Shape == ApiShape.Old)
        {
            (json["subscription"], json["payment_intent"], json["charge"]) = (_sub.Id, $"pi_{Id}", Charge);
            return json;
        }

        json["parent"] = new JsonObject { ["type"] = "subscription_details", ["subscription_details"] = new JsonObject { ["subscription"] = _sub.Id } };
        json["payments"] = new JsonObject { ["object"] = "list", ["data"] = new JsonArray(new JsonObject { ["payment"] = new JsonObject { ["type"] = "payment_intent", ["payment_intent"] = $"pi_{Id}" } }) };
        return json;
    }
}
