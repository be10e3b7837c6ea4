using EdgeNet.Tests.Memory;

namespace EdgeNet.Tests.Weights;

public class WeightsValidationTests
{
    private static readonly NetworkInfo Info = new(
        "Net", "f00d", [1], [1], [new("c1.weight", [2, 1, 2]), new("c1.bias", [2]), new("f.weight", [1, 2])], 1, 1, 1);

    private static SafetensorsFile Written(TensorArrays arrays, string fingerprint)
    {
        var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, arrays.Tensors, arrays, fingerprint);
        return SafetensorsFile.Read(stream.ToArray(), "w.safetensors");
    }

    private static TensorArrays Fitting() =>
        new TensorArrays().Add("f.weight", [1, 2], 1, 2).Add("c1.weight", [2, 1, 2], 1, 2, 3, 4).Add("c1.bias", [2], 1, 2);

    [Fact]
    public void A_fitting_file_passes() => WeightsValidation.Check(Written(Fitting(), "f00d"), Info);

    [Fact]
    public void Everything_wrong_is_listed_at_once()
    {
        TensorArrays arrays = new TensorArrays().Add("c1.weight", [2, 2], 1, 2, 3, 4).Add("c1.bias", [2], 1, 2).Add("extra\n", [], 1);
        using SafetensorsFile file = Written(arrays, "beef");
        Assert.Equal(
            """
            w.safetensors does not fit network 'Net':
              expected fingerprint 'f00d', found 'beef': it was written for another network
              tensor 'c1.weight': expected shape 2×1×2, found 2×2
              tensor 'f.weight': expected shape 1×2, found no such tensor
              tensor 'extra\u000a': expected no such tensor, found shape scalar
            """.ReplaceLineEndings("\n"),
            Assert.Throws<WeightsException>(() => WeightsValidation.Check(file, Info)).Message);
    }

    [Fact]
    public void Many_unknown_tensors_are_counted()
    {
        TensorArrays arrays = Fitting();
        for (int i = 0; i < 30; i++)
            arrays.Add($"x{i}", [1], 0);
        using SafetensorsFile file = Written(arrays, "f00d");
        string message = Assert.Throws<WeightsException>(() => WeightsValidation.Check(file, Info)).Message;
        Assert.Contains("'x19'", message, StringComparison.Ordinal);
        Assert.DoesNotContain("'x20'", message, StringComparison.Ordinal);
        Assert.EndsWith("and 10 tensors more that were not expected", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("F32", "", new byte[] { 0, 0, 0x80, 0x3F, 0, 0, 0x80, 0xBF }, null)]
    [InlineData("F32", "", new byte[] { 0, 0, 0x80, 0x3F, 0, 0, 0xC0, 0x7F }, "tensor 'scale': expected finite numbers, found NaN at element 1")]
    [InlineData("F32", "", new byte[] { 0, 0, 0x80, 0xFF, 0, 0, 0xC0, 0x7F }, "tensor 'scale': expected finite numbers, found -Infinity at element 0")]
    [InlineData("I32", "", new byte[] { 0, 0, 0x80, 0x3F, 0, 0, 0x80, 0x3F }, "tensor 'scale': expected F32, F16 or BF16, found I32")]
    [InlineData("F16", ",2", new byte[] { 0, 0, 0x80, 0x3F, 0, 0, 0x80, 0x3F }, "tensor 'scale': expected shape 2, found 2×2")]
    public void A_file_of_another_tool_is_held_against_shapes_types_and_finiteness(string type, string axis, byte[] data, string? fault)
    {
        var info = new NetworkInfo("Net", "f00d", [1], [1], [new("scale", [2])], 1, 1, 1);
        string extra = """ ,"other":{"dtype":"U8","shape":[1],"data_offsets":[8,9]} """;
        string header = $$"""{"__metadata__":{"format":"pt"},"scale":{"dtype":"{{type}}","shape":[2{{axis}}],"data_offsets":[0,8]}{{extra}}}""";
        using SafetensorsFile file = SafetensorsFile.Read(SafetensorsBytes.File(header, [.. data, 1]), "w");
        if (fault is null)
            WeightsValidation.Check(file, info);
        else
            Assert.EndsWith(":\n  " + fault, Assert.Throws<WeightsException>(() => WeightsValidation.Check(file, info)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_loads_from_a_path_a_stream_and_a_resource_and_refuses_another_networks_weights()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("scale.safetensors");
        SafetensorsWriter.Write(path, ScaleNetwork.Info, new ScaleNetwork.Parameters([1, 2, 3]));
        using NetworkInstance fromPath = NetworkInstance.Load(ScaleNetwork.Info, ScaleNetwork.Pack, ScaleNetwork.Infer, path);
        Assert.Equal(new Prediction(2, 3), fromPath.Predict([1, 1, 1]));
        using (FileStream stream = File.OpenRead(path))
        using (NetworkInstance fromStream = NetworkInstance.Load(ScaleNetwork.Info, ScaleNetwork.Pack, ScaleNetwork.Infer, stream))
            Assert.Equal(new Prediction(2, 3), fromStream.Predict([1, 1, 1]));
        using NetworkInstance embedded = NetworkInstance.LoadEmbedded(ScaleNetwork.Info, ScaleNetwork.Pack, ScaleNetwork.Infer, typeof(ScaleNetwork).Assembly);
        Assert.Equal(new Prediction(1, 2), embedded.Predict([1, 1, 0]));

        NetworkInfo other = ScaleNetwork.Info with { Fingerprint = "scale-4" };
        string message = Assert.Throws<WeightsException>(() => NetworkInstance.Load(other, ScaleNetwork.Pack, ScaleNetwork.Infer, path)).Message;
        Assert.Contains("expected fingerprint 'scale-4', found 'scale-3'", message, StringComparison.Ordinal);
        Assert.StartsWith(path, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_resource_is_named()
    {
        var exception = Assert.Throws<WeightsException>(() => EmbeddedWeights.Open(typeof(ScaleNetwork).Assembly, "Nothing.safetensors"));
        Assert.Contains("EdgeNet.Tests, resource Nothing.safetensors: not found", exception.Message, StringComparison.Ordinal);
    }
}
