using System.Globalization;
using Digits;
using EdgeNet;

// A seven: a bar on top and a slanted stem; ink is 1, paper 0.
float[] pixels = new float[DigitNet.InputLength];
for (int y = 0; y < 28; y++)
    for (int x = 0; x < 28; x++)
        pixels[28 * y + x] = (y is 6 or 7 && x is >= 8 and <= 19) || (y is > 7 and <= 22 && x >= 19 - (y - 7) / 2 && x <= 20 - (y - 7) / 2) ? 1 : 0;

using DigitNet network = DigitNet.LoadEmbedded();
Prediction digit = network.Predict(pixels);
// Numbers, dates and comparisons in the user's culture are what a program without ICU's libraries stumbles over.
Console.WriteLine($"{digit.Class} {digit.Confidence:0.00} of {CultureInfo.CurrentCulture.Name.Length}, {DateTime.UnixEpoch:D}, {string.Compare("a", "B", StringComparison.CurrentCulture)}");
