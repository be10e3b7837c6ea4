using EdgeNet.Tests.Shared;
using FsCheck.Fluent;
using FsCheck;

namespace EdgeNet.Tests.Weights;

public class SafetensorsRoundTripTests
{
    private static readonly Gen<ParameterInfo[]> Infos = (
        from shape in Gen.ArrayOf(Gen.Choose(0, 5)).Where(axes => axes.Length <= 5)
        from name in ArbMap.Default.GeneratorFor<NonNull<string>>()
        select new ParameterInfo(Clean(name.Get), shape)).ArrayOf();

    private static readonly Arbitrary<TensorArrays> Files = (
        from infos in Infos
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select Fill(infos, new Random(seed))).ToArbitrary();

    /// <summary>Half a surrogate pair is no text, and not to be written.</summary>
    private static string Clean(string name) => string.Concat(name.Where(c => !char.IsSurrogate(c)));

    private static TensorArrays Fill(ParameterInfo[] infos, Random random)
    {
        var arrays = new TensorArrays();
        foreach (ParameterInfo info in infos.DistinctBy(info => info.Name))
            arrays.Add(info.Name, [.. info.Shape], [.. Enumerable.Range(0, info.Length).Select(_ => (float)(random.NextDouble() - 0.5) * 1e10f)]);
        return arrays;
    }

    private static void AssertSame(TensorArrays expected, SafetensorsFile file)
    {
        Assert.Equal("print", file.Fingerprint);
        Assert.Equal(expected.Tensors.Count, file.Tensors.Count);
        foreach (ParameterInfo tensor in expected.Tensors)
        {
            SafetensorsTensor? found = file.Find(tensor.Name);
            Assert.NotNull(found);
            Assert.Equal("F32", found.DataType);
            Assert.Equal(tensor.Shape, found.Shape);
            Assert.True(expected.GetParameter(tensor.Name).SequenceEqual(file.GetParameter(tensor.Name)));
        }
    }

    [Fact]
    public void What_was_written_is_read_from_memory_and_from_streams() =>
        Prop.ForAll(Files, arrays =>
        {
            var stream = new MemoryStream();
            SafetensorsWriter.Write(stream, arrays.Tensors, arrays, "print");
            Assert.Equal(0, (stream.Length - arrays.Tensors.Sum(t => 4L * t.Length)) % 64);

            using SafetensorsFile inMemory = SafetensorsFile.Read(stream.ToArray(), "memory");
            AssertSame(arrays, inMemory);
            using SafetensorsFile trickled = SafetensorsFile.Read(new TrickleStream(stream.ToArray()), "trickle");
            AssertSame(arrays, trickled);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_was_written_to_a_file_is_mapped_and_can_be_replaced()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("weights.safetensors");
        TensorArrays first = new TensorArrays().Add("a", [3], 1, 2, 3);
        TensorArrays second = new TensorArrays().Add("b", [70_000], [.. Enumerable.Range(0, 70_000).Select(i => (float)i)]);
        SafetensorsWriter.Write(path, first.Tensors, first, "print");
        using SafetensorsFile opened = SafetensorsFile.Open(path);
        SafetensorsWriter.Write(path, second.Tensors, second, "print");

        AssertSame(first, opened);
        using SafetensorsFile reopened = SafetensorsFile.Open(path);
        AssertSame(second, reopened);
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_disposed_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("weights.safetensors");
        File.WriteAllBytes(path, SafetensorsBytes.Own());
        SafetensorsFile mapped = SafetensorsFile.Open(path);
        mapped.Dispose();
        mapped.Dispose();
        Assert.Throws<ObjectDisposedException>(() => mapped.GetParameter("c1.bias"));
        SafetensorsFile inMemory = SafetensorsFile.Read(SafetensorsBytes.Own(), "own");
        inMemory.Dispose();
        Assert.Throws<ObjectDisposedException>(() => inMemory.GetParameter("c1.bias"));
    }

    [Fact]
    public void Reading_a_tensor_allocates_nothing()
    {
        using SafetensorsFile file = SafetensorsFile.Read(SafetensorsBytes.Own(), "own");
        Assert.Equal(0, Allocations.Least(() => file.GetParameter("c1.weight")));
    }

    [Fact]
    public void Files_of_other_tools_are_read_aligned_or_not()
    {
        using SafetensorsFile file = SafetensorsFile.Read(SafetensorsBytes.Foreign(), "foreign");
        Assert.Null(file.Fingerprint);
        Assert.Equal(["b", "a"], file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([1, -2], file.GetParameter("a"));

        for (int padding = 0; padding < 4; padding++)
        {
            string header = """{"u":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"f":{"data_offsets":[1,5],"shape":[],"dtype":"F32"}}""";
            byte[] bytes = SafetensorsBytes.File(header + new string(' ', padding), [9, 0, 0, 0x80, 0x3F]);
            using SafetensorsFile unaligned = SafetensorsFile.Read(bytes, "unaligned");
            Assert.Equal([1], unaligned.GetParameter("f"));
        }
    }

    [Fact]
    public void A_tensor_that_is_missing_or_no_float_is_refused()
    {
        using SafetensorsFile file = SafetensorsFile.Read(SafetensorsBytes.Foreign(), "foreign");
        Assert.Equal("foreign: tensor 'c': expected, not found.", Assert.Throws<WeightsException>(() => file.GetParameter("c")).Message);
        Assert.Equal("foreign: tensor 'b': expected F32, F16 or BF16, found I64.", Assert.Throws<WeightsException>(() => file.GetParameter("b")).Message);
    }

    [Fact]
    public void Floats_of_16_bits_are_widened()
    {
        string header = """{"half":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"brain":{"dtype":"BF16","shape":[2],"data_offsets":[4,8]}}""";
        using SafetensorsFile file = SafetensorsFile.Read(
            SafetensorsBytes.File(header, [0x00, 0x3C, 0x01, 0x80, 0x80, 0x3F, 0x00, 0xC0]), "short");
        Assert.Equal([1, -5.9604645e-8f], file.GetParameter("half"));
        Assert.Equal([1, -2], file.GetParameter("brain"));
    }

    [Fact]
    public void Weights_written_as_halves_are_the_nearest_ones_and_half_as_large()
    {
        using var folder = new TemporaryFolder();
        var info = new NetworkInfo("N", "print", [2], [2], [new ParameterInfo("w", [3])], 0, 0, 0);
        var arrays = new TensorArrays();
        arrays.Add("w", [3], [0.1f, -65504, 3]);
        string path = folder.File("half.safetensors");
        SafetensorsWriter.WriteHalf(path, info, arrays);
        using (SafetensorsFile file = SafetensorsFile.Open(path))
        {
            Assert.Equal([(float)(Half)0.1f, -65504, 3], file.GetParameter("w"));
            WeightsValidation.Check(file, info);
        }

        arrays = new TensorArrays();
        arrays.Add("w", [3], [0, 0, 1e6f]);
        Assert.Contains("tensor 'w': expected finite numbers", Assert.Throws<WeightsException>(() => SafetensorsWriter.WriteHalf(path, info, arrays)).Message);
    }
}
