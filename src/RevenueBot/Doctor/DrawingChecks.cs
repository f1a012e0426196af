using System.Runtime.InteropServices;

namespace RevenueBot.Doctor;

/// <summary>What charts need from this machine to become pictures.</summary>
internal static class DrawingChecks
{
    private const string Library = "librsvg-2.so.2";

    public static Task<IReadOnlyList<DoctorCheck>> RunAsync() => Task.FromResult<IReadOnlyList<DoctorCheck>>([Librsvg(), Fonts()]);

    private static DoctorCheck Librsvg()
    {
        if (!NativeLibrary.TryLoad(Library, out var handle))
            return DoctorCheck.Fail("Charts", "librsvg is missing, so answers come without pictures: install it (Debian and Ubuntu: apt-get install librsvg2-2).");
        NativeLibrary.Free(handle);
        return DoctorCheck.Ok("Charts", "librsvg is installed.");
    }

    private static DoctorCheck Fonts()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "fonts");
        var count = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.?tf").Count() : 0;
        return count > 0
            ? DoctorCheck.Ok("Fonts", $"{count} bundled font files.")
            : DoctorCheck.Fail("Fonts", $"The bundled fonts are missing from {folder}: build or install the program again.");
    }
}
