using System.Runtime.InteropServices;
using System.Text.Json;

namespace EdgeNet.Cli.Tests.Commands;

public sealed class BenchCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void JsonHasTheDocumentedFields()
    {
        // In a process of its own, as it is used: what other tests compile and collect meanwhile is not measured with it.
        CommandRun run = CommandProcess.Run(["bench", "lenet5", "--rounds", "5", "--json"]);
        Assert.Equal(0, run.ExitCode);
        using JsonDocument document = JsonDocument.Parse(Assert.Single(run.Lines));
        JsonElement root = document.RootElement;
        Assert.Equal(["network", "vectorBits", "microseconds", "allocatedBytes", "peer"], root.EnumerateObject().Select(p => p.Name));
        Assert.Equal("LeNet5", root.GetProperty("network").GetString());
        Assert.Contains(root.GetProperty("vectorBits").GetInt32(), (int[])[128, 256, 512]);
        JsonElement times = root.GetProperty("microseconds");
        double[] ordered = [times.GetProperty("min").GetDouble(), times.GetProperty("median").GetDouble(), times.GetProperty("p99").GetDouble()];
        Assert.True(ordered[0] > 0 && ordered[0] <= ordered[1] && ordered[1] <= ordered[2]);
        Assert.Equal(0, root.GetProperty("allocatedBytes").GetInt64());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("peer").ValueKind);
    }

    [Fact]
    public void TheTableNamesTheNetwork()
    {
        CommandRun run = CommandRun.Of("bench", "LeNet5", "--rounds", "1");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("LeNet5, one inference on one thread", run.Out);
        Assert.Contains("generated code", run.Out);
    }

    [Fact]
    public void OnnxRuntimeRunsInTurnsWithTheGeneratedCode()
    {
        CommandRun run = CommandRun.Of("bench", "LeNet5", "--rounds", "5", "--json", "--onnxruntime", OnnxRuntime());
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        using JsonDocument document = JsonDocument.Parse(Assert.Single(run.Lines));
        JsonElement peer = document.RootElement.GetProperty("peer");
        Assert.Equal(["name", "median", "ratio"], peer.EnumerateObject().Select(p => p.Name));
        Assert.StartsWith("ONNX Runtime 1.", peer.GetProperty("name").GetString());
        Assert.True(peer.GetProperty("median").GetDouble() > 0 && peer.GetProperty("ratio").GetDouble() > 0);
    }

    [Fact]
    public void TheTableComparesWithOnnxRuntime()
    {
        CommandRun run = CommandRun.Of("bench", "LeNet5", "--rounds", "1", "--onnxruntime", OnnxRuntime());
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("times as fast as ONNX Runtime 1.", run.Out);
    }

    [Fact]
    public void AMissingLibraryIsNamed() => AssertOneLine("nowhere/libonnxruntime.so.1", "There is no file 'nowhere/libonnxruntime.so.1'");

    [Fact]
    public void AFileThatIsNoLibraryIsNamed()
    {
        string text = _folder.WriteText("text.so", "This is a text, and longer than the header of a library of any system would be.");
        AssertOneLine(text, $"'{text}' is not a library that loads here");
    }

    [Fact]
    public void ALibraryOfSomethingElseIsNamed()
    {
        string other = Directory.EnumerateFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*System.Native.*")
            .First(f => Path.GetExtension(f) is ".so" or ".dylib" or ".dll");
        AssertOneLine(other, $"'{other}' is a library, but not ONNX Runtime");
    }

    [Fact]
    public void MissingWeightsAreNamed() => CommandRun.Of("bench", "LeNet5", "--weights", "nowhere.safetensors").AssertFailed("nowhere.safetensors: no such file");

    /// <summary>The library of the package Microsoft.ML.OnnxRuntime.</summary>
    private static string OnnxRuntime() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "native"), "*onnxruntime.*").Single();

    private static void AssertOneLine(string library, string saying)
    {
        CommandRun run = CommandRun.Of("bench", "LeNet5", "--onnxruntime", library);
        run.AssertFailed(saying);
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
    }
}
