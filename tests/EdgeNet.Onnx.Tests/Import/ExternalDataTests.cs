using EdgeNet.Onnx.Proto;

namespace EdgeNet.Onnx.Tests.Import;

/// <summary>Data beside the model: read from its folder, and from nowhere else.</summary>
public class ExternalDataTests
{
    [Fact]
    public void Data_beside_the_model_are_read()
    {
        using var folder = new TestFolder();
        folder.Write("weights/w.bin", [0, 0, 0, 0, .. new float[] { 1, 2, 3, 4, 5, 6 }.SelectMany(BitConverter.GetBytes)]);
        string path = folder.Write("model.onnx", Model("weights/w.bin", offset: "4", length: "24").ToBytes());
        ImportedNetwork network = OnnxImporter.Import(path);
        Assert.Equal([1f, 2, 3, 4, 5, 6], network.Parameters.GetParameter(network.ParameterInfos[0].Name).ToArray());
    }

    [Theory]
    [InlineData("../w.bin")]
    [InlineData("a/../../w.bin")]
    [InlineData("/etc/hostname")]
    [InlineData("C:\\w.bin")]
    [InlineData("..\\w.bin")]
    [InlineData("")]
    [InlineData("sub/.")]
    public void Data_elsewhere_are_not(string location)
    {
        using var folder = new TestFolder();
        folder.Write("w.bin", new byte[24]);
        string path = folder.Write("sub/model.onnx", Model(location).ToBytes());
        Assert.Contains("expected a file in the model's folder", Assert.Throws<OnnxImportException>(() => OnnxImporter.Import(path)).Message);
    }

    [Fact]
    public void Links_out_of_the_folder_are_not_followed()
    {
        using var folder = new TestFolder();
        File.CreateSymbolicLink(folder.PathOf("sub/w.bin"), folder.Write("w.bin", new byte[24]));
        Directory.CreateSymbolicLink(folder.PathOf("sub/data"), folder.Path);
        foreach (string location in new[] { "w.bin", "data/w.bin" })
        {
            string path = folder.Write("sub/model.onnx", Model(location).ToBytes());
            Assert.Contains("a link that leads out of", Assert.Throws<OnnxImportException>(() => OnnxImporter.Import(path)).Message);
        }
    }

    [Fact]
    public void Links_within_the_folder_are_followed()
    {
        using var folder = new TestFolder();
        folder.Write("blobs/0a1b", new byte[24]);
        File.CreateSymbolicLink(folder.PathOf("w.bin"), Path.Combine("blobs", "0a1b"));
        AssertRead(folder.Write("model.onnx", Model("./w.bin").ToBytes()));
    }

    [Fact]
    public void A_model_that_is_a_link_has_its_data_where_that_leads_to()
    {
        using var folder = new TestFolder();
        folder.Write("blobs/data", new byte[24]);
        folder.Write("blobs/model", Model("model.onnx_data").ToBytes());
        Directory.CreateDirectory(folder.PathOf("snapshots/f00d"));
        File.CreateSymbolicLink(folder.PathOf("snapshots/f00d/model.onnx"), "../../blobs/model");
        File.CreateSymbolicLink(folder.PathOf("snapshots/f00d/model.onnx_data"), "../../blobs/data");
        AssertRead(folder.PathOf("snapshots/f00d/model.onnx"));
        // A link of the same kind to something else is none of its data.
        File.Delete(folder.PathOf("snapshots/f00d/model.onnx_data"));
        File.CreateSymbolicLink(folder.PathOf("snapshots/f00d/model.onnx_data"), folder.Write("elsewhere.bin", new byte[24]));
        Assert.Contains("leads out of", Assert.Throws<OnnxImportException>(() => OnnxImporter.Import(folder.PathOf("snapshots/f00d/model.onnx"))).Message);
    }

    [Theory]
    [InlineData("w.bin", "4", null, "from byte 4 on; the file has 24")]
    [InlineData("w.bin", null, "20", "says 20")]
    [InlineData("w.bin", "-4", null, "offset to be a number")]
    [InlineData("w.bin", "99999999999999999999", null, "offset to be a number")]
    [InlineData("none.bin", null, null, "no such file")]
    public void Data_that_are_not_there_are_missed_before_anything_is_read(string location, string? offset, string? length, string problem)
    {
        using var folder = new TestFolder();
        folder.Write("w.bin", new byte[24]);
        string path = folder.Write("model.onnx", Model(location, offset, length).ToBytes());
        Assert.Contains(problem, Assert.Throws<OnnxImportException>(() => OnnxImporter.Import(path)).Message);
    }

    [Fact]
    public void A_model_in_memory_has_no_folder() =>
        Assert.Contains("in another file", Assert.Single(Model("w.bin").Problems()));

    private static void AssertRead(string path)
    {
        ImportedNetwork network = OnnxImporter.Import(path);
        Assert.Equal(6, network.Parameters.GetParameter(network.ParameterInfos.Single().Name).Length);
    }

    private static TestModel Model(string location, string? offset = null, string? length = null)
    {
        TestModel model = new TestModel().Input("x", 1, 3).Node("Gemm", "x,w", "y", ("transB", 1)).Output("y");
        var tensor = new TensorProto { Name = "w", DataType = 1, Dims = { 2, 3 }, DataLocation = TensorProto.Types.DataLocation.External };
        foreach (var (key, value) in new[] { ("location", location), ("offset", offset), ("length", length) })
            if (value is not null) tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
        model.Proto.Graph.Initializer.Add(tensor);
        return model;
    }
}
