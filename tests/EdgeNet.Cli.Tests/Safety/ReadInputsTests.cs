namespace EdgeNet.Cli.Tests.Safety;

/// <summary>What a command reads it does not write over, with --force neither.</summary>
public sealed class ReadInputsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--out", "data/train-images-idx3-ubyte")]
    [InlineData("--out", "data/t10k-labels-idx1-ubyte")]
    [InlineData("--report", "data/train-labels-idx1-ubyte")]
    [InlineData("--out", "data/train-images.idx3-float")]
    [InlineData("--out", "data/new.png")]
    [InlineData("--out", "data/new.csv")]
    [InlineData("--out", "data/deeper/new.npy")]
    [InlineData("--out", "data/notes")]
    [InlineData("--out", "alias/train-images-idx3-ubyte")]
    [InlineData("--out", "elsewhere")]
    [InlineData("--out", "link")]
    public void TheDataAreNotWrittenOver(string option, string name)
    {
        string data = _folder.WriteData();
        _folder.WriteText("data/notes", "of somebody's");
        _folder.MakeFolder("data/deeper");
        Directory.CreateSymbolicLink(_folder.PathOf("alias"), data);
        File.CreateSymbolicLink(_folder.PathOf("link"), Path.Combine(data, "train-images-idx3-ubyte"));
        File.CreateSymbolicLink(Path.Combine(data, "extra-images-idx3-ubyte"), _folder.WriteText("elsewhere", "in use"));
        string[] before = Contents(data);
        CommandRun.Of("train", "LeNet5", "--data", data, option, _folder.PathOf(name), "--force", "--epochs", "1").AssertFailed("(--data)", "not written over", option);
        Assert.Equal(before, Contents(data));
        Assert.Equal("in use", File.ReadAllText(_folder.PathOf("elsewhere")));
    }

    [Fact]
    public void APictureOfTheSetStays()
    {
        string picture = _folder.Write("set/1/0.png", [1, 2, 3]), other = _folder.Write("pictures/5.png", [4]);
        Directory.CreateSymbolicLink(_folder.PathOf("set/2"), _folder.PathOf("pictures"));
        foreach (string path in new[] { picture, other, _folder.PathOf("pictures/6.png") })
            CommandRun.Of("train", "LeNet5", "--data", _folder.PathOf("set"), "--out", path, "--force").AssertFailed("(--data)", "--out");
        Assert.Equal([1, 2, 3], File.ReadAllBytes(picture));
        Assert.Equal([4], File.ReadAllBytes(other));
    }

    [Fact]
    public void WeightsInTheFolderOfTheDataMayBeTheirOwn()
    {
        string data = _folder.WriteData(), weights = Path.Combine(data, "w.safetensors");
        string[] train = ["train", "LeNet5", "--data", data, "--out", weights, "--report", Path.Combine(data, "r.json"), "--epochs", "1", "--validation", "20"];
        Assert.Equal(0, CommandRun.Of(train).ExitCode);
        Assert.Equal(0, CommandRun.Of([.. train, "--force"]).ExitCode);
    }

    [Fact]
    public void TheWeightsThatTrainingStartsFromStay()
    {
        string start = _folder.WriteWeights("start.safetensors");
        byte[] before = File.ReadAllBytes(start);
        File.CreateSymbolicLink(_folder.PathOf("link"), start);
        foreach (string path in new[] { start, _folder.PathOf("link") })
            CommandRun.Of("train", "LeNet5", "--data", _folder.WriteData(), "--start", start, "--out", path, "--force").AssertFailed("training starts from", "--out");
        Assert.Equal(before, File.ReadAllBytes(start));
    }

    [Fact]
    public void WhatIsExportedStays()
    {
        string weights = _folder.WriteWeights("w.safetensors");
        byte[] before = File.ReadAllBytes(weights);
        CommandRun.Of("export", "LeNet5", "--weights", weights, "--out", weights).AssertFailed("the weights that are exported", "--out");
        Assert.Equal(before, File.ReadAllBytes(weights));
    }

    [Fact]
    public void DataBesideAModelStay()
    {
        using FileStream model = File.Create(_folder.PathOf("m.onnx"));
        model.Write(WithData("Net.safetensors"));
        model.Close();
        _folder.Write("Net.safetensors", new byte[24]);
        string[] of = [_folder.PathOf("m.onnx"), "--out"];
        CommandRun.Of(["import", .. of, _folder.Path, "--class", "Net"]).AssertFailed("data of the file that is imported", "--class");
        CommandRun.Of(["export", .. of, _folder.PathOf("Net.safetensors")]).AssertFailed("data of the file that is exported");
        CommandRun.Of(["train", .. of, _folder.PathOf("Net.safetensors"), "--force"]).AssertFailed("data of the model that is trained");
        Assert.Equal(new byte[24], File.ReadAllBytes(_folder.PathOf("Net.safetensors")));
    }

    [Fact]
    public void ALinkToNothingIsNamed()
    {
        string link = _folder.PathOf("link");
        File.CreateSymbolicLink(link, _folder.PathOf("gone.safetensors"));
        CommandRun.Of("train", "LeNet5", "--data", _folder.WriteData(), "--out", link).AssertFailed("link: a symbolic link to ", "gone.safetensors", "remove the link", "--out");
        CommandRun.Of("train", "LeNet5", "--out", _folder.PathOf("w"), "--report", link).AssertFailed("a symbolic link to ", "--report");
    }

    private static string[] Contents(string folder) =>
        [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(f => Path.GetFileName(f) + Convert.ToHexString(File.ReadAllBytes(f).AsSpan(0, 6)))];

    /// <summary>x → x·W, with W of 3×2 in a file beside the model: the format's bytes, written out.</summary>
    private static byte[] WithData(string location)
    {
        byte[] Field(int number, byte[] value) => [(byte)(number << 3 | 2), (byte)value.Length, .. value];
        byte[] Text(int number, string value) => Field(number, System.Text.Encoding.UTF8.GetBytes(value));
        byte[] Number(int number, byte value) => [(byte)(number << 3), value];
        byte[] Shaped(params byte[] sizes) => Field(2, Field(1, [.. Number(1, 1), .. Field(2, [.. sizes.SelectMany(s => Field(1, Number(1, s)))])]));
        byte[] node = Field(1, [.. Text(1, "x"), .. Text(1, "w"), .. Text(2, "y"), .. Text(4, "MatMul")]);
        byte[] weight = Field(5, [.. Number(1, 3), .. Number(1, 2), .. Number(2, 1), .. Text(8, "w"), .. Field(13, [.. Text(1, "location"), .. Text(2, location)]), .. Number(14, 1)]);
        byte[] graph = [.. node, .. Text(2, "g"), .. weight, .. Field(11, [.. Text(1, "x"), .. Shaped(1, 3)]), .. Field(12, [.. Text(1, "y"), .. Shaped(1, 2)])];
        return [.. Number(1, 8), 7 << 3 | 2, .. Length(graph.Length), .. graph, .. Field(8, Number(2, 17))];

        static byte[] Length(int length) => length < 128 ? [(byte)length] : [(byte)(length | 128), (byte)(length >> 7)];
    }
}
