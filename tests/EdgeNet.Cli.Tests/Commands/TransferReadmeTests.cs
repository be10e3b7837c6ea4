using EdgeNet.Compiler.Graph;
using EdgeNet.Description;
using EdgeNet.Onnx;
using SkiaSharp;

namespace EdgeNet.Cli.Tests.Commands;

/// <summary>The commands of the README's section on pretrained networks, with a small network in the place of Microsoft's.</summary>
public sealed class TransferReadmeTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheCommandsOfTheReadmeRun()
    {
        WriteNetwork();
        for (int i = 0; i < 20; i++)
        {
            using var bitmap = new SKBitmap(20, 20);
            bitmap.Erase(i % 2 == 0 ? SKColors.Green : SKColors.Blue);
            using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
            _folder.Write($"photos/{(i % 2 == 0 ? "grass" : "sky")}/{i}.png", png.ToArray());
            if (i == 0) _folder.Write("new/a.png", png.ToArray());
        }

        string[] commands = [.. ReadmeLines().Where(line =>
            line.StartsWith("edgenet ", StringComparison.Ordinal) && line.Contains("ResNet18.onnx", StringComparison.Ordinal))];
        Assert.Equal(3, commands.Length);
        foreach (string command in commands)
        {
            CommandRun run = CommandRun.Of([.. command.Split(' ').Skip(1).Select(Word)]);
            Assert.True(run.ExitCode == 0, command + "\n" + run.Out + run.Error);
        }
    }

    /// <summary>A word as a shell gives it; files lie in the test's folder.</summary>
    private string Word(string word) => word switch
    {
        "\"*\"" => "*",
        "new/*.jpg" => _folder.PathOf("new/a.png"),
        "photos" or "ResNet18.onnx" or "photos.safetensors" or "tuned.safetensors" => Path.Combine(_folder.Path, word),
        _ => word,
    };

    private static string[] ReadmeLines()
    {
        string? folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder!, "EdgeNet.sln"))) folder = Path.GetDirectoryName(folder);
        return File.ReadAllLines(Path.Combine(folder!, "README.md"));
    }

    private void WriteNetwork()
    {
        var description = new NetworkDescription("ResNet18", [3, 16, 16],
            new LayerDescription("Conv2D", new("filters", 8.0), new("kernel", 3.0), new("stride", 2.0), new("name", "c1")),
            new LayerDescription("Conv2D", new("filters", 8.0), new("kernel", 3.0), new("autoPad", "SameUpper"), new("name", "c2")),
            new LayerDescription("Add", new LayerArgument("inputs", new[] { "c1" }), new("name", "Plus345")),
            new LayerDescription("Conv2D", new("filters", 8.0), new("kernel", 3.0), new("autoPad", "SameUpper"), new("name", "c3")),
            // What is taken again keeps its name in ONNX.
            new LayerDescription("Add", new LayerArgument("inputs", new[] { "Plus345" }), new("activation", "ReLU")),
            new LayerDescription("GlobalAvgPool"));
        NetworkGraph graph = GraphBuilder.Build(description, out var problems)
            ?? throw new InvalidOperationException(string.Join("\n", problems));
        var info = new NetworkInfo(
            "ResNet18", "", [3, 16, 16], [8, 1, 1],
                [.. graph.Parameters().Select(p => new ParameterInfo(p.Name, [.. p.Shape.Dimensions]))], 0, 0, 0);
        OnnxExporter.Export(graph, new RandomParameters(info, 1), _folder.PathOf("ResNet18.onnx"));
    }
}
