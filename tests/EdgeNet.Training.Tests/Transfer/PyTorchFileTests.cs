using System.IO.Compression;
using System.Text;
using EdgeNet.Tests.Shared;
using EdgeNet.Training.Transfer;
using EdgeNet.Training.Transfer.PyTorch;

namespace EdgeNet.Training.Tests.Transfer;

/// <summary>Files of PyTorch as data: what they hold is read, and what they would run is refused.</summary>
public sealed class PyTorchFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_state_dict_gives_its_tensors_in_order()
    {
        using PretrainedFile file = Open("state.pth");
        Assert.Equal(
            ["conv.weight", "norm.weight", "norm.bias", "norm.running_mean", "norm.running_var", "fc.weight", "fc.bias"],
            file.Tensors.Select(t => t.Name));
        Assert.Equal([2, 1, 3, 3], file.Tensors[0].Shape);
        Assert.Equal(Enumerable.Range(0, 18).Select(i => i / 16f), file.Tensors[0].Read());
        Assert.Equal([0.25f, 0.5f], file.Tensors[3].Read());
        Assert.Equal([4, 4 + 1 / 16f, 4 + 2 / 16f], file.Tensors[6].Read());
    }

    [Fact]
    public void Numbers_of_every_type_and_stride_are_read()
    {
        using PretrainedFile file = Open("types.pth");
        Dictionary<string, PretrainedTensor> tensors = file.Tensors.ToDictionary(t => t.Name);
        foreach (string name in (string[])["half", "bf", "double"]) Assert.Equal([1.5f, -2], tensors[name].Read());
        Assert.Equal([3, 2], tensors["turned"].Shape);
        Assert.Equal([0, 3, 1, 4, 2, 5], tensors["turned"].Read());
        Assert.Equal([3, 5], tensors["part"].Read());
        Assert.Equal([7], tensors["number"].Read());
        Assert.Equal([3], tensors["parameter"].Read());
        Assert.Empty(tensors["empty"].Read());
        Assert.DoesNotContain("count", tensors.Keys);
    }

    [Fact]
    public void A_checkpoint_gives_the_state_dict_in_it()
    {
        using PretrainedFile file = Open("checkpoint.pth");
        Assert.Equal("module.conv.weight", file.Tensors[0].Name);
        Assert.Equal(7, file.Tensors.Count);
    }

    [Fact]
    public void A_whole_model_is_refused_by_the_name_that_it_would_load()
    {
        string message = Refused(PthFiles.Read("module.pth"));
        Assert.Contains("refers to '__main__.Net'; expected tensors alone, and nothing of a file is run.", message,
            StringComparison.Ordinal);
        Assert.Contains("torch.save(model.state_dict(), FILE)", message, StringComparison.Ordinal);
        Assert.Contains("written by PyTorch before 1.6", Refused(PthFiles.Read("legacy.pth")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u0080\u0002cposix\nsystem\nX\u0004\0\0\0echo\u0085R.", "refers to 'posix.system'")]
    [InlineData("\u0080\u0002cbuiltins\neval\nX\u0001\0\0\01\u0085R.", "refers to 'builtins.eval'")]
    [InlineData("\u0080\u0004\u008c\u0002os\u008c\u0006system\u0093.", "refers to 'os.system'")]
    [InlineData("\u0080\u0002cos\u001b[31m\nsystem\n.", "\\u001B[31m")]
    [InlineData("\u0080\u0002}(i__builtin__\neval\n.", "instruction 0x69")]
    [InlineData("\u0080\u0002}\u0081.", "instruction 0x81")]
    [InlineData("\u0080\u0002].", "expected a dict of tensors")]
    [InlineData("\u0080\u0002}.", "found none")]
    [InlineData("\u0080\u0009}.", "protocol 2 to 5, found 9")]
    [InlineData("\u0080\u0002u.", "a mark is missing")]
    [InlineData("\u0080\u0002(.", "its stack is empty")]
    [InlineData("\u0080\u0002h\u0007.", "no object 7")]
    [InlineData("\u0080\u0002X\u00ff\u00ff\u00ff\u007f.", "in the middle of an instruction")]
    [InlineData("\u0080\u0002X\u00ff\u00ff\u00ff\u00ff.", "a length is beyond 2 GB")]
    [InlineData("\u0080\u0002\u008a\u0009123456789.", "integers of at most 8 bytes")]
    [InlineData("\u0080\u0002ccollections\nOrderedDict\nK\u0001\u0085R.", "other arguments than PyTorch gives it")]
    [InlineData("\u0080\u0002NQ.", "no storage as PyTorch writes it")]
    public void What_would_run_or_is_broken_is_refused(string pickle, string saying) =>
        Assert.Contains(saying, Refused(PthFiles.Zip(Encoding.Latin1.GetBytes(pickle), [])), StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData(4, 0, 4, 1, null)]
    [InlineData(4, 1, 4, 1, "reaches past its storage of 4 numbers")]
    [InlineData(4, 5, 0, 1, "reaches past its storage of 4 numbers")]
    [InlineData(4, 0, 3, 2, "reaches past its storage")]
    [InlineData(4, 0, 255, 0, "reaches past its storage")]
    [InlineData(200, 0, 200, 1, "expected 200 numbers in data/0, found 16 bytes")]
    public void A_tensor_lies_in_its_storage(byte numbers, byte offset, byte size, byte stride, string? saying)
    {
        byte[] file = PthFiles.Zip(Tensor(numbers, offset, size, stride), new byte[16]);
        if (saying is not null)
        {
            Assert.Contains(saying, Refused(file), StringComparison.Ordinal);
            return;
        }

        using PretrainedFile read = PretrainedFile.Open(_folder.Write("ok.pth", file));
        Assert.Equal(new float[4], read.Tensors[0].Read());
    }

    [Fact]
    public void Names_that_are_too_long_are_refused()
    {
        using PretrainedFile file = PretrainedFile.Open(
            _folder.Write("long.pth", PthFiles.Zip(Tensor(4, 0, 4, 1, new string('n', 1_000)), new byte[16])));
        Assert.Equal(1_000, file.Tensors[0].Name.Length);
        Assert.EndsWith(
            $"tensor '\\u001b{new string('n', 79)}…': expected a name of at most 1000 characters, found 1001.",
            Refused(PthFiles.Zip(Tensor(4, 0, 4, 1, "\u001b" + new string('n', 1_000)), new byte[16])), StringComparison.Ordinal);

        string weights = _folder.PathOf("long.safetensors"), name = new string('n', 1_001);
        SafetensorsWriter.Write(weights, [new ParameterInfo(name, [1])], new OneNumber(), "0123456789abcdef", new WeightsMetadata());
        Assert.EndsWith("expected a name of at most 1000 characters, found 1001.",
            Assert.Throws<WeightsException>(() => PretrainedFile.Open(weights)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x94)]
    [InlineData('r')]
    public void A_memo_has_a_bound(byte code)
    {
        using var pickle = new MemoryStream();
        pickle.Write([0x80, 4, (byte)'N']);
        for (int i = 0; i <= 2_000_000; i++)
        {
            pickle.WriteByte(code);
            if (code == 'r') pickle.Write(BitConverter.GetBytes(i));
        }

        string message = Assert.Throws<WeightsException>(() => new PickleReader(pickle.ToArray(), "memo.pth").Read()).Message;
        Assert.Equal("memo.pth: expected at most 2000000 objects in its memo, found more.", message);
    }

    [Fact]
    public void What_is_compressed_is_refused()
    {
        byte[] zeros = new byte[1 << 20];
        byte[] file = PthFiles.Zip(Tensor(4, 0, 4, 1), zeros, CompressionLevel.Optimal);
        Assert.Contains("is compressed", Refused(file), StringComparison.Ordinal);
        Assert.Contains("a zip file without NAME/data.pkl", Refused(EmptyZip()), StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_pickles_end_in_a_message()
    {
        byte[][] seeds = [PthFiles.Pickle("state.pth"), PthFiles.Pickle("types.pth"), PthFiles.Pickle("checkpoint.pth"),
            PthFiles.Pickle("module.pth")];
        var random = new Random(1);
        int read = 0;
        for (int run = 0; run < 40_000; run++)
        {
            byte[] bytes = (byte[])seeds[run % seeds.Length].Clone();
            for (int i = random.Next(1, 5); i > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0) bytes = bytes[..random.Next(1, bytes.Length)];
            try
            {
                new PickleReader(bytes, "damaged").Read();
                read++;
            }
            catch (WeightsException)
            {
                // As it should be.
            }
        }

        Assert.InRange(read, 1, 39_999);
    }

    [Fact]
    public void Damaged_files_end_in_a_message()
    {
        byte[] seed = PthFiles.Read("state.pth");
        var random = new Random(2);
        for (int run = 0; run < 400; run++)
        {
            byte[] bytes = (byte[])seed.Clone();
            for (int i = random.Next(1, 9); i > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            string path = _folder.Write("damaged.pth", random.Next(4) == 0 ? bytes[..random.Next(1, bytes.Length)] : bytes);
            try
            {
                using PretrainedFile file = PretrainedFile.Open(path);
                foreach (PretrainedTensor tensor in file.Tensors) tensor.Read();
            }
            catch (WeightsException)
            {
                // As it should be.
            }
        }
    }

    /// <summary>The pickle of {name: tensor}.</summary>
    private static byte[] Tensor(byte numbers, byte offset, byte size, byte stride, string name = "x") => Encoding.Latin1.GetBytes(
        "\u0080\u0002}X" + Encoding.Latin1.GetString(BitConverter.GetBytes(name.Length)) + name
            + "ctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\00X\u0003\0\0\0cpuK"
        + (char)numbers + "tQK" + (char)offset + "K" + (char)size + "\u0085K" + (char)stride + "\u0085\u0089NtRs.");

    private static byte[] EmptyZip()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true)) zip.CreateEntry("readme.txt");
        return memory.ToArray();
    }

    private PretrainedFile Open(string name) => PretrainedFile.Open(_folder.Write(name, PthFiles.Read(name)));

    private string Refused(byte[] file)
    {
        string path = _folder.Write("file.pth", file);
        return Assert.Throws<WeightsException>(() =>
        {
            using PretrainedFile opened = PretrainedFile.Open(path);
            foreach (PretrainedTensor tensor in opened.Tensors) tensor.Read();
        }).Message;
    }

    private sealed class OneNumber : IParameterSource
    {
        public ReadOnlySpan<float> GetParameter(string name) => new float[1];
    }
}
