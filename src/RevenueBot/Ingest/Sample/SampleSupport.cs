using System.Globalization;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Sample;

/// <summary>Tickets and survey answers: more and graver ones of the first and lower marks in the second from outspoken customers in a slump.</summary>
internal sealed class SampleSupport(SampleCustomer customer, SampleRecord record, SampleCalendar calendar)
{
    private const int SurveyEvery = 180;

    private static readonly (TicketSeverity Severity, int Weight)[] _severities =
        [(TicketSeverity.Low, 38), (TicketSeverity.Normal, 44), (TicketSeverity.High, 15), (TicketSeverity.Critical, 3)];

    private static readonly (TicketSeverity Severity, int Weight)[] _grave =
        [(TicketSeverity.Low, 8), (TicketSeverity.Normal, 32), (TicketSeverity.High, 40), (TicketSeverity.Critical, 20)];

    private static readonly (int Score, int Weight)[] _pleased = [(10, 31), (9, 28), (8, 18), (7, 10), (6, 5), (5, 4), (3, 2), (0, 2)];
    private static readonly (int Score, int Weight)[] _disappointed = [(9, 5), (8, 10), (7, 20), (6, 22), (5, 20), (3, 13), (0, 10)];

    private readonly Dice _dice = Dice.For("support", customer.Index);
    private readonly SampleMood _mood = new(customer, record, calendar);

    public IEnumerable<Ticket> Tickets()
    {
        var number = 0;
        foreach (var (day, _) in record.Days)
        {
            if (_dice.Chance(IsAngry(day) ? 0.08 : 0.0035)) yield return TicketOn(day, ++number);
        }
    }

    public IEnumerable<NpsResponse> Answers()
    {
        for (var asked = SurveyEvery / 2; asked < record.Days.Count; asked += SurveyEvery)
        {
            if (!_dice.Chance(0.4)) continue;
            var day = record.Days[asked].Day;
            var score = _dice.Weighted(_mood.On(day.AddDays(30)) < 0.7 ? _disappointed : _pleased);
            yield return new NpsResponse(customer.Id, SampleUsers.Id(customer, 1), score, Comment(score), calendar.At(day, _dice.Between(8 * 60, 18 * 60)));
        }
    }

    private Ticket TicketOn(DateOnly day, int number)
    {
        var opened = calendar.At(day, _dice.Between(8 * 60, 18 * 60));
        var isAngry = IsAngry(day);
        var severity = _dice.Weighted(isAngry ? _grave : _severities);
        var closed = opened.AddMinutes(_dice.Between(30, isAngry ? 60_000 : severity is TicketSeverity.Low ? 9000 : 4000));
        var isClosed = closed < calendar.At(calendar.AsOf, 0);
        int? satisfaction = isClosed && _dice.Chance(0.6) ? Math.Clamp(isAngry ? _dice.Between(0, 4) : _dice.Between(2, 7), 1, 5) : null;
        var id = $"tic_{customer.Id[4..]}_{number.ToString("00", CultureInfo.InvariantCulture)}";
        return new Ticket(id, customer.Id, severity, opened, isClosed ? closed : null, satisfaction);
    }

    private bool IsAngry(DateOnly day) => _mood.IsOutspoken && _mood.On(day) < 0.6;

    private string? Comment(int score) => !_dice.Chance(0.3) ? null : score switch
    {
        >= 9 => "Automations save us a day a week.",
        >= 7 => "Good, but exports could be faster.",
        _ => "Too expensive for what we use.",
    };
}
