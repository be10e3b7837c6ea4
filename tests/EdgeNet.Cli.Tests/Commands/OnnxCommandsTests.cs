using System.Text.Json;
using EdgeNet.Compiler.Graph;
using EdgeNet.Models;
using EdgeNet.Onnx;

namespace EdgeNet.Cli.Tests.Commands;

/// <summary>import, verify and inspect of ONNX files.</summary>
public sealed class OnnxCommandsTests
{
    [Fact]
    public void ImportWritesAClassAndItsWeights()
    {
        using var folder = new TestFolder();
        CommandRun run = CommandRun.Of("import", WriteModel(folder, "digits.onnx"), "--namespace", "My.Nets", "--class", "Digits", "--out", folder.PathOf("out/x")[..^2]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("Digits: 1×32×32 → 10, 9 layers, 58,562 parameters, 413,400 multiply-adds", run.Out);
        string text = File.ReadAllText(Path.Combine(folder.Path, "out", "Digits.cs"));
        Assert.Contains("namespace My.Nets;", text);
        Assert.Contains("[Conv2D(6, 5, Activation = Activation.Tanh, Name = \"c1\")]", text);
        using SafetensorsFile weights = SafetensorsFile.Open(Path.Combine(folder.Path, "out", "Digits.safetensors"));
        Assert.Equal(LeNet5.NetworkInfo.Fingerprint, weights.Fingerprint);
    }

    [Fact]
    public void ImportTellsEverythingAtOnceAndWritesNothing()
    {
        using var folder = new TestFolder();
        string bad = folder.WriteText("bad.onnx", "This is no model.");
        CommandRun.Of("import", bad, "--out", folder.Path).AssertFailed("bad.onnx", "not an ONNX file");
        Assert.Single(Directory.GetFiles(folder.Path));
        CommandRun.Of("import", "nowhere.onnx").AssertFailed("nowhere.onnx: no such file");
        CommandRun.Of("import", folder.Path).AssertFailed("a folder; expected an ONNX model");
    }

    [Theory]
    [InlineData("--class", "1st")]
    [InlineData("--class", "class")]
    [InlineData("--namespace", "A..B")]
    [InlineData("--input", "x")]
    [InlineData("--input", "x=1,-3")]
    public void NamesAndShapesAreChecked(string option, string value) => CommandRun.Of("import", "model.onnx", option, value).AssertWrongUsage(option, value);

    [Fact]
    public void InspectShowsAnImportedNetworkAtEveryStage()
    {
        using var folder = new TestFolder();
        string model = WriteModel(folder, "digits.onnx");
        CommandRun run = CommandRun.Of("inspect", model);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("Digits: 1×32×32 → 10, 58,562 parameters", run.Out);
        Assert.Contains("with the file's weights", run.Out);
        Assert.Contains("partial class Digits", CommandRun.Of("inspect", model, "--stage", "code").Out);
    }

    [Fact]
    public void VerifyPassesFailsAndTellsWhatIsUnsupported()
    {
        using var folder = new TestFolder();
        WriteTest(folder, "suite/test_good", 0);
        WriteTest(folder, "suite/test_wrong", 0.5f);
        folder.WriteText("suite/test_odd/model.onnx", "This is no model.");
        folder.Write("suite/test_odd/test_data_set_0/output_0.pb", Tensor([1, 10], new float[10]));
        CommandRun run = CommandRun.Of("verify", "--suite", Path.Combine(folder.Path, "suite"));
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("pass test_good largest difference", run.Lines[0]);
        Assert.StartsWith("unsupported test_odd ", run.Lines[1]);
        Assert.StartsWith("fail test_wrong element ", run.Lines[2]);
        Assert.Equal("1 passed, 1 failed, 1 unsupported", run.Lines[3]);

        Assert.Equal(1, CommandRun.Of("verify", Path.Combine(folder.Path, "suite", "test_odd", "model.onnx")).ExitCode);
        CommandRun.Of("verify", Path.Combine(folder.Path, "suite")).AssertFailed("a folder", "--suite");
        CommandRun single = CommandRun.Of("verify", Path.Combine(folder.Path, "suite", "test_good", "model.onnx"), "--json");
        Assert.Equal(0, single.ExitCode);
        using JsonDocument document = JsonDocument.Parse(Assert.Single(single.Lines));
        Assert.Equal(1, document.RootElement.GetProperty("passed").GetInt32());
        Assert.Equal("pass", document.RootElement.GetProperty("tests")[0].GetProperty("outcome").GetString());
    }

    [Fact]
    public void VerifyNeedsSomethingToCompareWith()
    {
        using var folder = new TestFolder();
        CommandRun.Of("verify", WriteModel(folder, "alone.onnx")).AssertFailed("alone.onnx", "found neither");
        CommandRun.Of("verify", "--suite", folder.Path).AssertFailed("found none");
        CommandRun.Of("verify", "--suite", "nowhere").AssertFailed("no such folder");
        CommandRun.Of("verify").AssertWrongUsage("either FILE.onnx or --suite");
    }

    [Fact]
    public void EveryCommandTakesTheSizesThatAFileLeavesOpen()
    {
        using var folder = new TestFolder();
        byte[] bytes = File.ReadAllBytes(WriteModel(folder, "fixed.onnx"));
        // Two dimensions of 32 become two without a size: a dim_param of no characters.
        int at = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x0A, 2, 0x08, 32, 0x0A, 2, 0x08, 32]);
        (bytes[at + 2], bytes[at + 3], bytes[at + 6], bytes[at + 7]) = (0x12, 0, 0x12, 0);
        string open = folder.Write("open.onnx", bytes), data = folder.WriteData();
        string[] input = ["--input", "input=1,1,32,32"];
        string[][] commands =
        [
            ["inspect", open], ["evaluate", open, "--data", data], ["bench", open, "--rounds", "1"], ["export", open, "--out", folder.PathOf("out.onnx")],
            ["train", open, "--data", data, "--epochs", "1", "--validation", "20", "--out", folder.PathOf("w.safetensors")], ["predict", open, Picture(folder)],
        ];
        foreach (string[] command in commands)
        {
            CommandRun.Of(command).AssertFailed("--input input=1,1,SIZE,SIZE");
            CommandRun run = CommandRun.Of([.. command, .. input]);
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
        }
    }

    [Fact]
    public void AFileKeepsItsWeightsInEvaluatePredictAndAsAStart()
    {
        using var folder = new TestFolder();
        string model = folder.PathOf("digits.onnx"), data = folder.WriteData(), weights = folder.PathOf("w.safetensors");
        Assert.Equal(0, CommandRun.Of("export", "LeNet5", "--out", model).ExitCode);
        Assert.Equal(CommandRun.Of("evaluate", "LeNet5", "--data", data, "--json").Out.Replace("LeNet5", "Digits"), CommandRun.Of("evaluate", model, "--data", data, "--json").Out);
        Assert.Contains(": class ", CommandRun.Of("predict", model, Picture(folder)).Out);
        CommandRun train = CommandRun.Of("train", model, "--data", data, "--epochs", "1", "--rate", "1e-30", "--average", "0", "--validation", "20", "--out", weights);
        Assert.Equal(0, train.ExitCode);
        Assert.Contains($"Starting from the weights in {model}.", train.Out);
        using SafetensorsFile trained = SafetensorsFile.Open(weights);
        using SafetensorsFile own = EmbeddedWeights.Open(typeof(LeNet5).Assembly, "LeNet5.safetensors");
        Assert.Equal(own.GetParameter("f6.weight").ToArray(), trained.GetParameter("f6.weight").ToArray());
        CommandRun.Of("inspect", "LeNet5", "--input", "input=1,1,32,32").AssertWrongUsage("--input");
    }

    private static string Picture(TestFolder folder) => folder.Write("digit.pgm", [.. "P5 28 28 255\n"u8, .. new byte[28 * 28]]);

    private static string WriteModel(TestFolder folder, string name) =>
        folder.Write(name, OnnxExporter.Export(GraphBuilder.Build(LeNet5.Description, out _)!, new RandomParameters(LeNet5.NetworkInfo, seed: 1)));

    /// <summary>A conformance test of LeNet-5 whose expected output is off by something.</summary>
    private static void WriteTest(TestFolder folder, string name, float off)
    {
        WriteModel(folder, name + "/model.onnx");
        using LeNet5 network = LeNet5.Create(new RandomParameters(LeNet5.NetworkInfo, seed: 1));
        var random = new Random(5);
        float[] input = [.. Enumerable.Range(0, LeNet5.InputLength).Select(_ => random.NextSingle())], output = new float[LeNet5.OutputLength];
        network.Infer(input, output);
        output[3] += off;
        folder.Write(name + "/test_data_set_0/input_0.pb", Tensor([1, 1, 32, 32], input));
        folder.Write(name + "/test_data_set_0/output_0.pb", Tensor([1, 10], output));
    }

    /// <summary>A TensorProto of float32: dims (1), data_type (2), raw_data (9).</summary>
    private static byte[] Tensor(int[] shape, float[] elements)
    {
        var bytes = new List<byte>();
        foreach (int size in shape) bytes.AddRange([0x08, .. Varint(size)]);
        bytes.AddRange([0x10, 1, 0x4A, .. Varint(4 * elements.Length), .. elements.SelectMany(BitConverter.GetBytes)]);
        return [.. bytes];
    }

    private static IEnumerable<byte> Varint(int number)
    {
        for (; number >= 0x80; number >>= 7) yield return (byte)(number | 0x80);
        yield return (byte)number;
    }
}
