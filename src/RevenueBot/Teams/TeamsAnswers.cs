using RevenueBot.Handling;
using RevenueBot.Pictures;
using RevenueBot.Questions;
using RevenueBot.Teams.Cards;
using RevenueBot.Teams.Places;

namespace RevenueBot.Teams;

/// <summary>An answer as a card, with what its surroundings add: sealed buttons, the address of its picture, the page behind it.</summary>
internal sealed class TeamsAnswers(TeamsSeal seal, ChartAddresses addresses, AlertLinks links)
{
    /// <param name="asked">Where it was asked, if it is shown elsewhere: its buttons remember.</param>
    /// <param name="canShare">Whether to offer to post it there.</param>
    public CardMessage Render(Answer answer, string tenant, TeamsPlace? asked = null, bool canShare = false) => AnswerCards.Render(
        answer, new AnswerSetting(text => seal.Close(text, tenant, asked), addresses.Of(answer, $"teams/{tenant}"), links.Dashboard, canShare));
}
