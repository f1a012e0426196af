using RevenueBot.Dashboard.Pages.Customers;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Dashboard;

public sealed class SearchedTextsTests
{
    [Theory]
    [InlineData("a", 0, 3, 5)]
    [InlineData("AB", 0, 3)] // the end of the second with the third is no text
    [InlineData("bb")]
    [InlineData("é", 4)]
    [InlineData("baab")]
    [InlineData("b", 0, 1, 3)]
    public void Texts_that_hold_another_are_found_in_any_case(string part, params int[] places) =>
        new SearchedTexts(["ab", "B", "", "bAb", "É", "a"]).Find(part).ShouldBe(places);

    [Fact]
    public void It_finds_what_one_by_one_finds()
    {
        Random random = new(7);
        for (var run = 0; run < 2_000; run++)
        {
            string[] texts = [.. Enumerable.Range(0, random.Next(12)).Select(_ => Text(random.Next(6)))];
            var part = Text(random.Next(1, 4));
            new SearchedTexts(texts).Find(part).ShouldBe(texts.Index().Where(one => one.Item.Contains(part, StringComparison.OrdinalIgnoreCase)).Select(one => one.Index), $"{part} in {string.Join('|', texts)}");
        }

        string Text(int length) => new([.. Enumerable.Range(0, length).Select(_ => "abAB"[random.Next(4)])]);
    }
}
