using EdgeNet.Tests.Shared;
using EdgeNet.Training.Synthetic.Fonts;
using EdgeNet.Training.Synthetic.Lines;

namespace EdgeNet.Training.Tests.Synthetic.Fonts;

public sealed class WritingFontsTests : IDisposable
{
    private const string Characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private readonly TestFolder _folder = new();

    [Fact]
    public void Fonts_in_a_folder_named_print_are_print()
    {
        Write("a/one.ttf", Characters);
        Write("b/Print/two.ttf", Characters);
        Write("three.TTF", Characters);
        WritingFonts fonts = WritingFonts.Read(_folder.Path);
        Assert.Equal((2, 1), (fonts.Hands, fonts.Print));
    }

    [Fact]
    public void A_font_without_a_digit_is_left_out()
    {
        Write("a.ttf", Characters);
        Write("b.ttf", Characters.Replace("7", "", StringComparison.Ordinal));
        Assert.Equal(1, WritingFonts.Read(_folder.Path).Hands);
    }

    [Fact]
    public void A_folder_without_fonts_and_a_file_that_is_none_are_refused()
    {
        Assert.Contains("found 0", Assert.Throws<TrainingException>(() => WritingFonts.Read(_folder.Path)).Message, StringComparison.Ordinal);
        Write("print/a.ttf", Characters);
        Assert.Contains("a font of a hand", Assert.Throws<TrainingException>(() => WritingFonts.Read(_folder.Path)).Message, StringComparison.Ordinal);
        _folder.Write("b.woff", "wOFF"u8.ToArray());
        Assert.Contains("b.woff", Assert.Throws<TrainingException>(() => WritingFonts.Read(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Digits_have_one_height_and_their_stroke_is_measured()
    {
        Write("a.ttf", Characters);
        WritingFonts fonts = WritingFonts.Read(_folder.Path);
        var random = new SampleRandom(1, stream: 1);
        WritingFont font = fonts.Pick(isPrint: false, ref random)!;
        Assert.Null(fonts.Pick(isPrint: true, ref random));
        for (char c = '0'; c <= '9'; c++)
            Assert.InRange(font[c]!.Height, WritingFont.DigitHeight - 1, WritingFont.DigitHeight + 1);
        // Bars of 100 and 700 units: twice the area over the outline, 2 · 100 · 700 / (2 · 800), in rows of 24 for 700.
        Assert.InRange(font.Stroke, 2.4f, 3.6f);
    }

    [Fact]
    public void Strips_written_with_fonts_differ_from_those_without()
    {
        Write("a.ttf", Characters);
        Write("print/a.ttf", Characters);
        var with = new LineWriter(new LineInk(Fonts: WritingFonts.Read(_folder.Path)));
        var without = new LineWriter(new LineInk());
        float[] one = new float[LineWriter.FullWidth * LineWriter.Height], other = new float[one.Length];
        int differ = 0;
        for (ulong key = 0; key < 100; key++)
        {
            with.Draw(key, one);
            without.Draw(key, other);
            Assert.All(one, v => Assert.InRange(v, 0, 1));
            if (!one.AsSpan().SequenceEqual(other)) differ++;
        }

        Assert.InRange(differ, 50, 100);
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string name, string characters) =>
        _folder.Write(name, TinyFont.Build([.. characters.Select(c => (c, 100, 700, c == 'g' ? 200 : 0))]));
}
