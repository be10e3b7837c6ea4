using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNet.Tests.Weights;

public class SafetensorsDamageTests
{
    private static string Refusal(byte[] bytes) =>
        Assert.Throws<WeightsException>(() => SafetensorsFile.Read(bytes, "weights.bin")).Message;

    /// <summary>Bytes that are a file must give all their tensors; bytes that are not must give the one exception.</summary>
    private static void ReadOrRefuse(byte[] bytes)
    {
        string? fromMemory = Outcome(() => SafetensorsFile.Read(bytes, "fuzz"));
        string? fromStream = Outcome(() => SafetensorsFile.Read(new MemoryStream(bytes), "fuzz"));
        Assert.Equal(fromMemory is null, fromStream is null);

        static string? Outcome(Func<SafetensorsFile> read)
        {
            try
            {
                using SafetensorsFile file = read();
                foreach (SafetensorsTensor tensor in file.Tensors.Where(tensor => tensor.DataType == "F32"))
                    foreach (float element in file.GetParameter(tensor.Name))
                        _ = element;
                return null;
            }
            catch (WeightsException exception)
            {
                Assert.StartsWith("fuzz: ", exception.Message, StringComparison.Ordinal);
                return exception.Message;
            }
        }
    }

    [Fact]
    public void Every_flipped_bit_is_refused()
    {
        byte[] bytes = SafetensorsBytes.Own();
        SafetensorsFile.Read(bytes, "whole").Dispose();
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Refusal(bytes);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Every_truncation_and_every_appended_byte_is_refused()
    {
        foreach (byte[] bytes in new[] { SafetensorsBytes.Own(), SafetensorsBytes.Foreign() })
        {
            for (int length = 0; length < bytes.Length; length++)
            {
                Assert.Contains("truncated", Refusal(bytes[..length]), StringComparison.Ordinal);
                Assert.Throws<WeightsException>(() => SafetensorsFile.Read(new TrickleStream(bytes[..length]), "stream"));
            }
            Assert.Contains("bytes past its end", Refusal([.. bytes, 0]), StringComparison.Ordinal);
            var stream = new TrickleStream([.. bytes, .. new byte[1000]]);
            Assert.Throws<WeightsException>(() => SafetensorsFile.Read(stream, "stream"));
            Assert.Equal(bytes.Length + 1, stream.Consumed);
        }
    }

    [Fact]
    public void Any_bytes_are_a_file_or_refused() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ReadOrRefuse).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Any_header_is_a_file_or_refused()
    {
        // Pieces of the grammar in any order come much further than noise.
        string[] pieces =
        [
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"__metadata__\"", "\"edgenet.checksum\"", "\"edgenet.fingerprint\"", "\"00000000\"",
            "\"dtype\"", "\"F32\"", "\"shape\"", "\"data_offsets\"", "0", "4", "-1", "1e3", "99999999999999999999", "null", "\"\\ud800\"", " ",
            """ "a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]} """, """ "b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]} """,
            """ "__metadata__":{"k":"v"} """,
        ];
        Gen<byte[]> files =
            from chosen in Gen.Elements(pieces).ListOf()
            from size in Gen.Elements(0, 4, 8)
            select SafetensorsBytes.File("{" + string.Concat(chosen) + "}", new byte[size]);
        Prop.ForAll(files.ToArbitrary(), ReadOrRefuse).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void Any_mutation_is_a_file_or_refused()
    {
        byte[][] originals = [SafetensorsBytes.Own(), SafetensorsBytes.Foreign()];
        Gen<byte[]> mutants =
            from original in Gen.Elements(originals)
            from edits in Gen.Choose(0, int.MaxValue - 1).NonEmptyListOf()
            select Mutate(original, edits.Take(4));
        Prop.ForAll(mutants.ToArbitrary(), ReadOrRefuse).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

        static byte[] Mutate(byte[] original, IEnumerable<int> seeds)
        {
            var bytes = original.ToList();
            foreach (int seed in seeds)
            {
                var random = new Random(seed);
                int at = random.Next(bytes.Count);
                int count = random.Next(Math.Min(8, bytes.Count - at));
                switch (random.Next(4))
                {
                    case 0:
                        bytes[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - count), count));
                        break;
                    case 2:
                        bytes.RemoveRange(at, count);
                        break;
                    default:
                        bytes[at] = (byte)"0123456789{}[]\",:"[random.Next(17)];
                        break;
                }
                if (bytes.Count == 0)
                    break;
            }
            // Most mutants should get past the length of the header.
            if (bytes.Count > 8 && seeds.First() % 2 == 0)
                BinaryPrimitives.WriteInt64LittleEndian(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes), bytes.Count - 8 - 16);
            return [.. bytes];
        }
    }

    [Theory]
    [InlineData(9, "expected a header of 9 bytes, found 2")]
    [InlineData(100_000_000, "expected a header of 100000000 bytes, found 2")]
    [InlineData(100_000_001, "at most 100000000 bytes, found a length of 100000001")]
    [InlineData(-1, "found a length of 18446744073709551615")]
    public void A_header_length_is_not_believed(long length, string message)
    {
        byte[] bytes = SafetensorsBytes.File("{}");
        BinaryPrimitives.WriteInt64LittleEndian(bytes, length);
        Assert.Contains(message, Refusal(bytes), StringComparison.Ordinal);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<WeightsException>(() => SafetensorsFile.Read(new TrickleStream(bytes), "stream"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
    }

    [Fact]
    public void Offsets_are_not_believed()
    {
        byte[] bytes = SafetensorsBytes.File("""{"a":{"dtype":"F32","shape":[500000000],"data_offsets":[0,2000000000]}}""", [1, 2, 3]);
        Assert.Contains("truncated", Refusal(bytes), StringComparison.Ordinal);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<WeightsException>(() => SafetensorsFile.Read(new TrickleStream(bytes), "stream"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
    }

    [Theory]
    [InlineData("", "does not begin with '{'")]
    [InlineData(" {}", "does not begin with '{'")]
    [InlineData("[]", "does not begin with '{'")]
    [InlineData("{", "no valid JSON at byte 1")]
    [InlineData("{}{}", "no valid JSON at byte 2")]
    [InlineData("{}x", "no valid JSON")]
    [InlineData("{/**/}", "no valid JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[[[[[[]]]]]],"data_offsets":[0,4]}}""", "no valid JSON")]
    [InlineData("""{"a":{"x":[[[[[[[[[[0]]]]]]]]]]}}""", "tensor 'a': member 'x' is unknown")]
    [InlineData("""{"a":5}""", "tensor 'a': expected an object")]
    [InlineData("""{"a":{}}""", "tensor 'a': expected dtype, shape and data_offsets")]
    [InlineData("""{"a":{"dtype":32,"shape":[1],"data_offsets":[0,4]}}""", "dtype is no string")]
    [InlineData("""{"a":{"dtype":"F33","shape":[1],"data_offsets":[0,4]}}""", "dtype 'F33' is unknown")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "member 'dtype' is unknown or comes twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "integers from 0 to")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", "integers from 0 to")]
    [InlineData("""{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", "integers from 0 to")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967297],"data_offsets":[0,4]}}""", "integers from 0 to")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2147483647,2147483647,2147483647],"data_offsets":[0,4]}}""", "needs more than 2147483647 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[65536,65536],"data_offsets":[0,4]}}""", "shape 65536×65536 needs more than")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "shape 2 needs 8 bytes, data_offsets give 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "no pair of a begin and an end")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", "data_offsets has more than 2 numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", "no pair of a begin and an end")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", "integers from 0 to")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "leaves a hole before it: expected its data at 0, found 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "overlaps the tensor before it: expected its data at 4, found 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "two entries 'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"\u0061":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "two entries 'a'")]
    [InlineData("""{"__metadata__":[]}""", "__metadata__ is no object")]
    [InlineData("""{"__metadata__":{"a":1}}""", "metadata 'a' is no string")]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", "two metadata entries 'a'")]
    [InlineData("""{"__metadata__":{"edgenet.fingerprint":"1"}}""", "together")]
    [InlineData("""{"__metadata__":{"edgenet.checksum":"12345678"}}""", "together")]
    [InlineData("""{"__metadata__":{"edgenet.checksum":"1234567","edgenet.fingerprint":"1"}}""", "not 8 plain digits")]
    [InlineData("""{"__metadata__":{"edgenet.checksum":"\u003100","edgenet.fingerprint":"1"}}""", "not 8 plain digits")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "no valid UTF-8")]
    public void A_bad_header_is_refused_with_its_fault(string header, string fault)
    {
        string message = Refusal(SafetensorsBytes.File(header, new byte[4]));
        Assert.StartsWith("weights.bin: ", message, StringComparison.Ordinal);
        Assert.Contains(fault, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_checksum_is_shown_beside_the_right_one()
    {
        string message = Refusal(SafetensorsBytes.File("""{"__metadata__":{"edgenet.checksum":"12345678","edgenet.fingerprint":"1"}}"""));
        Assert.Matches("^weights.bin: damaged: expected checksum '12345678', found '[0-9a-f]{8}'.$", message);
    }

    [Fact]
    public void Ill_formed_text_and_deep_nesting_are_refused()
    {
        Assert.Contains("UTF-8", Refusal(SafetensorsBytes.File([.. "{\""u8, 0xC3, 0x28, .. "\":1}"u8])), StringComparison.Ordinal);
        Refusal(SafetensorsBytes.File("{\"a\":" + new string('[', 1_000_000)));
        Refusal(SafetensorsBytes.File(string.Concat(Enumerable.Repeat("{\"a\":", 100_000))));
        Refusal(SafetensorsBytes.File("""{"a":{"dtype":"F32","shape":[""" + string.Join(',', Enumerable.Repeat('1', 65)) + """],"data_offsets":[0,4]}}""", new byte[4]));
    }

    [Fact]
    public void A_name_in_a_message_is_cut_and_cannot_drive_a_terminal()
    {
        string message = Refusal(SafetensorsBytes.File("{\"\\u001b[2J" + new string('n', 5000) + "\":5}"));
        Assert.DoesNotContain('\u001b', message);
        Assert.InRange(message.Length, 100, 300);
    }

    [Fact]
    public void Empty_files_and_folders_are_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("empty"), []);
        Assert.Contains("truncated: expected at least 8 bytes, found 0", Assert.Throws<WeightsException>(() => SafetensorsFile.Open(folder.File("empty"))).Message, StringComparison.Ordinal);
        File.WriteAllBytes(folder.File("damaged"), SafetensorsBytes.Own()[..^1]);
        Assert.Contains("truncated", Assert.Throws<WeightsException>(() => SafetensorsFile.Open(folder.File("damaged"))).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => SafetensorsFile.Open(folder.File("missing")));
        Assert.Throws<UnauthorizedAccessException>(() => SafetensorsFile.Open(folder.Path));
    }

    [Fact]
    public void The_checksum_is_the_standard_one()
    {
        Crc32C crc = default;
        crc.Append("1234"u8);
        crc.Append("56789"u8);
        Assert.Equal(0xE3069283, crc.Value);
    }
}
