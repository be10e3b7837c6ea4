using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using EdgeNet.Training.Data;
using EdgeNet.Training.Data.Files;

namespace EdgeNet.Training.Tests.Data.Files;

/// <summary>Data sets in archives: the same as in folders, and nothing that an archive's names could do outside of it.</summary>
public sealed class ArchiveTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgenet").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("set.tar")]
    [InlineData("set.tar.gz")]
    [InlineData("set.zip")]
    public void Class_folders_in_an_archive_give_the_samples_of_the_folder(string name)
    {
        var files = new List<(string Name, byte[] Content)>();
        for (int i = 0; i < 8; i++)
        {
            files.Add(($"photos/train/cat/{i}.pgm", Picture((byte)i)));
            files.Add(($"photos/train/dog/{i}.pgm", Picture((byte)(100 + i))));
            files.Add(($"photos/test/cat/{i}.pgm", Picture((byte)(50 + i))));
        }

        files.Add(("photos/train/dog/._1.pgm", [1]));
        foreach ((string path, byte[] content) in files) Write("plain/" + path, content);
        string archive = Pack(name, files);
        Dataset expected = DatasetFolder.Read(Path.Combine(_folder, "plain"), [1, 2, 2]), found = DatasetFolder.Read(archive, [1, 2, 2]);
        Assert.Equal(["cat", "dog"], found.Classes);
        Assert.Equal((16, 8), (found.Train.Count, found.Test!.Count));
        Assert.Equal(expected.Signature(), found.Signature());
        Assert.Empty(found.Warnings);
        Assert.Equal(new DataForm(null, 2, false), DatasetFolder.Examine(archive, [1, 2, 2]));
    }

    [Fact]
    public void Arrays_and_tables_in_a_tar_are_read_where_they_lie()
    {
        string tar = Pack("arrays.tar",
            [("X_train.npy", ArraysTests.Npy("<f4", "(2, 2)", false, [1.5, 2, 3, 4])),
                ("y_train.npy", ArraysTests.Npy("<i8", "(2,)", false, [0, 1]))]);
        Assert.Equal(2, DatasetFolder.Read(tar, [1, 2]).Train.Count);
        tar = Pack("table.tar",
            [("train.csv", "label,a,b\n0,0.5,1\n1,3,4\n0,2,2\n"u8.ToArray()), ("test.csv", "label,a,b\n0,0.5,1\n"u8.ToArray())]);
        Assert.Equal((3, 1), (DatasetFolder.Read(tar, [1, 2]).Train.Count, DatasetFolder.Read(tar, [1, 2]).Test!.Count));
    }

    [Fact]
    public void Raw_samples_beside_a_table_of_labels_are_read()
    {
        var files = new List<(string Name, byte[] Content)>();
        var labels = new StringBuilder();
        for (int i = 0; i < 16; i++)
        {
            files.Add(($"tst_{i}.bin", [(byte)(sbyte)-i, (byte)i]));
            labels.Append(System.Globalization.CultureInfo.InvariantCulture, $"tst_{i}.bin,3,{i % 3}\n");
        }

        files.Add(("y_labels.csv", Encoding.UTF8.GetBytes(labels.ToString())));
        Dataset data = DatasetFolder.Read(Pack("features.tar", files), [1, 1, 2]);
        Assert.Equal(["0", "1", "2"], data.Classes);
        Assert.Equal(16, data.Train.Count + data.Test!.Count);
        float[] sample = new float[2];
        data.Train.ReadRaw(data.Train.Count - 1, sample);
        Assert.Equal(-sample[1], sample[0]);
        files.Add(("a.bin", [1, 2, 3]));
        files[^2] = ("y_labels.csv", "tst_1.bin,1\n../x.bin,0\n"u8.ToArray());
        Assert.Contains("line 2: expected a file in the folder, found '../x.bin'", Message(Pack("bad.tar", files)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_in_quotes_may_hold_what_separates()
    {
        string table = "file;caption;label\na.bin;\"a cat; small\";\"cat \"\"Tom\"\"\"\nb.bin;\"a, b\";dog\n";
        Dataset data = DatasetFolder.Read(
            Pack("quoted.tar", [("a.bin", [1, 2]), ("b.bin", [3, 4]), ("labels.csv", Encoding.UTF8.GetBytes(table))]), [1, 1, 2]);
        Assert.Equal(["cat \"Tom\"", "dog"], data.Classes);
        Assert.Contains(
            "line 2: expected 2 columns, as in line 1, found 3: 'a.bin,cat,small'.",
            Message(Pack("ragged.tar", [("a.bin", [1, 2]), ("labels.csv", "file,label\na.bin,cat,small\n"u8.ToArray())])),
            StringComparison.Ordinal);
    }

    /// <summary>Each folder of a name would be kept by its whole path: a name of 64 kB would take gigabytes.</summary>
    [Fact]
    public void A_name_of_endless_folders_is_passed_over()
    {
        string deep = string.Concat(Enumerable.Repeat("a/", 30_000)) + "x.pgm";
        string path = Pack("deep.zip", [(deep, Picture(1)), ("0/a.pgm", Picture(1)), ("1/a.pgm", Picture(2))]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Dataset data = DatasetFolder.Read(path, [1, 2, 2]);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
        Assert.Equal(2, data.Classes.Count);
        Assert.Contains(data.Warnings, w => w.Contains("passed over 1 entry", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("evil.tar")]
    [InlineData("evil.zip")]
    public void Names_that_lead_out_and_links_are_passed_over_and_told(string name)
    {
        var files = new List<(string, byte[])> { ("../../outside/0/a.pgm", Picture(1)), ("/tmp/abs/0/a.pgm", Picture(1)),
            ("C:/0/a.pgm", Picture(1)) };
        for (int i = 0; i < 3; i++)
        {
            files.Add(($"0/{i}.pgm", Picture(10)));
            files.Add(($"1/{i}.pgm", Picture(20)));
        }

        string path = Pack(name, files, link: "/etc/passwd");
        Dataset data = DatasetFolder.Read(path, [1, 2, 2]);
        Assert.Equal(6, data.Train.Count + (data.Test?.Count ?? 0));
        Assert.Contains($"{path}: passed over 3 entries whose names lead out of the archive", data.Warnings);
        Assert.Contains($"{path}: passed over 1 entry that is no file (a link or device)", data.Warnings);
        Assert.False(Directory.Exists(Path.Combine(_folder, "..", "..", "outside")));
    }

    [Fact]
    public void Damaged_archives_are_refused_in_a_line()
    {
        string tar = Pack("good.tar", [("0/a.pgm", Picture(1)), ("1/a.pgm", Picture(2)), (new string('n', 150) + "/1/a.pgm", Picture(2))]);
        byte[] good = File.ReadAllBytes(tar);
        var random = new Random(3);
        for (int i = 0; i < 300; i++)
        {
            byte[] bad = [.. good];
            for (int k = 0; k <= i % 5; k++) bad[random.Next(bad.Length)] = (byte)random.Next(256);
            if (i % 3 == 0) bad = bad[..random.Next(bad.Length)];
            Read(bad);
        }

        byte[] huge = [.. good];
        Encoding.ASCII.GetBytes("77777777777\0").CopyTo(huge, 124);
        Fix(huge);
        Assert.Contains("longer than what is left", Assert.Throws<TrainingException>(() => DataFiles.Open(Write("huge.tar", huge))).Message,
            StringComparison.Ordinal);
        // An extended header that claims 2 GB.
        huge[156] = (byte)'x';
        Fix(huge);
        Assert.Throws<TrainingException>(() => DataFiles.Open(Write("pax.tar", huge)));
        foreach ((byte[] start, string says) in new[] { ("BZh91AY"u8.ToArray(), "bzip2"),
            ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], "xz"), ([1, 2, 3], "no archive") })
            Assert.Contains(says, Assert.Throws<TrainingException>(() => DataFiles.Open(Write("other", start))).Message,
                StringComparison.Ordinal);
        Assert.Throws<TrainingException>(() => DataFiles.Open(Write("bad.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 9])));
        Assert.Throws<TrainingException>(() => DataFiles.Open(Write("bad.zip", "PK\u0003\u0004nothing"u8.ToArray())));

        void Read(byte[] bytes)
        {
            try
            {
                DatasetFolder.Read(Write("fuzz.tar", bytes), [1, 2, 2]);
            }
            catch (TrainingException)
            {
                // What is wrong is told.
            }
        }
    }

    private static void Fix(byte[] header)
    {
        header.AsSpan(148, 8).Fill((byte)' ');
        int sum = header.AsSpan(0, 512).ToArray().Sum(b => b);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
    }

    private static byte[] Picture(byte grey) => [.. "P5 2 2 255\n"u8, grey, grey, grey, grey];

    private string Message(string path) => Assert.Throws<TrainingException>(() => DatasetFolder.Read(path, [1, 1, 2])).Message;

    private string Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    private string Pack(string name, List<(string Name, byte[] Content)> files, string? link = null)
    {
        string path = Path.Combine(_folder, name);
        using FileStream file = File.Create(path);
        if (name.EndsWith(".zip", StringComparison.Ordinal))
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Create);
            foreach ((string inner, byte[] content) in files)
            {
                using Stream entry = zip.CreateEntry(inner).Open();
                entry.Write(content);
            }

            if (link is null) return path;
            ZipArchiveEntry linked = zip.CreateEntry("0/link.pgm");
            linked.ExternalAttributes = unchecked((int)0xA1FF0000);
            using Stream target = linked.Open();
            target.Write(Encoding.UTF8.GetBytes(link));
            return path;
        }

        using Stream packed = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        using var tar = new TarWriter(packed, TarEntryFormat.Pax);
        foreach ((string inner, byte[] content) in files)
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, inner) { DataStream = new MemoryStream(content) });
        if (link is not null) tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "0/link.pgm") { LinkName = link });
        return path;
    }
}
