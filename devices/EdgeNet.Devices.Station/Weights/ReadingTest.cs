using System.Globalization;
using EdgeNet.Safety;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Weights;

/// <summary>The self-test of weights: pictures in the program, with what they say.</summary>
/// <param name="samples">The pictures, and the text of each.</param>
/// <param name="reader">Makes a reader of a network; the network stays the caller's.</param>
public sealed class ReadingTest(IReadOnlyList<(GreyPicture Picture, string Text)> samples, Func<INetwork<float>, IDigitReader> reader)
{
    /// <summary>Reads the samples.</summary>
    /// <param name="network">The network.</param>
    /// <returns>What is wrong, in one line; null where every sample is read rightly, with or without enough confidence.</returns>
    public string? Run(INetwork<float> network)
    {
        IDigitReader digits = reader(network);
        for (int i = 0; i < samples.Count; i++)
        {
            (GreyPicture picture, string text) = samples[i];
            string read = digits.Read(picture.Frame).ToString();
            if (read != text)
            {
                string found = read.Length == 0 ? "nothing" : $"'{PlainText.Shorten(read, 40)}'";
                return string.Create(CultureInfo.InvariantCulture, $"sample {i + 1} of {samples.Count}: expected '{text}', found {found}");
            }
        }

        return null;
    }
}
