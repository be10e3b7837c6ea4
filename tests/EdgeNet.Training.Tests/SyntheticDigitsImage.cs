using EdgeNet.Training.Synthetic;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Preparation;

namespace EdgeNet.Training.Tests;

/// <summary>A synthetic digit as LeNet-5 takes it.</summary>
internal static class SyntheticDigitsImage
{
    public static void Read(int digit, ulong seed, float[] image)
    {
        byte[] picture = new byte[SyntheticDigits.Side * SyntheticDigits.Side];
        SyntheticDigits.Draw(digit, seed, picture);
        new PicturePreparer(InputPreparation.DefaultFor([1, 32, 32])).Prepare(new GreyFrame(picture, SyntheticDigits.Side, SyntheticDigits.Side), image);
    }
}
