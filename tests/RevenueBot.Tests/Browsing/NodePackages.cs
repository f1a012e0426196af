using System.Diagnostics;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Browsing;

/// <summary>What tests fetch from npm, the first time they run: a folder of artifacts/npm for each package.json, with a browser to look at it.</summary>
internal static class NodePackages
{
    private static readonly TimeSpan _mayTake = TimeSpan.FromMinutes(3);

    public static string Root { get; } = FindRoot();

    /// <summary>The one without windows first: the same pages for three quarters of the processor time.</summary>
    public static string? Chromium { get; } = ((string[])["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]).FirstOrDefault(File.Exists);

    /// <summary>Skips the test where the machine has no browser or no npm.</summary>
    public static void SkipWithout() => Assert.SkipWhen(Chromium is null || !OnPath("npm"), "There is no Chromium or no npm here: ./test installs both on Debian and Ubuntu.");

    /// <summary>Installs what a package.json names, once.</summary>
    /// <param name="source">The folder it stands in.</param>
    /// <returns>The folder in which node finds the packages.</returns>
    public static async Task<string> InstallAsync(string name, string source)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, "artifacts", "npm", name)).FullName;
        var (wanted, here) = (Path.Combine(source, "package.json"), Path.Combine(folder, "package.json"));
        // npm writes the second file last.
        var isInstalled = File.Exists(here) && File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json")) && await File.ReadAllTextAsync(here) == await File.ReadAllTextAsync(wanted);
        if (isInstalled) return folder;
        File.Copy(wanted, here, overwrite: true);
        await RunAsync(folder, "npm", "install", "--no-audit", "--no-fund", "--loglevel=error");
        return folder;
    }

    /// <summary>Runs to the end, which must be a good one.</summary>
    public static async Task RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Start(folder, program, arguments);
        process.StandardInput.Close();
        var (told, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(_mayTake);
        await process.WaitForExitAsync(patience.Token);
        process.ExitCode.ShouldBe(0, $"{program}: {await told}{await wrong}");
    }

    /// <summary>The caller ends and disposes it.</summary>
    public static Process Start(string folder, string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;

    private static bool OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "RevenueBot.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
