using RevenueBot.Intel;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Intel;

/// <summary>What is typed after <c>/intel</c>, read.</summary>
public sealed class NoteTextTests
{
    [Theory]
    [InlineData("Kappa raised its Team price https://kappa.example/pricing", "Kappa raised its Team price", "https://kappa.example/pricing")]
    [InlineData("Kappa raised its Team price", "Kappa raised its Team price", null)]
    [InlineData("Kappa (https://kappa.example/a_(b)) raised it", "Kappa (https://kappa.example/a_(b)) raised it", "https://kappa.example/a_(b)")]
    [InlineData("See https://kappa.example/a, they say", "See https://kappa.example/a, they say", "https://kappa.example/a")]
    [InlineData("They raised it (https://kappa.example/a).", "They raised it", "https://kappa.example/a")]
    [InlineData("One https://a.example/x two https://b.example/y?q=1&r=2", "One https://a.example/x two", "https://b.example/y?q=1&r=2")]
    [InlineData("Raised <https://kappa.example/pricing>", "Raised", "https://kappa.example/pricing")]
    [InlineData("Raised <https://kappa.example/pricing|price page>", "Raised price page", "https://kappa.example/pricing")]
    [InlineData("Raised <http://kappa.example|kappa.example>", "Raised", "http://kappa.example")]
    [InlineData("<@U012ABC|dana> saw it in <#C012|market> <!here>", "@dana saw it in #market @here", null)]
    [InlineData("<at>Eva Eder</at> saw it", "Eva Eder saw it", null)]
    [InlineData("javascript:alert(1) on their page", "javascript:alert(1) on their page", null)]
    [InlineData("They call it 3d <b>bold</b> & *new*", "They call it 3d <b>bold</b> & *new*", null)]
    public void ANoteIsKeptAsTypedWithItsSource(string typed, string text, string? link) => NoteText.Read(typed).ShouldBe(new NoteWish.Keep(text, link));

    [Theory]
    [InlineData("https://kappa.example/pricing", "Say what you saw, not only where. Write what you saw")]
    [InlineData("– https://kappa.example", "Say what you saw, not only where.")]
    [InlineData("Kappa ftp://kappa.example/x", "A link begins with http:// or https://")]
    [InlineData("Kappa file:///etc/passwd", "A link begins with http:// or https://")]
    [InlineData("Kappa https://", "A link begins with http:// or https://")]
    [InlineData("Kappa https://dana:secret@kappa.example/", "A link must not hold a name and password")]
    [InlineData("https://dana@kappa.example/ is theirs https://kappa.example/", "A link must not hold a name and password")]
    public void WhatCannotBeKeptIsSaidInASentence(string typed, string sentence) => NoteText.Read(typed).ShouldBeOfType<NoteWish.Wrong>().Sentence.ShouldStartWith(sentence);

    [Fact]
    public void ALongNoteIsRefusedAndNeverCut()
    {
        NoteText.Read($"Kappa {new string('x', NoteText.LongestTyped - 6)}").ShouldBeOfType<NoteWish.Keep>();
        NoteText.Read($"Kappa {new string('x', NoteText.LongestTyped - 5)}").ShouldBe(new NoteWish.Wrong("A note has at most 380 characters, its link included."));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("list")]
    public void NothingListsTheLastOnes(string typed) => NoteText.Read(typed).ShouldBe(new NoteWish.List());

    [Theory]
    [InlineData("remove 12", 12)]
    [InlineData("Delete #7", 7)]
    public void ANumberIsTakenBack(string typed, long id) => NoteText.Read(typed).ShouldBe(new NoteWish.Remove(id));

    [Theory]
    [InlineData("remove 12 of their plans")]
    [InlineData("remove twelve")]
    [InlineData("remove -1")]
    [InlineData("remove 99999999999999999999")]
    public void OtherWordsAreANote(string typed) => NoteText.Read(typed).ShouldBeOfType<NoteWish.Keep>();
}
