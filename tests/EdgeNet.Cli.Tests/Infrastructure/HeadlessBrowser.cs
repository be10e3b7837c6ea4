using System.Diagnostics;
using System.Text.RegularExpressions;

namespace EdgeNet.Cli.Tests;

/// <summary>The system's Chromium without a window: what a page complains about, and what it asks for.</summary>
/// <param name="Complaints">What stands on its console.</param>
/// <param name="Requests">Addresses that were asked for but for the browser's own.</param>
internal sealed partial record HeadlessBrowser(IReadOnlyList<string> Complaints, IReadOnlyList<string> Requests)
{
    /// <summary>Why tests skip.</summary>
    public const string Missing = "chromium is missing: apt-get install chromium";

    /// <summary>The browser asks its maker for updates, whatever page is open.</summary>
    private static readonly string[] OwnHosts = [".google.com", ".googleapis.com", ".gvt1.com"];

    private static readonly string? Program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => (string[])[Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser"),
            Path.Combine(folder, "google-chrome")])
        .FirstOrDefault(File.Exists);

    public static bool IsThere => Program is not null;

    /// <summary>Opens a page and takes a picture of it.</summary>
    /// <param name="page">The page's file.</param>
    /// <param name="width">The window's width.</param>
    /// <param name="picture">Receives the picture, a PNG file.</param>
    public static HeadlessBrowser Open(string page, int width, string picture)
    {
        string log = picture + ".json";
        var start = new ProcessStartInfo(Program!,
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--enable-logging=stderr", "--host-resolver-rules=MAP * ~NOTFOUND", $"--log-net-log={log}",
            $"--user-data-dir={picture}.profile", $"--window-size={width},2000", $"--screenshot={picture}",
                new Uri(Path.GetFullPath(page)).AbsoluteUri,
        ])
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        _ = output.Result;
        IEnumerable<string> urls = Addresses().Matches(File.ReadAllText(log)).Select(m => m.Groups[1].Value)
            .Where(url => url.StartsWith("http", StringComparison.Ordinal) && !OwnHosts.Any(new Uri(url).Host.EndsWith));
        return new([.. error.Split('\n').Where(line => line.Contains(":CONSOLE:", StringComparison.Ordinal))], [.. urls.Distinct()]);
    }

    [GeneratedRegex("\"url\":\"([^\"]+)\"")]
    private static partial Regex Addresses();
}
