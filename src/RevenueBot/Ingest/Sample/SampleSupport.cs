using System.Globalization;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Sample;

/// <summary>Tickets and survey answers: more of the first and lower marks in the second from customers about to leave.</summary>
internal sealed class SampleSupport(SampleCustomer customer, SampleRecord record, SampleCalendar calendar)
{
    private const int SurveyEvery = 180;

    private static readonly (TicketSeverity Severity, int Weight)[] _severities =
        [(TicketSeverity.Low, 38), (TicketSeverity.Normal, 44), (TicketSeverity.High, 15), (TicketSeverity.Critical, 3)];

    private static readonly (int Score, int Weight)[] _pleased = [(10, 31), (9, 28), (8, 18), (7, 10), (6, 5), (5, 4), (3, 2), (0, 2)];
    private static readonly (int Score, int Weight)[] _disappointed = [(9, 5), (8, 10), (7, 20), (6, 22), (5, 20), (3, 13), (0, 10)];

    private readonly Dice _dice = Dice.For("support", customer.Index);

    public IEnumerable<Ticket> Tickets()
    {
        var number = 0;
        foreach (var (day, _) in record.Days)
        {
            if (_dice.Chance(record.IsLosingInterest(day) ? 0.02 : 0.0035)) yield return TicketOn(day, ++number);
        }
    }

    public IEnumerable<NpsResponse> Answers()
    {
        for (var asked = SurveyEvery / 2; asked < record.Days.Count; asked += SurveyEvery)
        {
            if (!_dice.Chance(0.4)) continue;
            var day = record.Days[asked].Day;
            var isLeaving = record.Farewells.Any(f => f >= day && f < day.AddDays(SurveyEvery));
            var score = _dice.Weighted(isLeaving ? _disappointed : _pleased);
            yield return new NpsResponse(customer.Id, SampleUsers.Id(customer, 1), score, Comment(score), calendar.At(day, _dice.Between(8 * 60, 18 * 60)));
        }
    }

    private Ticket TicketOn(DateOnly day, int number)
    {
        var opened = calendar.At(day, _dice.Between(8 * 60, 18 * 60));
        var severity = _dice.Weighted(_severities);
        var closed = opened.AddMinutes(_dice.Between(30, severity is TicketSeverity.Low ? 9000 : 4000));
        var isClosed = closed < calendar.At(calendar.AsOf, 0);
        int? satisfaction = isClosed && _dice.Chance(0.6) ? Math.Clamp(_dice.Between(2, 7), 1, 5) : null;
        var id = $"tic_{customer.Id[4..]}_{number.ToString("00", CultureInfo.InvariantCulture)}";
        return new Ticket(id, customer.Id, severity, opened, isClosed ? closed : null, satisfaction);
    }

    private string? Comment(int score) => !_dice.Chance(0.3) ? null : score switch
    {
        >= 9 => "Automations save us a day a week.",
        >= 7 => "Good, but exports could be faster.",
        _ => "Too expensive for what we use.",
    };
}
