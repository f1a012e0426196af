namespace RevenueBot.WebDashboard.Frame;

/// <summary>The pages that there are: the navigation leads to no other.</summary>
public sealed class MountedPages
{
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    public IReadOnlySet<string> Paths => _paths;

    internal void Add(string path) => _paths.Add(path);
}
