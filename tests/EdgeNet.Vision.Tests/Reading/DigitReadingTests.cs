using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Reading;

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
