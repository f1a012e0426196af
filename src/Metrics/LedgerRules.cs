namespace RevenueBot.Metrics;

/// <summary>Everything that decides how facts become a ledger, apart from the facts.</summary>
public sealed record LedgerRules(DefinitionProfile Profile, CompanyCalendar Calendar)
{
    public static LedgerRules Default { get; } = new(DefinitionProfile.Default, CompanyCalendar.Utc);
}
