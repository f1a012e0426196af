namespace RevenueBot.Doctor;

/// <summary>Looks at every feature that has something to check.</summary>
internal sealed class DoctorRound(IEnumerable<DoctorProbe> probes)
{
    public async Task<IReadOnlyList<DoctorCheck>> LookAsync(CancellationToken cancel) => [.. (await Task.WhenAll(probes.Select(probe => probe(cancel)))).SelectMany(checks => checks)];
}
