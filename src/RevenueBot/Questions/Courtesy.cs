using System.Collections.Frozen;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions;

/// <summary>Words that ask for nothing: they are answered in a sentence.</summary>
internal static class Courtesy
{
    private static readonly FrozenSet<string> Greetings = FrozenSet.Create("hi", "hello", "hey", "hiya", "yo", "hello there", "hi there", "hey there", "good morning", "good afternoon", "good evening", "morning", "are you there", "who are you", "what can you do", "start");
    private static readonly FrozenSet<string> Thanks = FrozenSet.Create("thanks", "thank you", "thx", "ty", "cheers", "thanks a lot", "many thanks", "thank you very much", "great thanks", "ok thanks", "perfect thanks", "great", "perfect", "nice", "cool", "ok", "okay", "got it", "good bot", "well done", "bye", "goodbye");

    /// <summary>Null for anything else.</summary>
    public static Answer? Of(string text)
    {
        if (text.Length > AnswerId.LongestText) return null;
        var words = string.Join(' ', Token.Split(text).Select(token => token.Word).Where(word => word is not ("revenuebot" or "bot")));
        if (words.StartsWith("good bot", StringComparison.Ordinal) || Thanks.Contains(words)) return Reply(text, "You are welcome. Ask whenever you need a figure.");
        return Greetings.Contains(words) ? Reply(text, "Hello. Ask for a figure, such as “mrr by plan” or “why did it change”; “help” lists everything I can answer.") with { Suggestions = Suggestions.Always } : null;
    }

    private static Answer Reply(string text, string headline) => new() { Id = AnswerId.OfText(text), Kind = AnswerKind.Help, Question = AnswerId.Cut(text), Headline = headline };
}
