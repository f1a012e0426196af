using RevenueBot.Access;

namespace RevenueBot.Doctor;

/// <summary>The keys of programs, and how to keep them as hashes.</summary>
internal static class ApiKeyChecks
{
    private const string Name = "API keys";
    private const string HowTo = "keep \"sha256:HASH\" in Api:Keys, with the HASH that printf %s KEY | sha256sum prints";

    public static Task<IReadOnlyList<DoctorCheck>> RunAsync(ApiKeys keys) => Task.FromResult<IReadOnlyList<DoctorCheck>>([Check(keys)]);

    private static DoctorCheck Check(ApiKeys keys)
    {
        if (keys.Broken > 0) return DoctorCheck.Fail(Name, $"{keys.Broken} of Api:Keys begin with sha256: and are no hash of 64 hexadecimal digits; they admit nobody: {HowTo}.");
        if (keys.Count == 0) return DoctorCheck.Ok(Name, "None: the HTTP interface admits nobody.");
        if (keys.Short > 0) return DoctorCheck.Warn(Name, $"{keys.Short} of {keys.Count} are shorter than 16 characters and could be guessed: make one with openssl rand -hex 32.");
        return keys.Plain > 0
            ? DoctorCheck.Warn(Name, $"{keys.Plain} of {keys.Count} are kept as they are; to keep only their hashes, {HowTo}.")
            : DoctorCheck.Ok(Name, $"{keys.Count}, kept as hashes.");
    }
}
