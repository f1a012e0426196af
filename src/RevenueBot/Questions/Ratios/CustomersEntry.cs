using System.Text.Json.Serialization;
using RevenueBot.Metrics;
using RevenueBot.Questions.Api;

namespace RevenueBot.Questions.Ratios;

/// <summary>Paying customers gained and lost in an interval; losses negative, and the lines add up.</summary>
/// <param name="Date">Its first day.</param>
/// <param name="Other">Customers who moved between the keys of a dimension, and free plans that a profile calls contraction.</param>
/// <param name="Customers">At its end.</param>
internal sealed record CustomersEntry(
    DateOnly Date, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    int Opening, int New, int Reactivated, int Resumed, int Paused, int Left, int Other, int Customers)
{
    public static CustomersEntry Of(PeriodMrr row, EntryKey key, Currency currency) => new(
        row.Period.Start, key.Id, key.Name, row.OpeningCustomers, row.NewCustomers, row.ReactivatedCustomers, row.ResumedCustomers, -row.PausedCustomers, -row.ChurnedCustomers,
        CustomerLines.Others(row), row.Customers);
}
