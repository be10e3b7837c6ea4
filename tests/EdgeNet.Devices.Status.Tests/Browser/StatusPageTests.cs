using System.Globalization;
using EdgeNet.Vision.Pictures;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace EdgeNet.Devices.Status.Tests.Browser;

/// <summary>The page in a real browser.</summary>
/// <param name="chromium">The browser.</param>
/// <param name="output">Says why a test skips.</param>
public sealed class StatusPageTests(Chromium chromium, ITestOutputHelper output) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const string CorrectButton = "li.reading button:has-text('Correct this reading')";

    private TestPage _page = null!;

    public async Task InitializeAsync()
    {
        SetDefaultExpectTimeout(60_000);
        _page = await TestPage.StartAsync();
        Fill(_page);
    }

    public async Task DisposeAsync() => await _page.DisposeAsync();

    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task Everything_is_shown_at_every_width_and_no_request_leaves_the_machine(int width, ColorScheme scheme)
    {
        if (Skips()) return;
        await using BrowserTab tab = await OpenAsync(width, scheme);
        IPage page = tab.Page;
        await Expect(page.Locator("#name")).ToHaveTextAsync("Meter in the cellar");
        await Expect(page.Locator("#state")).ToHaveTextAsync("All is well");
        await Expect(page.Locator("#overlay .digit")).ToHaveCountAsync(5);
        await Expect(page.Locator("li.reading")).ToHaveCountAsync(3);
        await Expect(page.Locator("li.reading .value").First).ToHaveTextAsync("02139");
        await Expect(page.Locator("#stage-rows tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("#counter-rows tr")).ToHaveCountAsync(3);
        await Expect(page.Locator("#log-lines li")).ToHaveCountAsync(2);
        await Expect(page.Locator("#image")).ToHaveJSPropertyAsync("complete", true);
        Assert.Equal(640, await page.Locator("#image").EvaluateAsync<int>("i => i.naturalWidth"));
        await AssertBoxesLieOnThePicture(page);
        await page.Locator("#edit").ClickAsync();
        await page.Locator("#region-add").ClickAsync();
        await page.Locator(CorrectButton).First.ClickAsync();
        await tab.ShootAsync(string.Create(CultureInfo.InvariantCulture, $"page-{width}-{scheme}"));
        Assert.InRange(await page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth"), 0, width);
        string[] outside = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll("button, input, select, a:not(.skip), img, table, fieldset")]
              .filter((e) => e.getClientRects().length > 0)
              .filter((e) => e.getBoundingClientRect().right > innerWidth + 0.5 || e.getBoundingClientRect().left < -0.5)
              .map((e) => e.outerHTML)
            """);
        Assert.Empty(outside);
        Assert.Empty(tab.Complaints);
        Assert.All(tab.Requests, url => Assert.Equal(_page.Address.Authority, new Uri(url).Authority));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Text_stands_out_from_its_ground(ColorScheme scheme)
    {
        if (Skips()) return;
        _page.Station.Problems.Add("The camera is unplugged.");
        await using BrowserTab tab = await OpenAsync(1280, scheme);
        await Expect(tab.Page.Locator("#problems")).ToBeVisibleAsync();
        await Expect(tab.Page.Locator("#log-lines li")).ToHaveCountAsync(2);
        await Expect(tab.Page.Locator("li.reading")).ToHaveCountAsync(3);
        // The contrast of WCAG 2, 1.4.3: 4.5 to 1.
        string[] weak = await tab.Page.EvaluateAsync<string[]>(
            """
            () => {
              const light = ([r, g, b]) => [r, g, b].map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const parts = (color) => color.match(/[\d.]+/g).map(Number);
              const ground = (e) => {
                for (; e; e = e.parentElement) {
                  const color = parts(getComputedStyle(e).backgroundColor);
                  if (color.length === 3 || color[3] > 0) return color;
                }
                return [255, 255, 255];
              };
              return [...document.body.querySelectorAll("*")]
                .filter((e) => !e.closest("svg") && e.getClientRects().length > 0
                  && [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim() !== ""))
                .filter((e) => {
                  const [a, b] = [light(parts(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
                  return (a + 0.05) / (b + 0.05) < 4.5;
                })
                .map((e) => e.outerHTML);
            }
            """);
        Assert.Empty(weak);
    }

    [Fact]
    public async Task A_reading_is_corrected_by_keyboard_alone()
    {
        if (Skips()) return;
        await using BrowserTab tab = await OpenAsync(1280);
        IPage page = tab.Page;
        await Expect(page.Locator("li.reading")).ToHaveCountAsync(3);
        await tab.TabToAsync("li.reading:first-child .actions button:first-child");
        await page.Keyboard.PressAsync("Enter");
        Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement.matches('li.reading form input')"));
        await page.Keyboard.TypeAsync("12x");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("li.reading form [role=alert]")).ToContainTextAsync("expected 1 to 96 of 0 to 9");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("02138");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("li.reading .value").First).ToHaveTextAsync("02139 02138");
        await Expect(page.Locator("#samples")).ToHaveTextAsync("1 labelled sample");
        await Expect(page.Locator("li.reading:first-child .actions button:first-child")).ToBeFocusedAsync();
        HistoryEntry corrected = _page.Readings.Latest(1)[0];
        Assert.Equal("02138", corrected.Correction);
        Assert.Equal(["file,digits", $"{corrected.Id}.png,02138"], File.ReadAllLines(Path.Combine(_page.Samples.Folder, "labels.csv")));

        // Escape leaves things as they are.
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("9");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("li.reading form")).ToHaveCountAsync(0);
        Assert.Equal("02138", _page.Readings.Latest(1)[0].Correction);

        // "It is right" makes a sample of the next one.
        await tab.TabToAsync("li.reading:nth-child(2) .actions button:nth-child(2)");
        await page.Keyboard.PressAsync("Space");
        await Expect(page.Locator("li.reading:nth-child(2) .value")).ToHaveTextAsync("02139 ✓");
        Assert.Equal(2, _page.Samples.Count);
    }

    [Fact]
    public async Task Regions_are_made_by_keyboard_alone()
    {
        if (Skips()) return;
        await using BrowserTab tab = await OpenAsync(1280);
        IPage page = tab.Page;
        await Expect(page.Locator("#overlay .digit")).ToHaveCountAsync(5);
        await tab.TabToAsync("#edit");
        await page.Keyboard.PressAsync("Enter");
        await tab.TabToAsync("#region-add");
        await page.Keyboard.PressAsync("Enter");
        // The new region's name has the focus.
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("zip code");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("zip");
        await tab.TabToAsync("#region-save");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#editor-message")).ToContainTextAsync("Region 1, name: expected 1 to 32 of letters");
        Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement.getAttribute('aria-invalid') === 'true'"));
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("zip-code");
        await Expect(page.Locator("#editor-message")).ToBeHiddenAsync();

        await tab.TabToAsync("#overlay .region");
        for (int i = 0; i < 4; i++)
            await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Control+ArrowUp");
        await page.Keyboard.PressAsync("Shift+ArrowLeft");
        await page.Keyboard.PressAsync("Control+Shift+ArrowDown");
        await tab.ShootAsync("region-by-keyboard");
        await tab.TabToAsync("#region-save");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#editor")).ToBeHiddenAsync();
        Assert.Equal([new StationRegion("zip-code", 164, 170, 319, 130, "zip")], _page.Station.GetRegions().Regions);

        await page.Keyboard.PressAsync("Enter");
        await tab.TabToAsync("#overlay .region");
        await page.Keyboard.PressAsync("Delete");
        await tab.TabToAsync("#region-save");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#editor")).ToBeHiddenAsync();
        Assert.Empty(_page.Station.GetRegions().Regions);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Regions_are_drawn_moved_and_resized_with_the_mouse(int width)
    {
        if (Skips()) return;
        await using BrowserTab tab = await OpenAsync(width);
        IPage page = tab.Page;
        await Expect(page.Locator("#overlay .digit")).ToHaveCountAsync(5);
        await page.Locator("#edit").ClickAsync();
        await DragAsync(page, (70, 190), (330, 270));
        await Expect(page.Locator(".region-row")).ToHaveCountAsync(1);
        await DragAsync(page, (200, 230), (220, 250));
        await DragAsync(page, (90, 210), (100, 220));
        await tab.ShootAsync(string.Create(CultureInfo.InvariantCulture, $"region-by-mouse-{width}"));
        // From the lower right corner to the upper left: it is the same box.
        await DragAsync(page, (600, 460), (500, 400));
        // What is dragged beyond the edge stays in the picture.
        await DragAsync(page, (550, 430), (635, 475));
        await page.Locator("#region-save").ClickAsync();
        await Expect(page.Locator("#editor")).ToBeHiddenAsync();
        IReadOnlyList<StationRegion> regions = _page.Station.GetRegions().Regions;
        Assert.Equal(["region1", "region2"], regions.Select(region => region.Name));
        AssertNear((100, 220, 250, 70), regions[0]);
        AssertNear((540, 420, 100, 60), regions[1]);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task What_happens_appears_and_what_is_hostile_stays_text()
    {
        if (Skips()) return;
        const string Hostile = "<img src=x onerror=\"document.title='broken'\">\u202e</script>";
        await using BrowserTab tab = await OpenAsync(1280);
        IPage page = tab.Page;
        await Expect(page.Locator("li.reading")).ToHaveCountAsync(3);
        _page.Station.Name = Hostile;
        _page.Station.Problems.Add(Hostile);
        _page.Station.Log(LogLevel.Error, Hostile);
        _page.Readings.OnEvent(TestReadings.Event(text: "90210") with { Source = Hostile, Region = Hostile });
        _page.Station.Show(new GreyPicture(320, 240));
        await Expect(page.Locator("#problems")).ToContainTextAsync("<img src=x");
        await Expect(page.Locator("#state")).ToHaveTextAsync("Something is wrong");
        await Expect(page.Locator("#name")).ToContainTextAsync("<img src=x");
        await Expect(page.Locator("#log-lines li.error")).ToContainTextAsync("\\u202e</script>");
        await Expect(page.Locator("li.reading .value").First).ToHaveTextAsync("90210");
        await Expect(page.Locator("#picture-note")).ToContainTextAsync("320 × 240");
        await Expect(page.Locator("#overlay .digit")).ToHaveCountAsync(0);
        Assert.NotEqual("broken", await page.TitleAsync());
        Assert.Equal(0, await page.Locator("img[src=x]").CountAsync());
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Many_readings_come_by_asking_and_a_gap_begins_the_list_again()
    {
        if (Skips()) return;
        await using BrowserTab tab = await OpenAsync(1280);
        IPage page = tab.Page;
        await Expect(page.Locator("li.reading")).ToHaveCountAsync(3);
        for (int i = 0; i < 30; i++)
            _page.Readings.OnEvent(TestReadings.Event(text: string.Create(CultureInfo.InvariantCulture, $"{10_000 + i}")));
        await Expect(page.Locator("li.reading .value").First).ToHaveTextAsync("10029");
        await Expect(page.Locator("#older")).ToBeVisibleAsync();
        await page.Locator("#older").ClickAsync();
        await Expect(page.Locator("li.reading")).ToHaveCountAsync(33);
        await Expect(page.Locator("#older")).ToBeHiddenAsync();
        string[] ids = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('li.reading')].map((e) => e.dataset.id)");
        Assert.Equal(_page.Readings.Latest(200).Select(entry => entry.Id), ids);
    }

    [Fact]
    public async Task A_page_that_stays_open_holds_the_newest_200_and_older_ones_come_back()
    {
        if (Skips()) return;
        await using BrowserTab tab = await OpenAsync(360);
        IPage page = tab.Page;
        string first = _page.Readings.Latest(3)[^1].Id;
        await Expect(page.Locator("li.reading")).ToHaveCountAsync(3);
        for (int batch = 0; batch < 12; batch++)
        {
            string newest = string.Create(CultureInfo.InvariantCulture, $"{20_000 + batch}");
            for (int i = 0; i < 18; i++)
                _page.Readings.OnEvent(TestReadings.Event(text: newest));
            await Expect(page.Locator("li.reading .value").First).ToHaveTextAsync(newest);
        }

        await Expect(page.Locator("li.reading")).ToHaveCountAsync(200);
        await Expect(page.Locator("#older")).ToBeVisibleAsync();
        Assert.Equal(0, await page.Locator($"li[data-id='{first}']").CountAsync());
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task The_button_asks_for_a_reading()
    {
        if (Skips()) return;
        await using BrowserTab tab = await OpenAsync(360);
        await tab.Page.Locator("#trigger").ClickAsync();
        await Expect(tab.Page.Locator("#message")).ToHaveTextAsync("Reading…");
        Assert.Equal(1, _page.Station.Triggers);
    }

    [Fact]
    public async Task Logging_in_works_by_keyboard_and_logging_out_ends_it()
    {
        if (Skips()) return;
        await using TestPage locked = await TestPage.StartWithTokenAsync();
        Fill(locked);
        await using BrowserTab tab = await chromium.OpenAsync(360);
        IPage page = tab.Page;
        await page.GotoAsync(locked.Address.ToString());
        await Expect(page).ToHaveURLAsync(new Uri(locked.Address, "/login").ToString());
        await tab.ShootAsync("login");
        // The field has the focus, as soon as the page is there.
        await Expect(page.Locator("#token")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("not the token");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#login-message")).ToHaveTextAsync("This is not the token of the station.");
        await Expect(page.Locator("#token")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(TestPage.Token);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("li.reading")).ToHaveCountAsync(3);
        await page.Locator("#trigger").ClickAsync();
        await Expect(page.Locator("#message")).ToHaveTextAsync("Reading…");
        await page.Locator("#logout button").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Uri(locked.Address, "/login").ToString());
        await page.GotoAsync(locked.Address.ToString());
        await Expect(page).ToHaveURLAsync(new Uri(locked.Address, "/login").ToString());
    }

    [Fact]
    public async Task A_station_that_is_away_is_said_and_taken_up_again()
    {
        if (Skips()) return;
        await using BrowserTab tab = await OpenAsync(1280);
        await Expect(tab.Page.Locator("#state")).ToHaveTextAsync("All is well");
        int port = _page.Address.Port;
        await _page.Server.DisposeAsync();
        await Expect(tab.Page.Locator("#state")).ToHaveTextAsync("The station does not answer");
        await using var again = new StatusServer(_page.Station, _page.Readings, _page.Samples, new StatusOptions { Port = port });
        await again.StartAsync();
        await Expect(tab.Page.Locator("#state")).ToHaveTextAsync("All is well");
    }

    private static void Fill(TestPage page)
    {
        byte[] crop = TestReadings.Crop();
        page.Station.Show(TestReadings.Envelope(), TestReadings.Digits());
        page.Station.Stages.Add(TestReadings.Stage());
        page.Station.Log(LogLevel.Information, "The camera /dev/video0 gives 640x480 GREY.");
        page.Station.Log(LogLevel.Warning, "The broker mqtt.local:1883 does not answer; 3 readings wait.");
        page.Readings.OnEvent(TestReadings.Event(text: null, crop));
        page.Readings.OnEvent(TestReadings.Event(crop: crop));
        page.Readings.OnEvent(TestReadings.Event(crop: crop));
    }

    private static async Task AssertBoxesLieOnThePicture(IPage page)
    {
        LocatorBoundingBoxResult image = (await page.Locator("#image").BoundingBoxAsync())!;
        LocatorBoundingBoxResult digit = (await page.Locator("#overlay .digit rect").First.BoundingBoxAsync())!;
        StationDigit expected = TestReadings.Digits()[0];
        double scale = image.Width / 640;
        Assert.InRange(digit.X - image.X, expected.X * scale - 3, expected.X * scale + 3);
        Assert.InRange(digit.Y - image.Y, expected.Y * scale - 3, expected.Y * scale + 3);
        Assert.InRange(digit.Width, expected.Width * scale - 3, expected.Width * scale + 6);
    }

    private static void AssertNear((int X, int Y, int Width, int Height) expected, StationRegion found)
    {
        // A pixel of a narrow screen is two of the camera.
        const int Near = 4;
        Assert.InRange(found.X, expected.X - Near, expected.X + Near);
        Assert.InRange(found.Y, expected.Y - Near, expected.Y + Near);
        Assert.InRange(found.Width, expected.Width - Near, expected.Width + Near);
        Assert.InRange(found.Height, expected.Height - Near, expected.Height + Near);
    }

    /// <summary>Drags from one point of the camera's picture to another.</summary>
    private static async Task DragAsync(IPage page, (float X, float Y) from, (float X, float Y) to)
    {
        await page.Locator("#overlay").ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await page.Locator("#overlay").BoundingBoxAsync())!;
        float scale = box.Width / 640;
        await page.Mouse.MoveAsync(box.X + from.X * scale, box.Y + from.Y * scale);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + to.X * scale, box.Y + to.Y * scale, new MouseMoveOptions { Steps = 5 });
        await page.Mouse.UpAsync();
    }

    private async Task<BrowserTab> OpenAsync(int width, ColorScheme scheme = ColorScheme.Light)
    {
        BrowserTab tab = await chromium.OpenAsync(width, scheme);
        await tab.Page.GotoAsync(_page.Address.ToString());
        return tab;
    }

    private bool Skips()
    {
        if (chromium.Missing is null) return false;
        output.SkipForProgram(chromium.Missing);
        return true;
    }
}
