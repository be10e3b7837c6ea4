using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;
using EdgeNet.Vision.Reading.Tracing;

namespace EdgeNet.Vision.Tests.Reading;

public class DigitReadingTests
{
    [Fact]
    public void FieldsAreReadInOrderAndFilledAgain()
    {
        var reading = new DigitReading(FieldPattern.Lines);
        for (int again = 0; again < 2; again++)
        {
            reading.Clear();
            Assert.Equal("", reading.ToString());
            Fill(reading, "12", 0);
            Fill(reading, "345", 0);
            Fill(reading, "6", 1);
            reading.Set(0.8f, isAccepted: true, isLightInk: false);
            Assert.Equal("12 345\n6", reading.ToString());
            Assert.Equal(3, reading.FieldCount);
            Assert.Equal(new PixelBox(0, 5, 29, 12), reading[1].Box);
            Assert.Equal(["345", "34"], reading[1].Alternatives.ToArray().Select(a => a.ToString()));
            Assert.Equal(-1, reading[1].Format(new char[2]));
            Assert.Throws<ArgumentOutOfRangeException>(() => reading[3]);
        }

        Assert.Equal(0, EdgeNet.Tests.Shared.Allocations.Least(() =>
        {
            reading.Clear();
            Fill(reading, "12", 0);
            Fill(reading, "345", 1);
        }));
    }

    [Fact]
    public void MoreThanThereIsRoomForIsLeftOut()
    {
        var reading = new DigitReading(FieldPattern.Lines);
        ReadField field = reading.AddField();
        for (int i = 0; i < 200; i++)
        {
            field.Add(new ReadSymbol('1', 1, default));
            field.AddAlternative(new string('1', 200), 1);
        }

        Assert.Equal(FieldPattern.MaxLength, field.Symbols.Length);
        Assert.Equal(ReadField.MaxAlternatives, field.Alternatives.Length);
        Assert.Equal(FieldPattern.MaxLength, field.Alternatives[0].Text.Length);
    }

    [Fact]
    public void TheZipCodeReaderServesAsOne()
    {
        byte[] pixels = Scene.Paper(400, 300);
        for (int i = 0; i < 5; i++)
            Scene.Bar(pixels, 400, 80 + 45 * i, 120, 6, 40);
        var trace = new ReadingTrace();
        var reader = new ZipDigitReader(new CertainNetwork());
        DigitReading reading = reader.Read(new GreyFrame(pixels, 400, 300), trace);
        Assert.True(reading.IsAccepted);
        Assert.Equal("77777", reading.ToString());
        Assert.Equal(5, reading[0].Symbols.Length);
        Assert.Equal((400, 300), (trace.Width, trace.Height));
        Assert.Equal(5, trace.Marks.Count(m => m.Kind == TraceKind.Digit));
        Assert.Single(trace.Marks, m => m.Kind == TraceKind.Field && m.Label == "77777");

        var strict = new ZipDigitReader(new CertainNetwork(), new ZipCodeReaderOptions { AcceptThreshold = 1 });
        reading = strict.Read(new GreyFrame(pixels, 400, 300), trace);
        Assert.False(reading.IsAccepted);
        Assert.Equal("77777", reading.ToString());
        Assert.Contains("below the threshold of 1.00", Assert.Single(trace.Marks, m => m.Kind == TraceKind.Rejected).Reason);
        Assert.Equal(0, strict.Read(new GreyFrame(new byte[100], 10, 10)).FieldCount);
    }

    private static void Fill(DigitReading reading, string text, int line)
    {
        ReadField field = reading.AddField(line);
        for (int i = 0; i < text.Length; i++)
            field.Add(new ReadSymbol(text[i], 0.9f, new PixelBox(10 * i, 5 + i, 9, 10)));
        field.AddAlternative(text, 0.8f);
        field.AddAlternative(text.AsSpan(0, text.Length - 1), 0.1f);
        field.SetConfidence(0.8f);
    }
}
