using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Weights;

/// <summary>
/// Two lines that <c>edgenet draw</c> drew, which hold every digit: weights of DigitLine that do not read them are none. They are embedded,
/// so that they are there when the new weights come.
/// </summary>
public static class SelfTestSamples
{
    private static readonly string[] Texts = ["02139", "46875"];

    /// <summary>The self-test of weights of EdgeNet.Models.DigitLine.</summary>
    public static ReadingTest Test { get; } =
        new(Load(), network => new FieldReader(network, digits: null, FieldPattern.Parse("digits 5")));

    private static List<(GreyPicture, string)> Load()
    {
        var samples = new List<(GreyPicture, string)>();
        foreach (string text in Texts)
        {
            using Stream stream = typeof(SelfTestSamples).Assembly.GetManifestResourceStream($"samples/{text}.png")!;
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            samples.Add((PictureFile.Read(bytes, text), text));
        }

        return samples;
    }
}
