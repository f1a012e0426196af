using System.Text.Json.Nodes;

namespace RevenueBot.Tests.Questions.Receipts;

/// <summary>A receipt of the ledger, added up: opening balances and rows by currency, converted as DEFINITIONS §3 says. Major units.</summary>
internal sealed class LedgerSum(JsonNode receipt, IReadOnlyList<ProofRow> rows)
{
    private static readonly string[] _lines = ["new", "expansion", "reactivation", "resumed", "contraction", "churn", "paused"];

    public decimal Opening => Balances("opening").Sum(balance => Units(balance, "balance") * Rate(balance));

    public decimal Mrr => Closing("balance", "mrr");

    public decimal Gross => Closing("gross", "gross");

    public decimal Committed => Closing("committed", "committed");

    public decimal Trial => Closing("trial", "trial");

    public decimal Customers => receipt["opening_customers"]!.GetValue<decimal>() + rows.Sum(row => row.Number("customers"));

    public decimal Line(string kind) => rows.Where(row => row["kind"] == kind && row.Number("mrr") != 0).Sum(row => row.Number("mrr") * row.Number("rate"));

    public decimal CustomersOf(string kind) => rows.Where(row => row["kind"] == kind).Sum(row => row.Number("customers"));

    /// <summary>The lines and fx in micro-units: each rounded, and what that leaves on the largest, so that they are the change of the rounded balances.</summary>
    public Dictionary<string, long> Lines()
    {
        var exact = _lines.ToDictionary(line => line, Line);
        exact["fx"] = Mrr - Opening - exact.Values.Sum();
        var rounded = exact.ToDictionary(line => line.Key, line => Plain.Micros(line.Value));
        rounded[exact.MaxBy(line => Math.Abs(line.Value)).Key] += Plain.Micros(Mrr) - Plain.Micros(Opening) - rounded.Values.Sum();
        return rounded;
    }

    private decimal Closing(string balance, string column) => Balances("closing").Sum(closing =>
    {
        var currency = closing["currency"]!.GetValue<string>();
        var opening = Balances("opening").Where(one => one["currency"]!.GetValue<string>() == currency).Sum(one => Units(one, balance));
        return (opening + rows.Where(row => row["currency"] == currency).Sum(row => row.Number(column))) * Rate(closing);
    });

    private IEnumerable<JsonNode> Balances(string name) => receipt[name]!.AsArray().Select(balance => balance!);

    private static decimal Units(JsonNode balance, string name) => balance.Money(name) / 1_000_000m;

    private static decimal Rate(JsonNode balance) => balance.Number("rate");
}
