namespace EdgeNet.Tests.Weights;

public class SafetensorsWriterTests
{
    /// <summary>Parameters that are there for the first look and gone for the second, as on a failing disk.</summary>
    private sealed class Failing(int looks) : IParameterSource
    {
        private int _looks = looks;

        public ReadOnlySpan<float> GetParameter(string name) => --_looks >= 0 ? new float[3] : throw new IOException("gone");
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("weights.safetensors");
        byte[] old = SafetensorsBytes.Own();
        File.WriteAllBytes(path, old);
        for (int looks = 0; looks < 3; looks++)
        {
            Assert.Throws<IOException>(() => SafetensorsWriter.Write(path, [new ParameterInfo("a", [3])], new Failing(looks), "f"));
            Assert.Equal(old, File.ReadAllBytes(path));
            Assert.Equal([path], Directory.GetFiles(folder.Path));
        }
        Assert.Throws<DirectoryNotFoundException>(() => SafetensorsWriter.Write(folder.File("no/such/w"), [], new Failing(0), "f"));
    }

    [Fact]
    public void A_target_that_is_a_folder_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("w"));
        Assert.ThrowsAny<Exception>(() => SafetensorsWriter.Write(folder.File("w"), [], new Failing(0), "f"));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData(float.NaN, "tensor 'b': expected finite numbers, found NaN at element 1")]
    [InlineData(float.PositiveInfinity, "tensor 'b': expected finite numbers, found Infinity at element 1")]
    public void What_no_reader_would_take_is_not_written(float value, string fault)
    {
        TensorArrays arrays = new TensorArrays().Add("a", [1], 1).Add("b", [2], 0, value);
        var stream = new MemoryStream();
        Assert.Contains(fault, Assert.Throws<WeightsException>(() => SafetensorsWriter.Write(stream, arrays.Tensors, arrays, "f")).Message, StringComparison.Ordinal);
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void Lengths_and_names_are_checked()
    {
        TensorArrays arrays = new TensorArrays().Add("a", [2], 1, 2, 3);
        Assert.Contains("expected 2 elements, found 3", Assert.Throws<WeightsException>(() => SafetensorsWriter.Write(Stream.Null, arrays.Tensors, arrays, "f")).Message, StringComparison.Ordinal);
        ParameterInfo[] twice = [new("a", [3]), new("a", [3])];
        Assert.Contains("'a' is given twice", Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(Stream.Null, twice, arrays, "f")).Message, StringComparison.Ordinal);
        ParameterInfo[] reserved = [new("__metadata__", [3])];
        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(Stream.Null, reserved, new Failing(9), "f"));
        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(Stream.Null, [], arrays, ""));
        Assert.Throws<WeightsException>(() => SafetensorsWriter.Write(Stream.Null, [new ParameterInfo("missing", [1])], arrays, "f"));
    }
}
