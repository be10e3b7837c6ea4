using System.Runtime.InteropServices;
using System.Text.Json;
using EdgeNet.Compiler.Graph;
using EdgeNet.Models;
using EdgeNet.Tests.Shared;
using EdgeNet.Training.PyTorch;
using EdgeNet.Training.Tests.Gradients.PyTorch;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Preparation;
using Xunit.Abstractions;

namespace EdgeNet.Training.Tests.PyTorch;

public sealed class PyTorchDataTests(ITestOutputHelper output)
{
    private static readonly (int Height, int Width)[] Sizes = [(20, 20), (28, 28), (33, 50), (97, 40), (7, 61), (1, 1)];

    [Fact]
    public void Pictures_are_prepared_in_Python_as_on_the_device()
    {
        if (!PyTorchProgram.IsThere)
        {
            output.SkipForProgram(PyTorchProgram.Missing);
            return;
        }

        using var folder = new TestFolder();
        var expected = new Dictionary<string, (float[] Values, InputPreparation Preparation)>();
        foreach (int channels in new[] { 1, 3 })
        {
            foreach (PictureFit fit in Enum.GetValues<PictureFit>())
            {
                foreach (PictureInversion inversion in Enum.GetValues<PictureInversion>())
                {
                    var preparation = new InputPreparation(InputKind.Picture, [channels, 32, 24])
                    {
                        Fit = fit, Inversion = inversion, Mean = [0.4f], Deviation = channels == 1 ? [0.5f] : [0.5f, 0.25f, 2],
                        Color = channels == 1 ? PictureColor.Grey : inversion == PictureInversion.None ? PictureColor.Rgb : PictureColor.Bgr,
                    };
                    string name = $"{channels}-{fit}-{inversion}";
                    Export(folder.PathOf(name), preparation);
                    expected[name] = (Prepare(folder.PathOf(name), preparation), preparation);
                }
            }
        }

        PyTorchProgram.RunScript(Path.Combine(AppContext.BaseDirectory, "PyTorch", "prepare_pictures.py"), folder.Path);
        foreach ((string name, (float[] values, InputPreparation preparation)) in expected)
        {
            float[] found = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(folder.PathOf(Path.Combine(name, "prepared.f32")))).ToArray();
            Assert.Equal(values.Length, found.Length);
            int plane = preparation.Length / preparation.Shape[0], others = 0;
            for (int i = 0; i < values.Length; i++)
            {
                float deviation = preparation.Deviation[preparation.Deviation.Count == 1 ? 0 : i / plane % preparation.Shape[0]];
                float levels = Math.Abs(values[i] - found[i]) * 255 * deviation;
                Assert.True(levels < 1.01f, $"{name}, element {i}: expected {values[i]}, found {found[i]}");
                if (levels > 0.5f) others++;
            }

            // Sums of the same terms in another order may fall on the other side of a half.
            Assert.True(others < values.Length / 100, $"{name}: {others} of {values.Length} levels differ");
        }
    }

    [Fact]
    public void Every_layout_gives_the_same_samples()
    {
        if (!PyTorchProgram.IsThere)
        {
            output.SkipForProgram(PyTorchProgram.Missing);
            return;
        }

        using var folder = new TestFolder();
        Export(folder.PathOf("export"), InputPreparation.DefaultFor([1, 32, 32]));
        PyTorchProgram.RunScript(Path.Combine(AppContext.BaseDirectory, "PyTorch", "check_data.py"), folder.PathOf("export"), folder.PathOf("data"));
    }

    [Fact]
    public void A_training_that_is_resumed_writes_weights_that_fit()
    {
        if (!PyTorchProgram.IsThere)
        {
            output.SkipForProgram(PyTorchProgram.Missing);
            return;
        }

        using var folder = new TestFolder();
        string export = folder.PathOf("export"), data = folder.PathOf("data"), weights = folder.PathOf("w.safetensors");
        Export(export, InputPreparation.DefaultFor([1, 32, 32]));
        foreach (string part in new[] { "train", "test" })
        {
            for (int i = 0; i < 12; i++)
            {
                string path = Path.Combine(data, part, i % 2 == 0 ? "even" : "odd", $"{i}.pgm");
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                byte level = (byte)(i % 2 * 200);
                File.WriteAllBytes(path, [.. "P5 8 8 255\n"u8, .. Enumerable.Repeat(level, 64)]);
            }
        }

        string[] command = ["--data", data, "--out", weights, "--batch", "4", "--workers", "0", "--checkpoint", folder.PathOf("c.pt"), "--force"];
        PyTorchProgram.RunScript(Path.Combine(export, "train.py"), [.. command, "--epochs", "1"]);
        string told = PyTorchProgram.RunScript(Path.Combine(export, "train.py"), [.. command, "--epochs", "3", "--resume"]);
        Assert.Contains("going on after epoch 1", told);
        Assert.DoesNotContain("epoch 1/3", told);
        Assert.Contains("epoch 3/3", told);
        using SafetensorsFile file = SafetensorsFile.Open(weights);
        WeightsValidation.Check(file, LeNet5.NetworkInfo);
        Assert.Equal(["even", "odd"], file.Metadata.Classes);
        Assert.Equal([1, 32, 32], file.Metadata.Preparation!.Shape);
        Assert.Equal(("test", 12), (file.Metadata.Accuracy!.Part, file.Metadata.Accuracy.Samples));
        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(
            () => PyTorchProgram.RunScript(Path.Combine(export, "train.py"), "--data", data, "--out", weights));
        Assert.Contains("--force", refusal.Message);
    }

    private static void Export(string folder, InputPreparation preparation) => PyTorchExporter.Write(
        new PyTorchExport(GraphBuilder.Build(LeNet5.Description, out _)!, LeNet5.NetworkInfo)
        {
            Metadata = new WeightsMetadata { Preparation = preparation },
        },
        folder);

    /// <summary>Writes random pictures, grey and in color, and prepares them as a device does.</summary>
    private static float[] Prepare(string folder, InputPreparation preparation)
    {
        var preparer = new PicturePreparer(preparation);
        var random = new Random(4);
        var bytes = new List<byte>();
        var sizes = new List<int[]>();
        var values = new List<float>();
        foreach ((int height, int width) in Sizes)
        {
            foreach (int channels in new[] { 1, 3 })
            {
                // What a grey network makes of colors depends on who decodes: their luma is rounded first.
                if (channels == 3 && preparation.Shape[0] == 1) continue;
                byte[] picture = new byte[height * width * channels];
                random.NextBytes(picture);
                float[] input = new float[preparation.Length];
                if (channels == 1) preparer.Prepare(new GreyFrame(picture, width, height), input);
                else preparer.Prepare(new ColorFrame(picture, width, height), input);
                bytes.AddRange(picture);
                sizes.Add([height, width, channels]);
                values.AddRange(input);
            }
        }

        File.WriteAllBytes(Path.Combine(folder, "pictures.u8"), [.. bytes]);
        File.WriteAllText(Path.Combine(folder, "pictures.json"), JsonSerializer.Serialize(sizes));
        return [.. values];
    }
}
