using RevenueBot.Ingest.Files;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Sample;

/// <summary>
/// An invented company, Brindlebrook, which sells a task board by the seat: 26 months and the current one up to a
/// given day, self-consistent, with every kind of movement. The same day gives the same bytes.
/// </summary>
internal static class SampleCompany
{
    public const string Name = "Brindlebrook";

    /// <param name="zone">Where its days are; UTC where none is given.</param>
    public static FactBatch Build(DateOnly asOf, TimeZoneInfo? zone = null)
    {
        var calendar = new SampleCalendar(asOf, zone);
        var customers = calendar.SignUps().Select((day, index) => SampleCustomer.Roll(index + 1, day)).ToList();
        var lives = customers.Select(customer => (Customer: customer, Record: CustomerLife.Of(customer, calendar))).ToList();
        FxRate[] rates = [.. SampleFx.Rates(calendar)];
        SubscriptionEvent[] events = [.. lives.SelectMany(l => l.Record.Events).OrderBy(e => e.EffectiveAt)];
        return new FactBatch
        {
            Customers = [.. customers.Select(c => c.ToFact(calendar))],
            Users = [.. customers.SelectMany(c => SampleUsers.Of(c, calendar))],
            Plans = [.. SamplePlan.All.Select(p => p.ToFact())],
            SubscriptionEvents = events,
            Payments = [.. lives.SelectMany(l => l.Record.Payments).OrderBy(p => p.OccurredAt)],
            Usage = [.. lives.SelectMany(l => SampleUsage.Of(l.Customer, l.Record, calendar)).OrderBy(u => u.RecordedAt)],
            Tickets = [.. lives.SelectMany(l => new SampleSupport(l.Customer, l.Record, calendar).Tickets()).OrderBy(t => t.OpenedAt)],
            Nps = [.. lives.SelectMany(l => new SampleSupport(l.Customer, l.Record, calendar).Answers()).OrderBy(n => n.RespondedAt)],
            FxRates = rates,
            Annotations = [.. SampleAnnotations.Of(calendar).Where(a => a.Date <= asOf)],
            Targets = [.. SampleTargets.Of(events, new FxRates(Currency.Parse("USD"), rates), calendar)],
        };
    }

    /// <summary>Writes the company as import files into a folder, which is made when it is not there.</summary>
    public static async Task WriteAsync(string folder, DateOnly asOf, TimeZoneInfo zone, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var facts = Build(asOf, zone);
        foreach (var format in FileFormats.All.Where(f => f.Write(facts).Any()))
        {
            await using var file = File.Create(Path.Combine(folder, $"{format.Name}.csv"));
            await CsvFile.WriteAsync(file, format, facts, cancel);
        }
    }
}
