using EdgeNet.Vision.Decoding;

namespace EdgeNet.Vision.Tests.Decoding;

public class LineFramesTests
{
    [Fact]
    public void StripsAreJoinedInTheMiddleOfWhatTheyShare()
    {
        var frames = new LineFrames();
        for (int again = 0; again < 2; again++)
        {
            frames.Begin();
            frames.Add(Strip(0));
            frames.Add(Strip(1));
            frames.Add(Strip(2));
            Assert.Equal(64 + 48 + 48, frames.Count);
            for (int t = 0; t < frames.Count; t++)
            {
                int strip = t < 56 ? 0 : t < 104 ? 1 : 2;
                Assert.InRange(frames.Of(strip)[t], 0.9, 1);
                double sum = 0;
                for (int c = 0; c < LineClass.Count; c++)
                    sum += frames.Of(c)[t];
                Assert.Equal(1, sum, 1e-12);
                // The strip's own frame, by the logit of a class that differs.
                Assert.Equal((t - 48 * strip) / 64.0, Math.Log(frames.Of(10)[t] / frames.Of(11)[t]), 1e-5);
            }
        }
    }

    [Fact]
    public void ALastStripMayBeginAnywhere()
    {
        var frames = new LineFrames();
        frames.Begin();
        frames.Add(Strip(0));
        frames.Add(Strip(1), 24);
        Assert.Equal(88, frames.Count);
        Assert.InRange(frames.Of(0)[43], 0.9, 1);
        Assert.InRange(frames.Of(1)[44], 0.9, 1);
        Assert.Throws<ArgumentException>(() => frames.Add(Strip(2), 89));
        Assert.Throws<ArgumentException>(() => frames.Add(Strip(2), 10));
        Assert.Throws<ArgumentException>(() => frames.Add(new float[14]));
    }

    [Fact]
    public void WhatIsNoNumberIsBlank()
    {
        float[] strip = Strip(3);
        strip[5 * 64 + 7] = float.NaN;
        strip[5 * 64 + 8] = float.PositiveInfinity;
        var frames = new LineFrames();
        frames.Add(strip);
        Assert.Equal(1, frames.Of(LineClass.Blank)[7]);
        Assert.Equal(1, frames.Of(LineClass.Blank)[8]);
        Assert.InRange(frames.Of(3)[9], 0.9, 1);
    }

    private static float[] Strip(int digit)
    {
        float[] logits = new float[LineClass.Count * 64];
        for (int t = 0; t < 64; t++)
        {
            logits[digit * 64 + t] = 9;
            logits[10 * 64 + t] = t / 64f;
        }

        return logits;
    }
}
