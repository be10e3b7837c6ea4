using EdgeNet.Vision.Decoding;

namespace EdgeNet.Vision.Tests.Decoding;

public class LineDigitsTests
{
    [Fact]
    public void AllTextsMakeOneAndMarksDoNotMatter()
    {
        LineFrames frames = TestLines.Random(3, 5, 1, 2, LineClass.Point, LineClass.Other, LineClass.Blank);
        var digits = new LineDigits();
        double sum = digits.Probability(frames, "");
        var texts = new Queue<string>(["1", "2"]);
        while (texts.TryDequeue(out string? text))
        {
            sum += digits.Probability(frames, text);
            if (text.Length == 5)
                continue;
            texts.Enqueue(text + "1");
            texts.Enqueue(text + "2");
        }

        Assert.Equal(1, sum, 1e-12);
        Assert.Equal(digits.Probability(frames, "121"), digits.Probability(frames, " 1.2 1-"), 1e-15);
        Assert.InRange(digits.Probability(TestLines.Written(" 1  2 x3 . 3"), "1233"), 0.99, 1);
    }
}
