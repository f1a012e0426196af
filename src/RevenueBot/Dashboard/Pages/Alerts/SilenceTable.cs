using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.Storage;
using RevenueBot.Configuration;
using RevenueBot.Handling;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Alerts;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Alerts;

/// <summary>Silences: those in force first, then the last that were.</summary>
internal sealed class SilenceTable(SilenceStore silences, SilenceSubjects subjects, PageAnswers answers, Company company, TimeProvider clock)
{
    private const string Id = "silences";
    private const int Shown = 50;

    private static readonly Choice[] _lengths = [new("12h", "12 hours"), new("1d", "a day"), new("3d", "3 days"), new("1w", "a week"), new("2w", "2 weeks")];

    /// <param name="What">In words.</param>
    private sealed record Line(Silence Silence, string What);

    public async Task<SilencePanel> ReadAsync(PageRequest request, AlertReader reader, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var lines = (await answers.ReadAsync(Id, LinesAsync, cancel))!.OrderByDescending(line => line.Silence.IsActiveAt(now)).ThenBy(line => line.Silence.IsActiveAt(now) ? line.Silence.EndsAt.UtcTicks : -line.Silence.EndsAt.UtcTicks).ToList();
        DataTable table = new()
        {
            Id = Id, Caption = "Silences", AsCards = true, Columns = [new("Of"), new("State"), new("Until"), new("By") { IsMinor = true }, new("Why") { IsMinor = true }],
            Rows = [.. lines.Select(line => RowOf(line, reader, now))],
            Empty = new("Nothing is silent", "A silence keeps alerts from being posted for a while: they stand in the list, and are told when it ends if they are still open."),
        };
        var active = lines.Count(line => line.Silence.IsActiveAt(now));
        return new(
            new("Silences", active == 0 ? "None is in force" : $"{Format.Counted(active, "silence")} {(active == 1 ? "is" : "are")} in force", table, AnswerParts.Links(request, null, lines.Count == 0 ? null : Id)),
            [.. lines.Select(line => line.Silence.IsActiveAt(now) ? line.Silence.Id : null)], _lengths, SilencePosts.Begin, SilencePosts.End);
    }

    public void Forget() => answers.Forget(Id);

    public static bool IsLength(string text) => _lengths.Any(length => length.Value == text);

    private async Task<IReadOnlyList<Line>?> LinesAsync(CancellationToken cancel)
    {
        List<Line> lines = [];
        foreach (var silence in (await silences.ActiveAsync(clock.GetUtcNow(), cancel)).Concat(await silences.RecentAsync(Shown, cancel)).DistinctBy(silence => silence.Id).Take(Shown))
            lines.Add(new(silence, await subjects.WordsAsync(silence.Matchers, cancel)));
        return lines;
    }

    private IReadOnlyList<Cell> RowOf(Line line, AlertReader reader, DateTimeOffset now)
    {
        var silence = line.Silence;
        return
        [
            new Cell(Format.Capital(line.What), Sub: silence.Id), new Cell("") { Tag = silence.IsActiveAt(now) ? new("In force", Judgement.Warn) : new("Over", Judgement.None), Raw = silence.IsActiveAt(now) ? "in force" : "over" },
            Days.Moment(silence.EndsAt, company.Calendar), new Cell(reader.NameOf(silence.By), Sub: silence.EndedBy is { } ender ? $"ended by {reader.NameOf(ender)}" : null), silence.Note ?? "",
        ];
    }
}
