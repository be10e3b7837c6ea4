using EdgeNet.Compiler.Graph;
using EdgeNet.Description;
using EdgeNet.Onnx;
using SkiaSharp;

namespace EdgeNet.Cli.Tests.Commands;

/// <summary>train --from, --replace, --freeze: a network that was trained elsewhere goes on.</summary>
public sealed class TransferCommandTests : IDisposable
{
    /// <summary>An average pooling and a dense layer with QuantizeLinear and DequantizeLinear before them.</summary>
    private const string Quantized =
        "CAg6qQMKHQoBeAoBcwoBehICeHEiDlF1YW50aXplTGluZWFyCiAKAnhxCgFzCgF6EgJ4ZCIQRGVxdWFudGl6ZUxpbmVhcgo9CgJ4ZBIBcCILQXZlcmFnZVBv" +
        "b2wqFQoMa2VybmVsX3NoYXBlQA5ADqABByoQCgdzdHJpZGVzQA5ADqABBwoPCgFwEgFmIgdGbGF0dGVuCh0KAWYKAXMKAXoSAmZxIg5RdWFudGl6ZUxpbmVh" +
        "cgogCgJmcQoBcwoBehICZmQiEERlcXVhbnRpemVMaW5lYXIKIAoCd3EKAXMKAXoSAndkIhBEZXF1YW50aXplTGluZWFyCiAKAmZkCgJ3ZBIBZyIER2VtbSoN" +
        "CgZ0cmFuc0IYAaABAgoPCgFnEgF5IgdTb2Z0bWF4EgFnKgsQAUIBc0oEAACAPSoIEANCAXpKAQAqNAgKCAQQA0ICd3FKKPwCA/8AAvwG9wf4A/4E/fwCAQX7" +
        "AAj3BAAA/vj3CP8EBgH//vr9CPpaGwoBeBIWChQIARIQCgIIAQoCCAEKAggcCgIIHGITCgF5Eg4KDAgBEggKAggBCgIICkIECgAQDQ==";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FeaturesGetAClassifierThatEveryCommandTakes()
    {
        string data = _folder.WriteData(), model = WriteFeatures(channels: 1), weights = _folder.PathOf("digits.safetensors");
        CommandRun.Of("train", model, "--data", data, "--out", weights).AssertFailed(
            "Features has 12 outputs, the data 10 classes: --replace output:10 gives it a classifier.");
        CommandRun run = CommandRun.Of("train", model, "--replace", "output", "--freeze", "*", "--data", data, "--epochs", "3",
            "--validation", "40", "--out", weights);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("From Features: 2 of 3 layers with weights kept, 1 replaced.\n"
            + "  frozen       c1, bn1\n  replaced     output: random weights\n", run.Out);
        Assert.Contains("Nothing changes up to 'flatten1': its outputs are computed once for each sample.", run.Out);
        string text = File.ReadAllText(_folder.PathOf("digits.cs"));
        Assert.Contains("[Dense(10, Name = \"output\")]\n[Softmax]", text);

        using SafetensorsFile file = SafetensorsFile.Open(weights);
        ImportedNetwork imported = OnnxImporter.Import(model);
        foreach (ParameterInfo parameter in imported.ParameterInfos)
            Assert.True(imported.Parameters.GetParameter(parameter.Name).SequenceEqual(file.GetParameter(parameter.Name)), parameter.Name);
        CommandRun evaluate = CommandRun.Of("evaluate", model, "--weights", weights, "--data", data);
        Assert.Equal((0, ""), (evaluate.ExitCode, evaluate.Error));
        Assert.StartsWith("Features: 1×28×28 → 10,", CommandRun.Of("inspect", model, "--weights", weights).Out);
        string exported = _folder.PathOf("exported.onnx");
        Assert.Equal(0, CommandRun.Of("export", model, "--weights", weights, "--out", exported).ExitCode);
        Assert.Equal([10], OnnxImporter.Import(exported).Graph.OutputShape.Dimensions);

        // Its own weights tell the network that they were learnt by.
        CommandRun tuned = CommandRun.Of(
            "train", model, "--from", weights, "--freeze", "c1", "--data", data, "--epochs", "1", "--validation", "40", "--out",
                _folder.PathOf("tuned.safetensors"));
        Assert.Equal((0, ""), (tuned.ExitCode, tuned.Error));
        Assert.Contains("3 of 3 layers with weights kept.\n  frozen       c1\n  kept         bn1, output\n", tuned.Out);
    }

    [Fact]
    public void WeightsOfAnOnnxFileGoIntoAClass()
    {
        string model = _folder.PathOf("lenet.onnx");
        Assert.Equal(0, CommandRun.Of("export", "LeNet5", "--out", model).ExitCode);
        CommandRun run = CommandRun.Of("train", "LeNet5", "--from", model, "--freeze", "*,except:output", "--data", _folder.WriteData(),
            "--epochs", "2", "--unfreeze-after", "1", "--augment", "--variants", "2", "--validation", "40", "--out",
                _folder.PathOf("w.safetensors"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains($"From {model}: 5 of 5 layers with weights kept.\n  frozen       c1, c3, c5, f6\n  kept         output\n", run.Out);
        Assert.Contains("Nothing changes up to 'f6.activation': its outputs are computed once for each sample as it is and in 2 "
            + "variations", run.Out);
        // A class's own weights do as well.
        CommandRun own = CommandRun.Of(
            "train", "LeNet5", "--replace", "output:10", "--freeze", "c*", "--data", _folder.WriteData(), "--epochs", "1", "--validation",
                "40", "--out", _folder.PathOf("o.safetensors"));
        Assert.Equal((0, ""), (own.ExitCode, own.Error));
        Assert.Contains("From LeNet5's own weights: 4 of 5 layers with weights kept, 1 replaced.\n"
            + "  frozen       c1, c3, c5\n  kept         f6\n", own.Out);
    }

    [Fact]
    public void TheOrderOfChannelsGoesIntoTheWeights()
    {
        string model = WriteFeatures(channels: 3);
        for (int i = 0; i < 24; i++)
        {
            using var bitmap = new SKBitmap(28, 28);
            bitmap.Erase(i % 2 == 0 ? SKColors.Red : SKColors.Blue);
            using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
            _folder.Write($"colors/{(i % 2 == 0 ? "red" : "blue")}/{i}.png", png.ToArray());
        }

        string weights = _folder.PathOf("colors.safetensors"), folder = Path.Combine(_folder.Path, "colors");
        CommandRun run = CommandRun.Of("train", model, "--replace", "output", "--freeze", "*", "--data", folder, "--channels", "bgr",
            "--mean", "0.4,0.5,0.6",
            "--epochs", "1", "--out", weights);
        Assert.Equal(0, run.ExitCode);
        using SafetensorsFile file = SafetensorsFile.Open(weights);
        Assert.Equal(PictureColor.Bgr, file.Metadata.Preparation!.Color);
        Assert.Equal([0.4f, 0.5f, 0.6f], file.Metadata.Preparation.Mean);
        // Who goes on from them prepares alike without being told.
        CommandRun tuned = CommandRun.Of(
            "train", model, "--from", weights, "--freeze", "c1", "--data", folder, "--epochs", "1", "--out",
                _folder.PathOf("tuned.safetensors"));
        Assert.Contains("that the weights were learnt from: --channels bgr --mean 0.4,0.5,0.6 --deviation 1\n", tuned.Out);
        using SafetensorsFile second = SafetensorsFile.Open(_folder.PathOf("tuned.safetensors"));
        Assert.Equal(PictureColor.Bgr, second.Metadata.Preparation!.Color);
        Assert.Equal([0.4f, 0.5f, 0.6f], second.Metadata.Preparation.Mean);
        CommandRun.Of("train", "LeNet5", "--data", _folder.WriteData(), "--channels", "bgr", "--out", _folder.PathOf("x.safetensors"))
            .AssertWrongUsage("--channels: is of color pictures, three channels; LeNet5 takes 1×32×32.");
    }

    [Theory]
    [InlineData(InputKind.Picture, 3, "pictures of 3×28×28")]
    [InlineData(InputKind.Values, 1, "numbers of 1×28×28")]
    public void APreparationThatDoesNotFitIsNotTaken(InputKind kind, int channels, string learnt)
    {
        string model = WriteFeatures(channels), weights = _folder.PathOf("other.safetensors"), result = _folder.PathOf("tuned.safetensors");
        ImportedNetwork imported = OnnxImporter.Import(model);
        var preparation = new InputPreparation(kind, [channels, 28, 28])
        {
            Mean = [.. Enumerable.Repeat(0.5f, channels)], Deviation = [.. Enumerable.Repeat(100f, channels)],
        };
        SafetensorsWriter.Write(weights, imported.ParameterInfos, imported.Parameters, "0123456789abcdef",
            new() { Preparation = preparation });
        CommandRun run = CommandRun.Of("train", WriteFeatures(channels: 1), "--from", weights, "--replace", "output", "--data",
            _folder.WriteData(), "--epochs", "1", "--validation", "40", "--out", result);
        Assert.Equal((0, $"edgenet: {weights}: its weights were learnt from {learnt}, these are pictures of 1×28×28: "
            + "they are not prepared like those; --mean and --deviation say how.\n"), (run.ExitCode, run.Error));
        Assert.DoesNotContain("Samples are prepared as those", run.Out);
        using SafetensorsFile file = SafetensorsFile.Open(result);
        Assert.Equal([0, 1], (float[])[.. file.Metadata.Preparation!.Mean, .. file.Metadata.Preparation.Deviation]);
    }

    [Fact]
    public void WhatCannotBeTakenIsToldInALine()
    {
        string data = _folder.WriteData(), model = WriteFeatures(channels: 1), text = _folder.WriteText("x.pth", "no weights");
        CommandRun Run(params string[] args) => CommandRun.Of(["train", .. args, "--data", data, "--out", _folder.PathOf("x.safetensors")]);

        Run("LeNet5", "--from",
            "nowhere.pth").AssertFailed("nowhere.pth: no such file; expected weights: a .safetensors, .onnx, .pth or .pt file.");
        Run("LeNet5", "--from", text).AssertFailed("x.pth: expected weights, a safetensors file, or one of PyTorch (.pth, .pt), "
            + "which is a zip file; found a file that begins with 'no weight'.");
        string bytes = _folder.Write("b.pth", [1, 2, 255]);
        Run("LeNet5", "--from", bytes).AssertFailed("found a file that begins with the bytes 0102FF.");
        Run("LeNet5", "--from", model).AssertFailed("none of its weights match LeNet5",
            "c1: weight is 12×1×3×3 in the file, 6×1×5×5 in the network");
        Run("LeNet5", "--from", model, "--start",
            model).AssertWrongUsage("--from: takes as many weights as match, --start all of them; give one of the two.");
        Run("LeNet5", "--replace", "output:x").AssertWrongUsage("--replace: expected LAYER or LAYER:N such as output:3, found 'output:x'");
        Run("LeNet5", "--replace",
            "outptu:10").AssertWrongUsage("LeNet5 has no layer 'outptu'; the one that gives the classes is 'output'. Did you mean output?");
        Run("LeNet5", "--replace",
            "c5:10").AssertWrongUsage("--replace: 'c5' is not the layer that gives the classes of LeNet5; that is 'output'.");
        Run("LeNet5", "--replace", "output:3").AssertFailed("--replace: 3 outputs of 'output' are less than the 10 classes of the data.");
        Run("LeNet5", "--unfreeze-after", "2").AssertWrongUsage("--unfreeze-after: nothing is frozen; give the layers with --freeze.");
        Run("LeNet5", "--freeze",
            "c9").AssertWrongUsage("--freeze: 'c9': there is no such layer with weights; there are c1, c3, c5, f6, output.");
        Run("LeNet5", "--freeze", "*,except:*").AssertWrongUsage(
            "--freeze: '*,except:*': expected layers with kept weights, found none to freeze; kept are c1, c3, c5, f6, output.");
        Run("LeNet5", "--freeze", "*").AssertFailed("all of its layers are frozen");
        Run("InceptionTime", "--freeze", "*").AssertFailed("InceptionTime has no weights of its own to keep; give some with --from.");
    }

    /// <summary>What was typed is told before what the data hold, which may take long to read.</summary>
    [Fact]
    public void WhatWasTypedIsCheckedBeforeTheData()
    {
        string model = WriteFeatures(channels: 1), weights = _folder.PathOf("w.safetensors");
        CommandRun Run(params string[] args) => CommandRun.Of(["train", .. args, "--data", "nowhere", "--out", weights]);

        Run("LeNet5", "--from", "gone.pth").AssertFailed("gone.pth: no such file");
        Run("LeNet5", "--start", "gone.safetensors").AssertFailed("gone.safetensors: no such file");
        Run("LeNet5", "--freeze", "c9").AssertWrongUsage("--freeze: 'c9'", "there are c1, c3, c5, f6, output.");
        Run("LeNet5", "--freeze", "until:c9").AssertWrongUsage("--freeze: 'until:c9'");
        Run("LeNet5", "--replace", "outptu").AssertWrongUsage("Did you mean output?");
        // The layer that is put behind features may be named.
        Run(model, "--replace", "output", "--freeze", "except:output").AssertFailed("nowhere");
        Run(model, "--replace", "output", "--freeze", "until:head").AssertWrongUsage("there are c1, bn1, output.");
    }

    [Fact]
    public void OptionsWithoutEffectAreRefusedWithWhatTheyNeed()
    {
        string model = WriteFeatures(channels: 1), data = _folder.WriteData(), weights = _folder.PathOf("w.safetensors");
        CommandRun Run(params string[] args) =>
            CommandRun.Of(["train", .. args, "--data", data, "--epochs", "1", "--validation", "40", "--out", weights]);

        Run("LeNet5", "--kept-rate", "0.1").AssertWrongUsage(
            "--kept-rate: no weights are kept; give some with --from or --start, or layers with --freeze or --replace.");
        Run("LeNet5", "--variants", "2").AssertWrongUsage("--variants: nothing is frozen; give the layers with --freeze.");
        Run("LeNet5", "--augment", "--variants", "2").AssertWrongUsage("--variants: nothing is frozen");
        Run("LeNet5", "--freeze", "c1", "--variants", "2").AssertWrongUsage("--variants: samples are not varied; give --augment.");
        Run("LeNet5", "--targets", "a", "--loss", "cross-entropy").AssertWrongUsage("--targets: ", "found --loss cross-entropy");
        Run("LeNet5", "--targets", ",").AssertWrongUsage("--targets: expected names of columns", "found ','");
        Run("LeNet5", "--targets", "a,b,a").AssertWrongUsage("--targets: expected each column once, found 'a' twice.");
        CommandRun.Of("train", "LeNet5", "--targets", "a", "--out", weights).AssertWrongUsage("--targets: ", "--data");
        // Weights that a network came with are a start, of which the rate may be lowered.
        string digits = _folder.PathOf("digits.onnx");
        Assert.Equal(0, CommandRun.Of("export", "LeNet5", "--out", digits).ExitCode);
        CommandRun full = Run(digits);
        Assert.Equal((0, ""), (full.ExitCode, full.Error));
        Assert.Contains($"Starting from the weights in {digits}. All layers learn at the full rate; --kept-rate lowers it.", full.Out);
        CommandRun kept = Run(digits, "--kept-rate", "0.1", "--force");
        Assert.Equal((0, ""), (kept.ExitCode, kept.Error));
        Assert.Contains("From Digits: 5 of 5 layers with weights kept.", kept.Out);
    }

    [Fact]
    public void AnOnnxFileOfOpenSizesTakesTheNetworksInput()
    {
        string model = _folder.PathOf("lenet.onnx");
        Assert.Equal(0, CommandRun.Of("export", "LeNet5", "--out", model).ExitCode);
        byte[] bytes = File.ReadAllBytes(model);
        // Two dimensions of 32 become two without a size: a dim_param of no characters.
        int at = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x0A, 2, 0x08, 32, 0x0A, 2, 0x08, 32]);
        (bytes[at + 2], bytes[at + 3], bytes[at + 6], bytes[at + 7]) = (0x12, 0, 0x12, 0);
        string open = _folder.Write("open.onnx", bytes);
        CommandRun run = CommandRun.Of("train", "LeNet5", "--from", open, "--data", _folder.WriteData(), "--epochs", "1",
            "--validation", "40", "--out", _folder.PathOf("w.safetensors"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains($"From {open}: 5 of 5 layers with weights kept.", run.Out);
    }

    [Fact]
    public void AQuantizedNetworkIsToldToBeTrainedInFloat32()
    {
        string model = _folder.Write("q.onnx", Convert.FromBase64String(Quantized)), data = _folder.WriteData();
        string[] train = ["train", model, "--data", data, "--epochs", "1", "--validation", "40", "--out", _folder.PathOf("q.safetensors")];
        CommandRun run = CommandRun.Of(train);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        const string Told = "is quantized; it is trained in float32 and its weights are written in float32";
        Assert.Contains(model + " " + Told, run.Out);
        string digits = _folder.PathOf("digits.onnx");
        Assert.Equal(0, CommandRun.Of("export", "LeNet5", "--out", digits).ExitCode);
        Assert.DoesNotContain(Told, CommandRun.Of(["train", digits, .. train[2..^1], _folder.PathOf("d.safetensors")]).Out);
    }

    /// <summary>The class of weights that are there stays theirs until there are others.</summary>
    [Fact]
    public void ARunThatFailsLeavesTheClassOfTheWeights()
    {
        string data = _folder.WriteData(), model = WriteFeatures(channels: 1), weights = _folder.PathOf("w.safetensors");
        string text = _folder.WriteText("w.cs", "// mine");
        string[] train = ["train", model, "--replace", "output", "--freeze", "*", "--data", data, "--validation", "40", "--epochs", "1",
            "--out", weights];
        CommandRun.Of(train).AssertFailed("w.cs: there is a file already", "--force");
        CommandRun.Of([.. train, "--force", "--rate", "1e30"]).AssertFailed("Network 'Features', epoch 1");
        Assert.Equal("// mine", File.ReadAllText(text));
        CommandRun run = CommandRun.Of([.. train, "--force"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("[Dense(10, Name = \"output\")]", File.ReadAllText(text));
    }

    /// <summary>A network of a convolution and a batch norm that ends in twelve features.</summary>
    private string WriteFeatures(int channels)
    {
        var description = new NetworkDescription("Features", [channels, 28, 28],
            new LayerDescription("Conv2D", new("filters", 12.0), new("kernel", 3.0), new("name", "c1")),
            new LayerDescription("BatchNorm", new("activation", "ReLU"), new("name", "bn1")),
            new LayerDescription("GlobalMaxPool"));
        NetworkGraph graph = GraphBuilder.Build(description, out _)!;
        string path = _folder.PathOf("features.onnx");
        var info = new NetworkInfo(
            "Features", "", [channels, 28, 28], [12, 1, 1],
                [.. graph.Parameters().Select(p => new ParameterInfo(p.Name, [.. p.Shape.Dimensions]))], 0, 0, 0);
        OnnxExporter.Export(graph, new RandomParameters(info, 1), path);
        return path;
    }
}
