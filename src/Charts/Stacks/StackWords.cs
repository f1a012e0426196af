using RevenueBot.Charts.Panels;

namespace RevenueBot.Charts.Stacks;

/// <summary>The same words as of the panels, but for what is drawn.</summary>
internal sealed class StackWords(PanelTable panels)
{
    public ChartWords Words
    {
        get
        {
            var words = new PanelWords(panels).Words;
            return words with
            {
                Subtitles = [.. words.Subtitles.Select(text => text.Split(" · ")).Select(parts => string.Join(" · ", parts.Where(part => !part.Contains("panel", StringComparison.Ordinal))))],
                Sentences = [.. words.Sentences.Select(sentence => sentence.Replace("Small area charts, ", "Stacked areas, ", StringComparison.Ordinal))],
            };
        }
    }
}
