using EdgeNet.Devices.Gpio.Displays;

namespace EdgeNet.Devices.Gpio.Tests.Displays;

public sealed class OledDisplayTests
{
    [Theory]
    [InlineData(64, 0x12)]
    [InlineData(32, 0x02)]
    public void StartingIsThatOfTheDataSheet(int height, byte wiring)
    {
        var bus = new RecordingI2cDevice(OledDisplay.UsualAddress);
        using var display = new OledDisplay(bus, height);
        byte[] commands = [.. bus.Sent.TakeWhile(m => m[0] == 0).SelectMany(m => m[1..])];
        Assert.Equal(
            [
                0xAE, 0xD5, 0x80, 0xA8, (byte)(height - 1), 0xD3, 0, 0x40, 0x8D, 0x14, 0x20, 0, 0xA1, 0xC8, 0xDA, wiring,
                0x81, 0x8F, 0xD9, 0xF1, 0xDB, 0x40, 0xA4, 0xA6, 0xAF,
                0x21, 0, 127, 0x22, 0, (byte)(height / 8 - 1),
            ],
            commands);
        Assert.Equal(128 * height / 8, Dots(bus).Length);
        Assert.All(bus.Sent, m => Assert.InRange(m.Length, 1, 33));
    }

    [Theory]
    [InlineData("0", 64, 4)]
    [InlineData("02139", 64, 4)]
    [InlineData("02139-4307", 64, 2)]
    [InlineData("02139", 32, 3)]
    [InlineData("0123456789012345678901234", 64, 1)]
    public void TheHeadlineIsAsLargeAsItFits(string headline, int height, int scale) => Assert.Equal(
        [".###.", "#...#", "#..##", "#.#.#", "##..#", "#...#", ".###."],
        Cells(Shown(headline, "", height), scale));

    [Fact]
    public void TheDetailIsBelow()
    {
        byte[] dots = Shown("", "1", 64);
        // The last seven rows: bits 1 to 7 of the last page.
        Assert.Equal([0x00, 0x42 << 1, 0x7F << 1, 0x40 << 1, 0x00], dots[(7 * 128)..(7 * 128 + 5)]);
        Assert.All(dots[..(7 * 128)], d => Assert.Equal(0, d));
    }

    [Fact]
    public void OtherLettersAreQuestionMarksAndLongTextsAreCutOff() =>
        Assert.Equal(Shown("?", new string('?', 100), 64), Shown("ü", new string('漢', 100), 64));

    [Fact]
    public void OtherHeightsAreRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new OledDisplay(new RecordingI2cDevice(0x3C), 48));

    [Fact]
    public void ClosingSwitchesItOffAlsoWhereItIsGone()
    {
        var bus = new RecordingI2cDevice(0x3C);
        new OledDisplay(bus).Dispose();
        Assert.Equal([0x00, 0xAE], bus.Sent[^1]);
        Assert.True(bus.IsDisposed);
        var gone = new RecordingI2cDevice(0x3C);
        var display = new OledDisplay(gone);
        gone.IsGone = true;
        display.Dispose();
        Assert.True(gone.IsDisposed);
    }

    private static byte[] Dots(RecordingI2cDevice bus) => [.. bus.Sent.Where(m => m[0] == 0x40).SelectMany(m => m[1..])];

    private static byte[] Shown(string headline, string detail, int height)
    {
        var bus = new RecordingI2cDevice(0x3C);
        using var display = new OledDisplay(bus, height);
        bus.Sent.Clear();
        display.Show(headline, detail);
        return Dots(bus);
    }

    /// <summary>The first letter, whose dots are as large as the scale.</summary>
    private static string[] Cells(byte[] dots, int scale)
    {
        string[] rows = new string[7];
        for (int y = 0; y < rows.Length; y++)
            rows[y] = string.Concat(Enumerable.Range(0, 5).Select(x => IsLit(x * scale, y * scale) ? '#' : '.'));
        return rows;

        bool IsLit(int x, int y) => (dots[y / 8 * 128 + x] >> (y % 8) & 1) != 0;
    }
}
