namespace EdgeNet.Cli.Tests.Safety;

/// <summary>Every command that writes a file, on everything that a file's name can stand for.</summary>
public sealed class OutputFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Writers => ["draw", "export", "train", "report", "checkpoint", "import class", "import weights"];

    [Theory]
    [MemberData(nameof(Writers))]
    public void A_device_stays_a_device(string writer)
    {
        if (!OperatingSystem.IsLinux()) return;
        string link = PathFor(writer);
        File.CreateSymbolicLink(link, "/dev/full");
        Run(writer).AssertFailed("found a device");
        Assert.Equal("/dev/full", new FileInfo(link).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode("/dev/full") & (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void A_link_stays_a_link(string writer)
    {
        if (!OperatingSystem.IsLinux()) return;
        string target = _folder.WriteText("elsewhere/kept", "old"), link = PathFor(writer);
        File.CreateSymbolicLink(link, target);
        CommandRun run = Run(writer);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.NotEqual("old", File.ReadAllText(target));
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void A_folder_stays_a_folder(string writer)
    {
        Directory.CreateDirectory(PathFor(writer));
        Run(writer).AssertFailed("found a folder");
        Assert.True(Directory.Exists(PathFor(writer)));
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void A_read_only_file_keeps_its_content(string writer)
    {
        string path = PathFor(writer);
        File.WriteAllText(path, "old");
        new FileInfo(path).IsReadOnly = true;
        Run(writer).AssertFailed("read-only");
        Assert.Equal("old", File.ReadAllText(path));
        new FileInfo(path).IsReadOnly = false;
    }

    private string PathFor(string writer) => _folder.PathOf(writer switch
    {
        "draw" => "out/scene.png",
        "export" => "out/net.onnx",
        "train" => "out/net.safetensors",
        "report" => "out/report.json",
        "checkpoint" => "out/net.safetensors.checkpoint",
        "import class" => "out/Net.cs",
        _ => "out/Net.safetensors",
    });

    private CommandRun Run(string writer) => writer switch
    {
        "draw" => CommandRun.Of("draw", "--zip", "02139", "--out", PathFor(writer)),
        "export" => CommandRun.Of("export", "LeNet5", "--out", PathFor(writer)),
        "train" or "report" or "checkpoint" => Train(),
        _ => Import(),
    };

    private CommandRun Train() => CommandRun.Of("train", "LeNet5", "--data", _folder.WriteData(training: 60, test: 10), "--epochs", "1", "--force", "--out", PathFor("train"), "--report", PathFor("report"));

    private CommandRun Import()
    {
        string model = Path.Combine(_folder.Path, "model.onnx");
        CommandRun.Of("export", "LeNet5", "--out", model);
        return CommandRun.Of("import", model, "--class", "Net", "--out", Path.Combine(_folder.Path, "out"));
    }
}
