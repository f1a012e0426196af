namespace RevenueBot.Dashboard.SignIn;

/// <summary>What a browser calls itself, in words by which people know theirs.</summary>
internal static class BrowserWords
{
    private static readonly (string Mark, string Name)[] _browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] _systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <summary>"Firefox on Linux"; "a browser" where it says nothing known. Nothing of the text itself is kept.</summary>
    public static string Of(string userAgent)
    {
        var (browser, system) = (Find(_browsers, userAgent) ?? "a browser", Find(_systems, userAgent));
        return system is null ? browser : $"{browser} on {system}";
    }

    private static string? Find((string Mark, string Name)[] known, string text) => known.Where(one => text.Contains(one.Mark, StringComparison.Ordinal)).Select(one => one.Name).FirstOrDefault();
}
