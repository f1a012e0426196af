using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Png;

/// <summary>Makes librsvg use the bundled fonts only, so that neither system fonts nor user settings change a picture.</summary>
internal static class FontConfig
{
    /// <summary>
    /// Fontconfig reads the native environment, which <see cref="Environment.SetEnvironmentVariable(string, string)"/>
    /// does not reach. Has to run before the first render.
    /// </summary>
    public static bool Pin()
    {
        var file = Path.Combine(Fonts.Folder, "fonts.conf");
        if (!File.Exists(file)) throw new ChartRenderException("The chart fonts are missing: put the folder fonts of this release next to the program.");
        return Native.SetEnvironment("FONTCONFIG_FILE", file, 1) == 0;
    }
}
