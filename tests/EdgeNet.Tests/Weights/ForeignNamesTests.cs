using System.Text;
using EdgeNet.Tests.Memory;

namespace EdgeNet.Tests.Weights;

/// <summary>Files of other tools, whose names are no names of layers: taken where that can be meant in one way, else listed.</summary>
public class ForeignNamesTests
{
    /// <summary>
    /// A file as PyTorch's safetensors writes it: without a fingerprint, sorted by name. Each element is its tensor's number.
    /// </summary>
    private static SafetensorsFile File(params (string Name, int[] Shape)[] tensors)
    {
        var header = new StringBuilder("{");
        var data = new List<byte>();
        foreach (var (name, shape) in tensors.OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            int number = Array.FindIndex(tensors, t => t.Name == name), length = shape.Aggregate(1, (a, b) => a * b), begin = data.Count;
            for (int i = 0; i < length; i++) data.AddRange(BitConverter.GetBytes((float)number));
            header.Append(header.Length > 1 ? "," : "").Append(FormattableString.Invariant(
                $"\"{name}\":{{\"dtype\":\"F32\",\"shape\":[{string.Join(",", shape)}],\"data_offsets\":[{begin},{data.Count}]}}"));
        }

        byte[] json = Encoding.UTF8.GetBytes(header.Append('}').ToString());
        return SafetensorsFile.Read(new ReadOnlyMemory<byte>([.. BitConverter.GetBytes((long)json.Length), .. json, .. data]), "torch.safetensors");
    }

    private static NetworkInfo Info(params (string Name, int[] Shape)[] parameters) =>
        new("Net", "f00d", [1], [1], [.. parameters.Select(p => new ParameterInfo(p.Name, p.Shape))], 1, 1, 1);

    /// <summary>The number of the tensor that each parameter is read from.</summary>
    private static int[] Taken(SafetensorsFile file, NetworkInfo info)
    {
        WeightsValidation.Check(file, info);
        return [.. info.Parameters.Select(p => (int)file.GetParameter(p.Name)[0])];
    }

    [Fact]
    public void Names_with_dots_and_leading_digits_are_those_that_layers_can_have()
    {
        NetworkInfo info = Info(("features_0.weight", [2, 1, 3]), ("features_0.bias", [2]), ("_3.weight", [4, 2]), ("block_1_bn.running_var", [4]));
        using SafetensorsFile file = File(("features.0.weight", [2, 1, 3]), ("features.0.bias", [2]), ("3.weight", [4, 2]), ("block.1.bn.running_var", [4]), ("block.1.bn.num_batches_tracked", []));
        Assert.Equal([0, 1, 2, 3], Taken(file, info));
        Assert.Equal("3.weight", file.TakenFor["_3.weight"]);
    }

    [Fact]
    public void Modules_with_numbers_are_taken_in_the_order_of_their_numbers()
    {
        NetworkInfo info = Info(("c1.weight", [2, 2, 3]), ("c1.bias", [2]), ("c2.weight", [2, 2, 3]), ("c2.bias", [2]), ("out.weight", [2, 2, 3]), ("out.bias", [2]));
        using SafetensorsFile file = File(("0.weight", [2, 2, 3]), ("0.bias", [2]), ("2.weight", [2, 2, 3]), ("2.bias", [2]), ("10.weight", [2, 2, 3]), ("10.bias", [2]));
        Assert.Equal([0, 1, 2, 3, 4, 5], Taken(file, info));
    }

    [Fact]
    public void Groups_of_modules_are_taken_in_the_one_order_that_fits()
    {
        NetworkInfo info = Info(("c1.weight", [4, 1, 3]), ("c2.weight", [4, 4, 3]), ("f1.weight", [9, 8]), ("f2.weight", [2, 9]));
        using SafetensorsFile file = File(("features.0.weight", [4, 1, 3]), ("features.3.weight", [4, 4, 3]), ("classifier.1.weight", [9, 8]), ("classifier.4.weight", [2, 9]));
        Assert.Equal([0, 1, 2, 3], Taken(file, info));
    }

    [Fact]
    public void A_tensor_that_is_alone_with_its_shape_is_the_parameter_that_is()
    {
        NetworkInfo info = Info(("c1.weight", [4, 1, 3]), ("bn.weight", [4]), ("bn.running_mean", [4]), ("f.weight", [2, 9]));
        using SafetensorsFile file = File(("fc.weight", [2, 9]), ("norm.weight", [4]), ("norm.running_mean", [4]), ("norm.num_batches_tracked", []), ("conv.weight", [4, 1, 3]));
        Assert.Equal([4, 1, 2, 0], Taken(file, info));
    }

    public static TheoryData<string[], string> Doubtful => new()
    {
        { ["encoder.weight", "decoder.weight"], "'decoder.weight' 2×2, 'encoder.weight' 2×2" },
        { ["a.0.weight", "b.0.weight"], "'a.0.weight' 2×2, 'b.0.weight' 2×2" },
        { ["0.weight"], "'0.weight' 2×2" },
        { ["0.weight", "1.weight", "2.weight"], "'0.weight' 2×2, '1.weight' 2×2, '2.weight' 2×2" },
        { ["c.1.weight", "c_1.weight"], "'c.1.weight' 2×2" },
    };

    [Theory]
    [MemberData(nameof(Doubtful))]
    public void What_may_be_meant_in_two_ways_is_refused_with_what_there_is(string[] names, string contents)
    {
        using SafetensorsFile file = File([.. names.Select(n => (n, new[] { 2, 2 }))]);
        WeightsException fault = Assert.Throws<WeightsException>(() => WeightsValidation.Check(file, Info(("x.weight", [2, 2]), ("y.weight", [2, 2]))));
        Assert.Contains("tensor 'x.weight': expected shape 2×2, found no such tensor", fault.Message, StringComparison.Ordinal);
        Assert.Contains("the file holds " + contents, fault.Message, StringComparison.Ordinal);
        Assert.Empty(file.TakenFor);
    }

    [Fact]
    public void A_file_with_a_fingerprint_is_taken_at_its_word()
    {
        var stream = new MemoryStream();
        TensorArrays arrays = new TensorArrays().Add("0.weight", [2], 1, 2);
        SafetensorsWriter.Write(stream, arrays.Tensors, arrays, "f00d");
        using SafetensorsFile file = SafetensorsFile.Read(stream.ToArray(), "w.safetensors");
        Assert.Throws<WeightsException>(() => WeightsValidation.Check(file, Info(("_0.weight", [2]))));
    }
}
