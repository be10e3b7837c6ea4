using System.Buffers.Binary;
using System.IO.Compression;
using EdgeNet.Training.Data;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNet.Training.Tests.Data;

public class IdxFileTests
{
    [Fact]
    public void Reads_what_was_written_gzipped_or_not() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<bool>(), (data, zipped) =>
        {
            byte[] file = File(0x08, [data.Length, 1], data);
            IdxArray array = Read(zipped ? Zip(file) : file);
            Assert.Equal(IdxType.UInt8, array.Type);
            Assert.Equal([data.Length, 1], array.Dimensions);
            Assert.Equal(data, array.Bytes);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0x08, 1)]
    [InlineData(0x09, 1)]
    [InlineData(0x0B, 2)]
    [InlineData(0x0C, 4)]
    [InlineData(0x0D, 4)]
    [InlineData(0x0E, 8)]
    public void Knows_the_size_of_every_type(byte code, int size)
    {
        Assert.Equal(3, Read(File(code, [3], new byte[3 * size])).Length);
        Assert.Contains("ends after", Refused(File(code, [3], new byte[3 * size - 1])), StringComparison.Ordinal);
        Assert.Contains("holds more", Refused(File(code, [3], new byte[3 * size + 1])), StringComparison.Ordinal);
    }

    [Fact]
    public void Random_bytes_are_refused_or_read_and_never_anything_else()
    {
        // Random bytes behind a header that is right more often than not.
        byte[][] heads = [[], [0, 0], [0, 0, 8], [0, 0, 8, 1], [0, 0, 8, 3, 0, 0], [0, 0, 13, 1, 0, 0, 0, 2], [0x1F, 0x8B, 8]];
        Arbitrary<byte[]> files = (from head in Gen.Elements(heads)
                                   from tail in ArbMap.Default.GeneratorFor<byte[]>()
                                   select (byte[])[.. head, .. tail]).ToArbitrary();
        Prop.ForAll(files, file =>
        {
            try
            {
                IdxArray array = Read(file);
                Assert.Equal(array.Dimensions.Aggregate(1L, (product, size) => product * size), array.Length);
            }
            catch (TrainingException e)
            {
                Assert.StartsWith("digits.idx: ", e.Message, StringComparison.Ordinal);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void A_cut_off_file_is_refused_wherever_it_is_cut()
    {
        byte[] file = File(0x08, [2, 3, 4], new byte[24]);
        byte[] zipped = Zip(file);
        for (int length = 0; length < file.Length; length++)
            Refused(file[..length]);
        // The last bytes are the end mark, the checksum and the length: by then all the data is there.
        for (int length = 0; length < zipped.Length - 12; length++)
            Refused(zipped[..length]);
    }

    [Fact]
    public void A_header_that_promises_gigabytes_allocates_none()
    {
        byte[] file = File(0x08, [46_000, 46_000], new byte[10]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Refused(file);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
        Assert.Equal("digits.idx: the header says 46000×46000 elements, 2116000000 bytes; the file ends after 10 of them.", message);
        Assert.Contains("too many", Refused(File(0x0E, [int.MaxValue, int.MaxValue, 0], [])), StringComparison.Ordinal);
        Assert.Contains("4294967295", Refused(File(0x08, [-1], [])), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_the_header_is_named()
    {
        Assert.Contains("two zero bytes, found 50 4B", Refused("PK\u0003\u0004"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("found 0A", Refused(File(0x0A, [1], [1])), StringComparison.Ordinal);
        Assert.Contains("one axis or more", Refused(File(0x08, [], [])), StringComparison.Ordinal);
        Assert.Contains("ends at axis 1", Refused([0, 0, 8, 2, 0, 0, 0, 1]), StringComparison.Ordinal);
        Assert.Contains("nowhere.idx", Assert.Throws<TrainingException>(() => IdxFile.Read("nowhere.idx")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_gzip_data_is_refused()
    {
        byte[] zipped = Zip(File(0x08, [4000], [.. Enumerable.Range(0, 4000).Select(i => (byte)(i * i))]));
        zipped[zipped.Length / 2] ^= 0x10;
        Refused(zipped);
    }

    internal static byte[] File(byte type, int[] dimensions, byte[] data)
    {
        byte[] file = new byte[4 + 4 * dimensions.Length + data.Length];
        file[2] = type;
        file[3] = (byte)dimensions.Length;
        for (int axis = 0; axis < dimensions.Length; axis++)
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + 4 * axis), dimensions[axis]);
        data.CopyTo(file, 4 + 4 * dimensions.Length);
        return file;
    }

    internal static byte[] Zip(byte[] data)
    {
        var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(data);
        return stream.ToArray();
    }

    private static IdxArray Read(byte[] file) => IdxFile.Read(new MemoryStream(file), "digits.idx");

    private static string Refused(byte[] file) => Assert.Throws<TrainingException>(() => Read(file)).Message;
}
