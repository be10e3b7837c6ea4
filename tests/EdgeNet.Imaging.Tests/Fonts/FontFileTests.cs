using EdgeNet.Imaging.Fonts;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Imaging.Tests.Fonts;

public sealed class FontFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void A_glyph_is_cut_to_its_ink_and_stands_on_the_baseline()
    {
        using FontFile font = Open(TinyFont.Build([('1', 200, 700, 0), ('7', 400, 500, 200)]));
        FontGlyph one = font.Draw('1', 100)!;
        Assert.Equal((20, 70, 70), (one.Width, one.Height, one.Rise));
        Assert.All(one.Pixels, p => Assert.Equal(255, p));
        FontGlyph seven = font.Draw('7', 100)!;
        Assert.Equal((40, 70, 50), (seven.Width, seven.Height, seven.Rise));
    }

    [Fact]
    public void A_character_that_a_font_lacks_has_no_glyph()
    {
        using FontFile font = Open(TinyFont.Build([('1', 200, 700, 0)]));
        Assert.Null(font.Draw('2', 100));
        Assert.Null(font.Draw('1', 1000));
    }

    [Fact]
    public void What_is_no_font_is_refused_by_name()
    {
        string path = _folder.Write("a.ttf", "no font"u8.ToArray());
        PictureException error = Assert.Throws<PictureException>(() => FontFile.Open(path));
        Assert.Contains("a.ttf", error.Message, StringComparison.Ordinal);
        Assert.Contains("expected a TrueType", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_is_a_font_or_a_refusal()
    {
        byte[] whole = TinyFont.Build([('0', 300, 700, 0), ('1', 200, 700, 0), ('g', 300, 500, 200)]);
        var random = new Random(5);
        int opened = 0;
        for (int i = 0; i < 3_000; i++)
        {
            byte[] font = whole[..(i % 4 == 0 ? random.Next(whole.Length) : whole.Length)];
            for (int j = 0; j < 1 + i % 5 && font.Length > 0; j++)
                font[random.Next(font.Length)] = (byte)random.Next(256);
            try
            {
                using FontFile file = Open(font);
                opened++;
                foreach (char c in "01g9")
                {
                    if (file.Draw(c, 40) is { } glyph) Assert.Equal(glyph.Width * glyph.Height, glyph.Pixels.Length);
                }
            }
            catch (PictureException)
            {
            }
        }

        Assert.InRange(opened, 100, 2_999);
    }

    public void Dispose() => _folder.Dispose();

    private FontFile Open(byte[] bytes) => FontFile.Open(_folder.Write("font.ttf", bytes));
}
