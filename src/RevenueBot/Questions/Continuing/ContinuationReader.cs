using RevenueBot.Metrics;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Continuing;

/// <summary>
/// Reads a text as it was meant after another question. A question that names its metric is never changed by what was asked before; a part of
/// one changes that part; anything else is read as it stands, never guessed.
/// </summary>
internal static class ContinuationReader
{
    private static readonly string[] Receipts =
        ["receipt", "proof", "prove it", "prove", "rows", "ledger rows", "how does add up", "how does it add up", "how does that add up", "how is that calculated", "how is calculated", "how did you get that", "where does that come from"];

    private static readonly string[] Everything = ["total", "in total", "totals", "overall", "altogether", "all together", "all plans", "all countries", "all segments", "all currencies", "all of", "everything", "whole company", "without split", "not split", "no split"];
    private static readonly string[] Again = ["again", "refresh", "once more", "repeat"];
    private static readonly string[] More = ["more", "tell more", "more details", "details", "more detail", "more please"];
    private static readonly string[] Whom = ["who", "which customers", "which ones", "by customer", "who exactly"];

    /// <param name="before">The last question of the conversation; null: it has none.</param>
    public static Continuation Read(string text, Question? before, Resolver resolver, Names names)
    {
        if (before is null || text.Length > QuestionParser.LongestText || before.Metric is Metric.Annotate or Metric.Silence or Metric.Intel or Metric.Digest) return new Continuation.Alone();
        var tokens = Token.Split(text);
        var linking = Linking.Of(tokens);
        if (linking.Rest.Count == 0 || SubjectRules.Command(tokens, resolver.Today) is not null || SubjectRules.Spoken(tokens, resolver.Today) is not null) return new Continuation.Alone();
        return Special(linking, before, resolver) ?? Part(linking, before, resolver, names) ?? Another(linking, before, resolver, names) ?? OfCustomer(linking, before, resolver, names) ?? new Continuation.Alone();
    }

    /// <summary>Words that mean something only after an answer.</summary>
    private static Continuation? Special(Linking said, Question before, Resolver resolver)
    {
        if (said.Is(Receipts)) return new Continuation.Receipt();
        if (said.Is(Again)) return new Continuation.Asks(before, []);
        if (said.Is(More)) return Onward.Of(before);
        if (before is { Why: true, Metric: Metric.Mrr or Metric.Arr } && said.Is(Whom)) return Merging.Over(before, before with { Who = true }, [], [], resolver);
        if (said.Is(Everything)) return Merging.Over(before, Bare(before), [Piece.By, Piece.Only], [], resolver);
        if (LastYear(said, before, resolver) is { } asked) return asked;
        if (Shift.Of(said.Rest) is not { } shift || (before.Window is null && said.Is("year ago", "month ago") && !said.IsLinked && before.AsOf is null)) return null;
        return shift.Move(before, resolver) is { } moved ? Merging.Over(before, moved, [Piece.Window, Piece.AsOf], [], resolver) : null;
    }

    /// <summary>"and last year?" after one month: the year, or that month of it.</summary>
    private static Continuation.Replies? LastYear(Linking said, Question before, Resolver resolver)
    {
        if (!said.Is("last year", "in last year", "for last year") || before.Window is null || new Shift(1, CalendarUnit.Year, -1).Move(before, resolver) is not { } earlier || earlier.Window is Window.Between { First: var first, LastDay: var last } && first != last || earlier.Window is Window.InYear) return null;
        var whole = before with { Window = new Window.Last(1, CalendarUnit.Year) };
        return new Continuation.Replies(new Reading.Ambiguous("“Last year” can be the whole year, or the same time of it.", [Suggestions.Of(earlier), Suggestions.Of(whole)]));
    }

    /// <summary>Parts of a question without its metric: they are read beside that of the question before.</summary>
    private static Continuation? Part(Linking said, Question before, Resolver resolver, Names names)
    {
        var alone = QuestionParser.ReadWords(said.Rest, resolver.Today, names);
        var draft = alone.Draft;
        if (draft.Help) return null;
        if (Merging.TakesSubject(before.Metric) && before.Subject is not null) return alone.Draft.Meanings.Count == 0 && alone.IsWhole ? Parts.OfOne(said, alone, before, resolver, names) : null;
        if (!draft.Supposed.IsNothing && before.Metric != Metric.Forecast) return null;
        if (draft.Meanings.Count > 0 && (said.IsLinked || !Parts.Limits(said.Rest))) return null;
        return Parts.Of(said, alone, before, resolver, names);
    }

    /// <summary>"and churn?": another metric, of the same time and limits.</summary>
    private static Continuation? Another(Linking said, Question before, Resolver resolver, Names names)
    {
        if (!said.IsLinked) return null;
        var words = QuestionParser.ReadWords(said.Rest, resolver.Today, names);
        if (!words.IsWhole && Correction.Of(said.Rest, words.Unread, names) is { } put) words = QuestionParser.ReadWords(put.Tokens, resolver.Today, names);
        if (words.Draft.Meanings.Count == 0 || words.Draft.Help) return null;
        return Parts.Merged(QuestionParser.Parse(said.Rest, resolver, names), question => Merging.Over(before, question, Parts.Replaced(words.Draft, question), question.Why ? [] : [Piece.Why, Piece.Who, .. Piece.Supposed], resolver), resolver);
    }

    /// <summary>"for Acme Inc": a name that the ledger's plans, countries and segments do not know is a customer's, where it is written as one.</summary>
    private static Continuation? OfCustomer(Linking said, Question before, Resolver resolver, Names names)
    {
        var leads = said.Rest.TakeWhile(token => token.Name is null && token.Word is "for" or "of" or "about" or "at" or "only" or "just" or "customer" or "account").Count();
        Token[] name = [.. said.Rest.Skip(leads)];
        if (name.Length == 0 || (leads == 0 && !said.IsLinked) || QuestionParser.ReadWords(name, resolver.Today, names).Read.Count > 0 || QuestionParser.ReadWords(said.Rest, resolver.Today, names).Draft.Meanings.Count > 0) return null;
        if (!Merging.TakesSubject(before.Metric) && !name.Any(token => token.Name is not null || char.IsUpper(token.Typed.TrimStart('"', '\'', '(')[..1], 0))) return null;
        var text = name is [{ Name: { } quoted }] ? quoted : string.Join(' ', name.Select(token => token.Typed)).Trim('?', '!', ',', '.', ' ', '"');
        if (text.Length == 0) return null;
        var metric = before.Metric == Metric.AtRisk ? Metric.Health : Merging.TakesSubject(before.Metric) ? before.Metric : Metric.Customer;
        return Merging.Over(before, new Question { Metric = metric, Subject = text }, [Piece.Subject], [], resolver);
    }

    private static Question Bare(Question question) => new() { Metric = question.Metric, Facet = question.Facet };
}
