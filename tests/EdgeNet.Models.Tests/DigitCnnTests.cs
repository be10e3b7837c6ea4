using System.Formats.Tar;
using EdgeNet.Tests.Shared;
using EdgeNet.Training;
using EdgeNet.Training.Data;
using EdgeNet.Vision.Digits;
using EdgeNet.Vision.Pictures;
using Xunit.Abstractions;

namespace EdgeNet.Models.Tests;

public class DigitCnnTests(ITestOutputHelper output)
{
    private const double MnistError = 0.004;
    private const double AveragedError = 0.0035;

    [Fact]
    public void Fits_a_device()
    {
        Assert.Equal([1, 32, 32], DigitCnn.NetworkInfo.InputShape);
        Assert.Equal([11], DigitCnn.NetworkInfo.OutputShape);
        Assert.InRange(DigitCnn.ParameterCount, 100_000, 200_000);
        Assert.InRange(DigitCnn.MultiplyAdds, 6_000_000, 10_000_000);
    }

    [Fact]
    public void Errs_on_few_of_MNISTs_test_digits()
    {
        if (SharedData.Find("mnist") is not { } folder)
        {
            output.Skip("MNIST is not on this machine.");
            return;
        }

        ImageSet test = MnistFolder.Read(folder, DigitCnn.NetworkInfo.InputShape).Test!;
        EvaluationResult result = Evaluator.Evaluate(DigitCnn.LoadEmbedded, test);
        using DigitCnn network = DigitCnn.LoadEmbedded();
        var reader = new DigitReader(network);
        var digit = new float[test.ImageLength];
        var probabilities = new float[reader.Classes];
        int averaged = 0;
        for (int i = 0; i < test.Count; i++)
        {
            test.Read(i, digit);
            reader.Read(digit, probabilities);
            if (Array.IndexOf(probabilities, probabilities.Max()) != test.Label(i)) averaged++;
        }

        output.WriteLine($"{result.Samples - result.Correct} of {result.Samples} wrong, {averaged} where the reader averages.");
        Assert.InRange(result.Error, 0, MnistError);
        Assert.InRange((double)averaged / test.Count, 0, AveragedError);
    }

    /// <summary>Historical digits, cut roughly from pages, none of which was trained on.</summary>
    [Fact]
    public void Reads_three_of_four_historical_digits()
    {
        if (SharedData.Find("real/historical-digits.tar") is not { } archive)
        {
            output.Skip("the historical digits are not on this machine.");
            return;
        }

        string folder = Directory.CreateTempSubdirectory("edgenet").FullName;
        try
        {
            TarFile.ExtractToDirectory(archive, folder, overwriteFiles: false);
            using DigitCnn network = DigitCnn.LoadEmbedded();
            EvaluationResult result = CropEvaluator.Evaluate(network, folder, out _);
            output.WriteLine($"{result.Correct} of {result.Samples} right.");
            Assert.True(result.Samples > 2000);
            Assert.InRange(result.Accuracy, 0.75, 1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Reading_crops_allocates_nothing()
    {
        using DigitCnn network = DigitCnn.LoadEmbedded();
        var reader = new DigitReader(network);
        var probabilities = new float[reader.Classes];
        var pixels = new byte[48 * 40];
        Array.Fill(pixels, (byte)230);
        for (int y = 8; y < 33; y++) pixels.AsSpan(y * 48 + 24 - y / 6, 3).Fill(40);
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int i = 0; i < 20; i++) reader.Read(new GreyFrame(pixels, 48, 40), probabilities);
        }));
        Assert.Equal(1, probabilities.Sum(), 1e-4f);
        Assert.Equal(1, Array.IndexOf(probabilities, probabilities.Max()));
        pixels.AsSpan().Fill(200);
        Assert.False(reader.Read(new GreyFrame(pixels, 48, 40), probabilities));
        Assert.All(probabilities, p => Assert.Equal(0, p));
    }

}
