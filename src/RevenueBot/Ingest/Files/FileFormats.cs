using RevenueBot.Ingest.Files.Formats;

namespace RevenueBot.Ingest.Files;

/// <summary>Every kind of import file, in the order in which a folder is read: what is named comes before what names it.</summary>
internal static class FileFormats
{
    public static IReadOnlyList<FileFormat> All { get; } =
    [
        FxFile.Format, CustomersFile.Format, AliasesFile.Format, PlansFile.Format, UsersFile.Format, SubscriptionEventsFile.Format,
        PaymentsFile.Format, UsageFile.Format, TicketsFile.Format, NpsFile.Format, AnnotationsFile.Format, TargetsFile.Format,
    ];

    /// <summary>"fx, customers, …": for a sentence that says what there is.</summary>
    public static string Choice { get; } = $"{string.Join(", ", All.SkipLast(1).Select(f => f.Name))} or {All[^1].Name}";

    public static FileFormat? Find(string name) => All.FirstOrDefault(f => f.Name == name);
}
