using RevenueBot.Metrics;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Continuing;

/// <summary>Puts what was said now over the question before.</summary>
internal static class Merging
{
    private static readonly Metric[] OfOne = [Metric.Customer, Metric.Health, Metric.Expansion, Metric.Alerts];

    /// <summary>Metrics that can be asked of one customer by its name.</summary>
    public static bool TakesSubject(Metric metric) => OfOne.Contains(metric);

    /// <summary>
    /// What was said now stands; of the question before everything that goes with it. What does not is left out, and named, but for what was
    /// replaced by something of its kind.
    /// </summary>
    /// <param name="said">What was said, about the same metric or another.</param>
    /// <param name="replaced">Pieces of the question before for which something else was said.</param>
    /// <param name="dropped">Pieces that were taken back, or that make no sense beside what was said.</param>
    public static Continuation Over(Question before, Question said, IReadOnlyCollection<Piece> replaced, IReadOnlyCollection<Piece> dropped, Resolver resolver)
    {
        List<Piece> old = [.. Piece.All.Where(piece => piece.In(before) && !piece.In(said) && !replaced.Contains(piece) && !dropped.Contains(piece) && Fits(piece, before, said))];
        foreach (var kept in Candidates(old))
        {
            var merged = kept.Aggregate(said, (question, piece) => piece.Copy(question, before));
            if (!IsAnswered(merged, resolver)) continue;
            var lost = Piece.All.Where(piece => piece.In(before) && !piece.In(merged) && !replaced.Contains(piece));
            return new Continuation.Asks(merged, [.. lost.Select(piece => piece.Words(before)!)]);
        }

        return new Continuation.Replies(Read(said, resolver));
    }

    /// <summary>Whether a question is read again as itself: then its parts go together, and its time has come.</summary>
    private static bool IsAnswered(Question question, Resolver resolver) => Read(question, resolver) is Reading.Understood(var read) && read.ToString() == question.ToString();

    private static Reading Read(Question question, Resolver resolver) => QuestionParser.Parse(question.ToString(), resolver.Today, resolver.Calendar);

    private static bool Fits(Piece piece, Question before, Question said) =>
        piece == Piece.Subject ? TakesSubject(before.Metric) && TakesSubject(said.Metric)
        : piece == Piece.Months ? MetricParts.TakesMonths(said.Metric, before.Months!.Value)
        : said.Subject is null || piece == Piece.AsOf || piece == Piece.KnownAt;

    /// <summary>All of them, all but one, then fewer and fewer: the pieces to keep.</summary>
    private static IEnumerable<IReadOnlyList<Piece>> Candidates(List<Piece> old)
    {
        yield return old;
        foreach (var one in old) yield return [.. old.Where(piece => piece != one)];
        for (var count = 2; count <= old.Count; count++) yield return [.. old.Skip(count)];
    }
}
