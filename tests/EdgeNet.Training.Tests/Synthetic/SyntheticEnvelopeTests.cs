using EdgeNet.Training.Synthetic;

namespace EdgeNet.Training.Tests.Synthetic;

public class SyntheticEnvelopeTests
{
    [Fact]
    public void The_seed_decides_every_pixel()
    {
        EnvelopeScene scene = SyntheticEnvelope.Draw("90210", 5);
        Assert.True(scene.Picture.Pixels.SequenceEqual(SyntheticEnvelope.Draw("90210", 5).Picture.Pixels));
        Assert.False(scene.Picture.Pixels.SequenceEqual(SyntheticEnvelope.Draw("90210", 6).Picture.Pixels));
        Assert.Equal((640, 480), (scene.Picture.Width, scene.Picture.Height));
    }

    [Fact]
    public void The_box_lies_in_the_picture_and_holds_ink_on_bright_paper()
    {
        for (int seed = 0; seed < 6; seed++)
        {
            EnvelopeScene scene = SyntheticEnvelope.Draw($"{13579 + seed * 4001:00000}", seed);
            Assert.InRange(scene.X, 0, 640 - scene.Width);
            Assert.InRange(scene.Y, 0, 480 - scene.Height);
            int dark = 0;
            long paper = 0;
            for (int y = 0; y < 480; y++)
            {
                for (int x = 0; x < 640; x++)
                {
                    bool inside = x >= scene.X && x < scene.X + scene.Width && y >= scene.Y && y < scene.Y + scene.Height;
                    if (inside && scene.Picture.Row(y)[x] < 110) dark++;
                    paper += scene.Picture.Row(y)[x];
                }
            }

            Assert.InRange(dark, 500, scene.Width * scene.Height / 2);
            Assert.InRange(paper / (640 * 480), 150, 235);
        }
    }

    [Fact]
    public void Without_a_zip_code_there_is_no_box()
    {
        EnvelopeScene scene = SyntheticEnvelope.Draw("", 1);
        Assert.Equal((0, 0, ""), (scene.Width, scene.Height, scene.Zip));
        Assert.Throws<ArgumentException>(() => SyntheticEnvelope.Draw("1234", 1));
        Assert.Throws<ArgumentException>(() => SyntheticEnvelope.Draw("1234x", 1));
    }
}
