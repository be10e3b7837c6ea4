using EdgeNet.Vision.Decoding;
using EdgeNet.Vision.Patterns;

namespace EdgeNet.Vision.Tests.Decoding;

public class PatternDecoderTests
{
    [Theory]
    [InlineData("zip", "  1  2  3  4  5  ", "12345")]
    [InlineData("zip", "12345", "12345")]
    [InlineData("zip", "  1  1  1  1  1  ", "11111")]
    [InlineData("zip", "xx x 9  0  2  1  0 -  ", "90210")]
    [InlineData("zip", " 9  0  2  1  0 - 1  2  3  4  ", "90210-1234")]
    [InlineData("zip", " 9  0  2  1  0 .  x  ", "90210")]
    [InlineData("zip", " 9  0  2  1  0  6  ", null)]
    [InlineData("zip", " 9  0  2  1  0  6  7  8  9  ", null)]
    [InlineData("zip", " 9  0  2  1  ", null)]
    [InlineData("zip", " 9  0 - 2  1  0  ", null)]
    [InlineData("zip", " 9  0  2 x  1  0  ", null)]
    [InlineData("zip", "9         0         2         1         0         7", null)]
    [InlineData("zip", "9         0         2         1         0", "90210")]
    [InlineData("zip", "9 8          9  0  2  1  0", "90210")]
    [InlineData("zip", "9 8     9  0  2  1  0", null)]
    [InlineData("postcode", " 7  5  0  0  1 x  ", "75001")]
    [InlineData("postcode", " x - 1  0  1  1  ", "1011")]
    [InlineData("postcode", " 1  1  0  0  0  1  ", "110001")]
    [InlineData("postcode 5", " 1  1  0  0  0  1  ", null)]
    [InlineData("postcode", "  x  x  ", null)]
    [InlineData("amount", " - 1 . 2  3  4 , 5  0 - - ", "1.234,50")]
    [InlineData("amount", " 1  9 , 1  3  3  -", "19,133")]
    [InlineData("amount", " x 8  0  -", "80")]
    [InlineData("amount", " 0 , 5  0 -", "0,50")]
    [InlineData("amount", " x 0  -", "0")]
    [InlineData("amount", " 0  2  1  3  9 ", null)]
    [InlineData("amount 0", " 0  5  0 ", null)]
    [InlineData("amount 0", " 1  9  1 . 3  3  -", "191.33")]
    [InlineData("digits 8", "0  5  2  2  1  8  5  9", "05221859")]
    [InlineData("digits 8", "0  5  2  2  1  8  5", null)]
    [InlineData("digits 6-8", "0  5  2  2  1  8  5", "0522185")]
    [InlineData("lines", " 1  2  3 x 4  5            6", "123 45 6")]
    [InlineData("lines", " 1  2 . 3  4 -5  ", "12 34 5")]
    [InlineData("lines", " x  .  -  ", null)]
    [InlineData("lines", "", null)]
    public void WhatIsPlainlyWrittenIsRead(string pattern, string path, string? expected)
    {
        LineFrames frames = path.Length == 0 ? new LineFrames() : TestLines.Written(path);
        var decoder = new PatternDecoder(FieldPattern.Parse(pattern), 3);
        bool found = decoder.Decode(frames);
        DecodedField[] sure = [.. decoder.Fields.ToArray().Where(f => f.Answers[0].Probability > 0.5)];
        Assert.Equal(expected ?? "", string.Join(' ', sure.Select(f => f.Answers[0].Text.ToString())));
        Assert.True(found || sure.Length == 0);
        Assert.All(sure, f => Assert.InRange(f.Answers[0].Probability, 0.98, 1));
        if (expected is null)
            Assert.All(decoder.Fields.ToArray(), f => Assert.InRange(f.None, 0.99, 1));
    }

    [Fact]
    public void AStrayMarkCostsAndDoesNotForbid()
    {
        var decoder = new PatternDecoder(FieldPattern.Zip, 3);
        decoder.Decode(TestLines.Written(" 9  0 . 2  1  0  "));
        DecodedField field = decoder.Fields[0];
        Assert.Equal("90210", field.Answers[0].Text.ToString());
        Assert.InRange(field.Answers[0].Probability, 0.09, 0.11);
        Assert.InRange(field.None, 0.89, 0.91);
    }

    [Fact]
    public void OfTwoFieldsEachHasAHalf()
    {
        var decoder = new PatternDecoder(FieldPattern.Zip, 3);
        decoder.Decode(TestLines.Written(" 9  0  2  1  0  x  1  2  3  4  5  "));
        Assert.Equal(["12345", "90210"], decoder.Fields[0].Answers.ToArray().Take(2).Select(a => a.Text.ToString()).Order());
        Assert.All(decoder.Fields[0].Answers.ToArray().Take(2), a => Assert.InRange(a.Probability, 0.48, 0.5));
    }

    [Fact]
    public void DoubtIsSharedAmongAnswers()
    {
        var decoder = new PatternDecoder(FieldPattern.Zip, 5);
        decoder.Decode(TestLines.Doubtful(" 9  0  2  1  0  ", "_4__6____________"));
        DecodedAnswer[] answers = decoder.Fields[0].Answers.ToArray();
        string[] texts = [.. answers.Take(4).Select(a => a.Text.ToString())];
        Assert.Equal(("90210", "46210"), (texts[0], texts[3]));
        Assert.Equal(["40210", "96210"], texts[1..3].Order());
        double sure = 1 / (1 + Math.Exp(-1));
        Assert.Equal(sure * sure, answers[0].Probability, 0.01);
        Assert.Equal(sure * (1 - sure), answers[1].Probability, 0.01);
        Assert.Equal((1 - sure) * (1 - sure), answers[3].Probability, 0.01);
        Assert.Equal([1, 4, 7, 10, 13], answers[0].Symbols.ToArray().Select(s => s.Start));
        Assert.All(answers[0].Symbols.ToArray(), s => Assert.Equal(s.Start, s.End));
        Assert.Equal(sure, answers[0].Symbols[0].Probability, 0.01);
    }

    [Fact]
    public void AListTurnsTheScale()
    {
        LineFrames frames = TestLines.Doubtful(" 9  0  2  1  0  ", "_4__6____________");
        var decoder = new PatternDecoder(FieldPattern.Zip.WithCodes(CodeList.Of("40210", "10000")), 5);
        decoder.Decode(frames);
        Assert.Equal("40210", decoder.Fields[0].Answers[0].Text.ToString());
        Assert.InRange(decoder.Fields[0].Answers[0].Probability, 0.9, 1);
        // What is plainly written and not in the list is not turned into something else.
        decoder.Decode(TestLines.Written(" 1  0  0  0  7  "));
        Assert.Equal("10007", decoder.Fields[0].Answers[0].Text.ToString());
        Assert.False(decoder.Fields[0].Answers[0].IsListed);
        decoder.Decode(TestLines.Written(" 4  0  2  1  0 - 1  2  3  4  "));
        Assert.True(decoder.Fields[0].Answers[0].IsListed);
    }

    [Fact]
    public void NothingIsAllocatedAfterTheFirstLineOfALength()
    {
        foreach (string pattern in new[] { "zip", "amount", "digits 6-10", "lines" })
        {
            var decoder = new PatternDecoder(FieldPattern.Parse(pattern), 5);
            var lines = new List<LineFrames>();
            for (int seed = 0; seed < 12; seed++)
                lines.Add(TestLines.Random(seed, 64, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, LineClass.Point, LineClass.Filler, LineClass.Other, LineClass.Blank));
            lines.Add(TestLines.Written(" 1  2 . 3  4 -5  x 3  4  6 x 4  4  5  6  7  8  x".PadRight(64)));
            foreach (LineFrames line in lines)
                decoder.Decode(line);
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (LineFrames line in lines)
                decoder.Decode(line);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }
}
