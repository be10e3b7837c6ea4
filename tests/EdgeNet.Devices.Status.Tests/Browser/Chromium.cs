using Microsoft.Playwright;

namespace EdgeNet.Devices.Status.Tests.Browser;

/// <summary>The system's Chromium without a window, or the reason why there is none.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why tests skip; null where they run.</summary>
    public string? Missing { get; } =
        Find() is null ? $"none of {string.Join(", ", Names)} is installed. On Debian: apt-get install chromium" : null;

    public async Task InitializeAsync()
    {
        if (Find() is not { } program) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            // A container's root has no sandbox to offer. What a page asks for elsewhere than here is not found.
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens a tab of a size, in a profile of its own.</summary>
    internal async Task<BrowserTab> OpenAsync(int width, ColorScheme scheme = ColorScheme.Light)
    {
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            ColorScheme = scheme,
            HasTouch = width < 600,
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(60_000);
        return new BrowserTab(context, await context.NewPageAsync());
    }

    private static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
}
