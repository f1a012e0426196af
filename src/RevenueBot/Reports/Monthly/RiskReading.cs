using RevenueBot.Metrics.Health;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Churn;
using RevenueBot.Questions.Customers;
using RevenueBot.Questions.Health;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports.Advice;

namespace RevenueBot.Reports.Monthly;

/// <summary>Who is at risk at a moment.</summary>
/// <param name="Listed">The ten with the most at stake: MRR times the chance to leave, or MRR where nobody is scored.</param>
/// <param name="High">All at high risk, up to a few hundred.</param>
internal sealed record Risk(IReadOnlyList<RiskyCustomer> Listed, IReadOnlyList<AtRisk> High, string? Model);

/// <summary>Reads who is at risk, with owners and chances.</summary>
internal sealed class RiskReading(HealthDesk health, ChurnDesk churn, ChurnReader scores, CustomerList customers)
{
    private const int Most = 300, Shown = 10, ReasonsOfOne = 2;

    /// <param name="asked">About now, or about a past day, of which no chances are kept.</param>
    public async Task<Risk> ReadAsync(Asked asked, CancellationToken cancel)
    {
        var all = await health.AllAsync(asked, Most, cancel);
        IReadOnlyList<string> ids = [.. all.High.Select(one => one.CustomerId)];
        var files = (await customers.ReadAsync(ids, asked.Calendar.DayOf(all.View.At), cancel)).ToDictionary(listed => listed.Customer.CustomerId, listed => listed.Customer);
        var chances = await churn.ReadAsync(asked, ids, cancel);
        var listed = all.High.Select(one => Of(one, files.GetValueOrDefault(one.CustomerId)?.Name, files.GetValueOrDefault(one.CustomerId)?.Owner, chances.GetValueOrDefault(one.CustomerId)))
            .OrderByDescending(customer => customer.Expected).ThenByDescending(customer => customer.Mrr).ThenBy(customer => customer.Id, StringComparer.Ordinal).Take(Shown);
        return new(
            [.. listed], [.. all.High.Select(one => new AtRisk(new Exposed(one.CustomerId, files.GetValueOrDefault(one.CustomerId)?.Owner, one.Mrr), one.Detail?.Reasons(1) is [var worst, ..] ? worst.Kind : null))],
            asked.Question.AsOf is null ? await ModelAsync(asked, cancel) : null);
    }

    private static RiskyCustomer Of(CustomerHealth one, string? name, string? owner, KnownChurn? known)
    {
        var reasons = one.Detail?.Reasons(ReasonsOfOne) ?? [];
        return new(
            one.CustomerId, CustomerWords.Name(one.CustomerId, name), owner, one.Mrr, HealthWords.Score(one.Score!.Value), reasons.Count == 0 ? "many small things" : string.Join("; ", reasons.Select(reason => reason.Fact)),
            known is null ? null : ChurnWords.Percent(known.Churn.Score.P30), known?.Churn.Expected ?? one.Mrr, reasons is [{ Kind: HealthPartKind.FailingPayment or HealthPartKind.Overdue }, ..]);
    }

    /// <summary>"Chances to leave are by the model of 9 Nov; tried on 995 later customer-months with 21 churns, they were 0.6 points off on average (calibration error)."</summary>
    private async Task<string?> ModelAsync(Asked asked, CancellationToken cancel)
    {
        if (await scores.SummaryAsync(cancel) is not { Value: var by }) return null;
        var tried = by.Card.Trials.FirstOrDefault(trial => trial is { Of: "model", Days: 30 });
        var calibration = tried is null || ChurnWords.Basis(by.Card) is not null ? ""
            : $"; tried on {Format.Counted(tried.Scores.Rows, "later customer-month")} with {Format.Counted(tried.Scores.Happened, "churn")}, it was {Format.Points((decimal)tried.Scores.CalibrationError)[1..]} off on average (calibration error)";
        return $"Chances to leave are by {ChurnWords.Model(by, asked)}{calibration}.";
    }
}
