using EdgeNet.Training.Data;
using EdgeNet.Training.Synthetic;
using EdgeNet.Vision.Preparation;

namespace EdgeNet.Training.Tests;

/// <summary>A synthetic digit as LeNet-5 takes it.</summary>
internal static class SyntheticDigitsImage
{
    public static void Read(int digit, ulong seed, float[] image)
    {
        byte[] picture = new byte[SyntheticDigits.Side * SyntheticDigits.Side];
        SyntheticDigits.Draw(digit, seed, picture);
        byte[] fitted = new byte[32 * 32];
        var preparer = new PicturePreparer(InputPreparation.DefaultFor([1, 32, 32]));
        preparer.PrepareBytes(new PixelPlanes(picture, SyntheticDigits.Side, SyntheticDigits.Side), fitted);
        new ImageSet([1, 32, 32], fitted, [digit]).Read(0, image);
    }
}
