using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Handling;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard.Pages.Alerts;

/// <summary>What an address asks of the list of alerts; what is null does not matter.</summary>
/// <param name="State">A word of <see cref="AlertStanding"/>; <see cref="Waiting"/>: open, and nobody has it. Null: all that are open.</param>
/// <param name="Owner">Who has it, as a page calls them; <see cref="Mine"/> or <see cref="Nobody"/>.</param>
/// <param name="Customer">Part of a name or id, in any case.</param>
internal sealed record AlertListFilter(string? State, AlertLevel? Level, string? Rule, string? Owner, string? Customer)
{
    public const string Waiting = "waiting", Mine = "mine", Nobody = "-";

    /// <summary>What the address says and this is not, is no filter: the list is as usual.</summary>
    public static AlertListFilter Of(PageAddress address) => new(
        address["state"] is Waiting or AlertStanding.Acknowledged or AlertStanding.Snoozed or AlertStanding.Recovering or AlertStanding.Held or AlertStanding.Closed ? address["state"] : null,
        Enum.GetValues<AlertLevel>().Cast<AlertLevel?>().FirstOrDefault(level => WordOf(level!.Value) == address["level"]), address["rule"], address["owner"], address["customer"]?.Trim() is { Length: > 0 } text ? text : null);

    public bool IsClosed => State == AlertStanding.Closed;

    public static string WordOf(AlertLevel level) => level.ToString().ToLowerInvariant();

    /// <summary>Everything but the state, by which the list is divided.</summary>
    public bool Fits(OpenAlert alert, AlertReader reader) =>
        (Level is null || alert.Rule.Level == Level) && (Rule is null || alert.Rule.Id == Rule) && FitsOwner(alert, reader)
        && (Customer is null || alert.Status.Subject.Contains(Customer, StringComparison.OrdinalIgnoreCase) || alert.Facts.Name.Contains(Customer, StringComparison.OrdinalIgnoreCase));

    public bool FitsState(OpenAlert alert, DateTimeOffset now) => State is null || AlertStanding.Of(alert, now) == (State == Waiting ? AlertStanding.Open : State);

    /// <summary>Mine are those of <c>/alerts mine</c>.</summary>
    private bool FitsOwner(OpenAlert alert, AlertReader reader) => Owner switch
    {
        null => true,
        Mine => reader.Me is { } me && new AlertFilter(Person: me).Fits(alert),
        Nobody => AlertLines.OwnerOf(alert, reader) is null,
        _ => AlertLines.OwnerOf(alert, reader) == Owner,
    };
}
