using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Answers;

/// <summary>Answers without a figure.</summary>
internal static class Replies
{
    /// <summary>What is said where there is no one question to answer.</summary>
    public static Answer To(Reading reading, string text) => reading switch
    {
        Reading.Partly partly => NotUnderstood(partly, text),
        Reading.Ambiguous ambiguous => Ambiguous(ambiguous, text),
        Reading.Impossible impossible => Impossible(impossible, text),
        _ => Help(),
    };

    /// <summary>"I read “mrr” and “last quarter”, but not “regoin”."</summary>
    public static Answer NotUnderstood(Reading.Partly reading, string text) => new()
    {
        Id = AnswerId.OfText(text), Kind = AnswerKind.NotUnderstood, Question = AnswerId.Cut(text), Suggestions = reading.Suggestions,
        Headline = reading.Read.Count == 0
            ? $"I read nothing I can answer in {Quoted(reading.Unread)}."
            : $"I read {Quoted(reading.Read)}, but not {Quoted(reading.Unread)}.",
    };

    public static Answer Impossible(Reading.Impossible reading, string text) => new()
    {
        Id = AnswerId.OfText(text), Kind = AnswerKind.NotUnderstood, Question = AnswerId.Cut(text), Suggestions = reading.Suggestions,
        Headline = $"{reading.Why} {reading.Advice}",
    };

    /// <summary>"That can be LTV or realised CLV. Which one do you mean?"</summary>
    public static Answer Ambiguous(Reading.Ambiguous reading, string text) => new()
    {
        Id = AnswerId.OfText(text), Kind = AnswerKind.NotUnderstood, Question = AnswerId.Cut(text), Suggestions = reading.Suggestions,
        Headline = $"{reading.Why} Which one do you mean?",
    };

    /// <summary>"I read churn, but have no answer about it."</summary>
    public static Answer Unanswered(Question question) => new()
    {
        Id = AnswerId.OfText(question.ToString()), Kind = AnswerKind.NotUnderstood, Question = question.ToString(), Suggestions = Suggestions.Always,
        Headline = $"I read “{question.MetricName}”, but have no answer about it.",
    };

    /// <summary>Every command, a line each.</summary>
    public static Answer Help() => new()
    {
        Id = AnswerId.OfText("help"), Kind = AnswerKind.Help, Question = "/mrr help", Headline = "I answer questions about recurring revenue, with the day and the comparison.",
        Sentences =
        [
            "/mrr: MRR now, compared with a month and a year ago.",
            "/arr: the same as a yearly run rate.",
            "/why last week: what moved MRR.",
            "/churn: who leaves, over 1, 3 or 12 months; /churn gross and /churn net: how much MRR.",
            "/retention: net and gross retention; /nrr and /grr show one of them.",
            "/customers: how many pay.",
            "/customer NAME: one of them, with its history.",
            "/health: how customers do; /health NAME: one of them, and what it is made of.",
            "/at-risk: who may leave, by the MRR at stake.",
            "/expansion: who is ready to grow, and what it could bring; /expansion NAME: one of them.",
            "/scorecard: what the alerts of a month were worth.",
            "/arpu: MRR of a mean customer; /asp: of a new one.",
            "/ltv: what a customer is worth; /clv: what customers have brought.",
            "/quick-ratio: gains over losses.",
            "/trials: trials running, and how many convert; /trials conversion: the share first.",
            "/cohorts: retention by month of first payment.",
            "/segments: the segmentation grid.",
            "/usage: active users and usage.",
            "/nps: net promoter score with its margin.",
            "/payments: what came in, failed, was paid later and went back; /dunning: who has not paid yet.",
            "/target: how far it is.",
            "/forecast next 3 months: where MRR leads; add what if churn +1pp, sales +10% or prices +5%.",
            "/today: what happened today.",
            "/profiles: the same MRR by other definitions.",
            "/alerts: what is open; /alerts mine, of a rule, an owner or a customer. /silence NAME for 3d: nothing is posted about it.",
            "/digest: which reports are sent when; /digest preview weekly, /digest subscribe daily at 8:00, /digest pause ID.",
            "/annotate 2026-11-10 launch Release 4.2: a note for everybody's charts.",
            "/intel Kappa raised its Team price https://kappa.example/pricing: a market note for the weekly review; /intel: the last ones.",
            "/access: who may see what, for administrators; /access allow PERSON ROLE, /access deny PERSON, /access channel CHANNEL allow.",
            "/help: this list.",
            "Add a time (last 6 months, Q3 2025, since March, as of 2026-03-31, known at 2026-04-01), by plan, currency, country or segment, for plan Pro, vs last year, at constant currency.",
        ],
        Suggestions = Suggestions.Always,
    };

    private static string Quoted(IReadOnlyList<string> phrases) => Format.And([.. phrases.Select(phrase => $"“{phrase}”")]);
}
