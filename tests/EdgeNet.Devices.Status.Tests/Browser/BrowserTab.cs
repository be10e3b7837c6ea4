using Microsoft.Playwright;

namespace EdgeNet.Devices.Status.Tests.Browser;

/// <summary>A tab that notes what its page asks for and complains about.</summary>
internal sealed class BrowserTab : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public BrowserTab(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Request += (_, request) => Requests.Add(request.Url);
        page.PageError += (_, error) => Complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Complaints.Add(message.Text);
        };
    }

    public IPage Page { get; }

    public List<string> Requests { get; } = [];

    /// <summary>Errors of scripts, breaches of the content policy, what could not be loaded.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Presses Tab until an element has the focus.</summary>
    public async Task TabToAsync(string selector)
    {
        const int Most = 150;
        for (int i = 0; i < Most; i++)
        {
            if (await Page.EvaluateAsync<bool>("s => document.activeElement?.matches(s) ?? false", selector)) return;
            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"Tab never reached {selector}.");
    }

    /// <summary>Keeps a picture of the page where somebody wants to look at it: in the folder that EDGENET_SCREENSHOTS names.</summary>
    public async Task ShootAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("EDGENET_SCREENSHOTS") is not { Length: > 0 } folder) return;
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
