namespace RevenueBot.Ingest.Sample;

/// <summary>Invented names. The first words are no surnames or brands known to the authors; addresses end in .example (RFC 2606).</summary>
internal static class SampleNames
{
    private static readonly string[] _first =
    [
        "Quillmere", "Tarnfield", "Velmora", "Oststrand", "Brackenholt", "Fennimoor", "Caldervik", "Wrenlow", "Ashquay", "Mirrowby", "Dunnavale",
        "Hollinmark", "Pellwick", "Sorrowell", "Yarrowgate", "Thistledon", "Emberlow", "Grentham", "Larchwell", "Noverly", "Ostrelle", "Ravensmoor",
        "Saltmarch", "Umberley", "Vantrell", "Wolderby", "Zephyrine", "Birchmoor", "Corvane", "Drummelow",
    ];

    private static readonly string[] _second =
    [
        "Logistics", "Studio", "Clinics", "Robotics", "Foods", "Architects", "Legal", "Outdoors", "Energy", "Interiors", "Academy", "Freight",
        "Biotech", "Media", "Travel", "Ceramics", "Software", "Farms", "Optics", "Events", "Insurance", "Textiles",
    ];

    public static IReadOnlyList<string> Owners { get; } = ["Ines Marlow", "Tomas Reed", "Aiko Sand", "Bram Oakes"];

    /// <summary>A different name for each index below 660; both words change from one to the next.</summary>
    public static string Company(int index) => $"{_first[index % _first.Length]} {_second[((index / _first.Length * 7) + index) % _second.Length]}";
}
