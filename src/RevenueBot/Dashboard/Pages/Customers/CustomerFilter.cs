using System.Globalization;
using RevenueBot.Metrics.Health;
using RevenueBot.Metrics.Storage;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard.Pages.Customers;

/// <summary>What an address asks of the list; what is null does not matter.</summary>
/// <param name="Search">Part of a name or id, in any case; without the right to names, of an id alone.</param>
/// <param name="Health">A band; <see cref="NotScored"/>: who has no score.</param>
/// <param name="Risk">The least probability to leave within 30 days.</param>
/// <param name="Owner">As the source says it; <see cref="Nobody"/>: who has none.</param>
/// <param name="Only">The ids that an alert is about.</param>
internal sealed record CustomerFilter(string? Search, string? Plan, string? Country, string? Segment, string? Health, double? Risk, string? Owner, CustomerStatus? Status, IReadOnlySet<string>? Only)
{
    public const string NotScored = "none", Nobody = "-";

    /// <summary>Nothing is asked: everybody fits and is shown.</summary>
    public static CustomerFilter All { get; } = new(null, null, null, null, null, null, null, null, null);

    public static CustomerFilter Of(PageAddress address, Viewer viewer, IReadOnlySet<string>? only) => new(
        address["q"]?.Trim() is { Length: > 0 } text ? text : null, address["plan"], address["country"], address["segment"], address["health"],
        double.TryParse(address["risk"], NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100 ? percent / 100 : null,
        viewer.Has(Rights.Names) ? address["owner"] : null, Enum.TryParse<CustomerStatus>(address["status"], true, out var status) && Enum.IsDefined(status) && !char.IsAsciiDigit(address["status"]![0]) ? status : null, only);

    /// <summary>Whether everybody of the plan, or whom the search finds, fits: then nobody needs to be looked at.</summary>
    public bool FitsAll => this with { Search = null, Plan = null, Health = null } == All;

    /// <summary>Everything but plan and search, whose customers are lists of their own (<see cref="CustomerPages.InOrder"/>), and the band of health, by which the list is divided.</summary>
    public bool Fits(BookLine line)
    {
        var customer = line.Listed.Customer;
        return (Status is null || line.Listed.Status == Status) && (Country is null || customer.Country == Country) && (Segment is null || customer.Segment == Segment)
            && (Owner is null || (Owner == Nobody ? customer.Owner is null : customer.Owner == Owner)) && (Risk is null || line.P30 >= Risk)
            && (Only is null || Only.Contains(line.Id));
    }

    /// <summary>Of the band that is asked for.</summary>
    public bool IsShown(BookLine line) => Health is null || line.Band == Health;

    public static string BandOf(CustomerHealth? health) => health is not { IsRunning: true, Score: not null } ? NotScored : health.Band switch
    {
        HealthBand.High => "high",
        HealthBand.Medium => "medium",
        HealthBand.Healthy => "healthy",
        HealthBand.InsufficientData => NotScored,
    };
}
