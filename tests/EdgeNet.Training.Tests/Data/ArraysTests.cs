using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using EdgeNet.Training.Data;
using EdgeNet.Training.Data.Arrays;

namespace EdgeNet.Training.Tests.Data;

/// <summary>Arrays as people have them: the names of their files, the types of their numbers, the shapes of their samples.</summary>
public sealed class ArraysTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgenet").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("train-images-idx3-ubyte", "train-labels-idx1-ubyte")]
    [InlineData("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz")]
    [InlineData("train-images.idx3-ubyte", "train-labels.idx1-ubyte")]
    [InlineData("MNIST/raw/train-images-idx3-ubyte", "MNIST/raw/train-labels-idx1-ubyte")]
    [InlineData("train-images-idx3-ubyte/train-images-idx3-ubyte", "train-labels-idx1-ubyte/train-labels-idx1-ubyte")]
    [InlineData("Train-Images.idx3-UBYTE", "Train-Labels.idx1-UBYTE")]
    [InlineData("emnist-digits-train-images-idx3-ubyte", "emnist-digits-train-labels-idx1-ubyte")]
    [InlineData("training/images.idx", "training/labels.idx")]
    [InlineData("train_images.idx3", "train_labels.idx1")]
    [InlineData("X_train.idx", "y_train.idx")]
    public void Every_name_of_the_files_is_found(string images, string labels)
    {
        Write(images, Zip(images, IdxFileTests.File(8, [2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 255])));
        Write(labels, Zip(labels, IdxFileTests.File(8, [2], [1, 0])));
        Write(".ipynb_checkpoints/train-images-idx3-ubyte", [1]);
        Dataset data = DatasetFolder.Read(_folder, [1, 2, 2]);
        Assert.Equal((2, 2), (data.Train.Count, data.Classes.Count));
        Assert.Equal([1, 0], data.Train.Labels.ToArray());
    }

    [Fact]
    public void What_is_not_packed_and_lies_higher_up_is_taken_and_two_of_a_role_are_refused()
    {
        Write("train-images-idx3-ubyte", IdxFileTests.File(8, [1, 1, 1], [9]));
        Write("train-images-idx3-ubyte.gz", [1]);
        Write("raw/train-images.idx3-ubyte", [1]);
        Write("train-labels-idx1-ubyte", IdxFileTests.File(8, [1], [0]));
        Assert.Equal(9, DatasetFolder.Read(_folder, [1, 1, 1]).Train.Pixels(0)[0]);
        Write("letters-train-images-idx3-ubyte", [1]);
        Assert.Contains("found letters-train-images-idx3-ubyte and train-images-idx3-ubyte", Message([1, 1, 1]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x08)]
    [InlineData(0x09)]
    [InlineData(0x0B)]
    [InlineData(0x0C)]
    [InlineData(0x0D)]
    [InlineData(0x0E)]
    public void Idx_of_every_type_trains_a_series(byte type)
    {
        double[] values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
        Write("train-images-idx3-ubyte", IdxFileTests.File(type, [2, 2, 3], [.. values.SelectMany(v => Element(type, v))]));
        Write("train-labels-idx1-ubyte", IdxFileTests.File(8, [2], [0, 1]));
        Dataset data = DatasetFolder.Read(_folder, [2, 3]);
        Assert.Equal(InputKind.Values, data.Preparation!.Kind);
        // Channels 1, 2, 3, 7, 8, 9 and 4, 5, 6, 10, 11, 12.
        Assert.Equal([5, 8], data.Preparation.Mean);
        float deviation = (float)Math.Sqrt((16 + 9 + 4 + 4 + 9 + 16) / 6.0);
        Assert.Equal([deviation, deviation], data.Preparation.Deviation);
        float[] sample = new float[6];
        data.Train.Read(1, sample);
        Assert.Equal((7 - 5) / deviation, sample[0], 1e-6f);
        Assert.Equal((12 - 8) / deviation, sample[5], 1e-6f);
    }

    [Theory]
    [InlineData("<f4")]
    [InlineData(">f8")]
    [InlineData("<f2")]
    [InlineData("<i8")]
    [InlineData(">i2")]
    [InlineData("|u1")]
    [InlineData("|i1")]
    [InlineData("<u4")]
    public void Npy_of_every_type_and_order_is_read(string type)
    {
        double[] values = [1, 2, 3, 4, 5, 6];
        NumberArray rows = Read(Npy(type, "(2, 3)", false, values)), columns = Read(Npy(type, "(2, 3)", true, values));
        Assert.Equal([2, 3], rows.Dimensions);
        Assert.Equal([1, 2, 3, 4, 5, 6], Enumerable.Range(0, 6).Select(i => (double)rows[i]));
        Assert.Equal([1, 3, 5, 2, 4, 6], Enumerable.Range(0, 6).Select(i => (double)columns[i]));
    }

    [Fact]
    public void Npz_and_pairs_of_npy_train_volumes_with_channels_first_last_or_left_out()
    {
        byte[] labels = Npy("<i8", "(2, 1)", false, [1, 0]);
        foreach (string shape in new[] { "(2, 2, 2, 2)", "(2, 1, 2, 2, 2)", "(2, 2, 2, 2, 1)" })
        {
            string path = Path.Combine(_folder, "set.npz");
            using (ZipArchive zip = new(File.Create(path), ZipArchiveMode.Create))
            {
                foreach ((string name, byte[] bytes) in new[] { ("train_images.npy", Npy("<f4", shape, false, [.. Enumerable.Range(0, 16).Select(i => i - 0.5)])), ("train_labels.npy", labels), ("val_images.npy", Npy("<f4", shape, false, new double[16])), ("val_labels.npy", labels) })
                {
                    using Stream entry = zip.CreateEntry(name).Open();
                    entry.Write(bytes);
                }
            }

            Dataset data = DatasetFolder.Read(_folder, [1, 2, 2, 2]);
            Assert.Equal((2, 2), (data.Train.Count, data.Validation!.Count));
            float[] sample = new float[8];
            data.Train.ReadRaw(1, sample);
            Assert.Equal([7.5f, 8.5f, 9.5f, 10.5f, 11.5f, 12.5f, 13.5f, 14.5f], sample);
        }
    }

    [Fact]
    public void Channels_that_are_last_come_first()
    {
        Write("X_train.npy", Npy("<f4", "(1, 3, 2)", false, [1, 10, 2, 20, 3, -30]));
        Write("y_train.npy", Npy("<i4", "(1,)", false, [0]));
        float[] sample = new float[6];
        DatasetFolder.Read(_folder, [2, 3]).Train.ReadRaw(0, sample);
        Assert.Equal([1, 2, 3, 10, 20, -30], sample);
        Assert.Contains("samples of 3×2 do not fit a network whose input is 4×3", Message([4, 3]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("label,a,b,c,d,e,f\ncat,1,2,3,4,5,-6\ndog,1,2,3,4,5,6\n", "cat", "dog")]
    [InlineData("1\t1\t2\t3\t4\t5\t-6\n2\t1\t2\t3\t4\t5\t6\n", "1", "2")]
    [InlineData("a;b;c;d;e;f;Class\n1;2;3;4;5;-6;-1\n1;2;3;4;5;6;1\n", "-1", "1")]
    [InlineData("0,1,2,3,4,5,label\n1,2,3,4,5,-6,cat\n1,2,3,4,5,6,dog\n", "cat", "dog")]
    [InlineData("y,1,2,3,4,5,-6\nz,1,2,3,4,5,6\n", "y", "z")]
    [InlineData("\"a, b\",\"1\",2,3,4,5,-6\n\"c, d\",1,2,3,4,5,6\n", "a, b", "c, d")]
    [InlineData("0.0e+00 1 2 3 4 5 -6\n1.0e+00 1 2 3 4 5 6\n", "0", "1")]
    public void Tables_of_a_sample_a_row_are_read(string text, string first, string second)
    {
        Write("GunPoint_TRAIN.tsv", Encoding.UTF8.GetBytes(text));
        Write("GunPoint_TEST.tsv", Encoding.UTF8.GetBytes(text));
        Dataset data = DatasetFolder.Read(_folder, [2, 3]);
        Assert.Equal([first, second], data.Classes);
        Assert.Equal((2, 2), (data.Train.Count, data.Test!.Count));
        float[] sample = new float[6];
        data.Train.ReadRaw(0, sample);
        Assert.Equal([1, 2, 3, 4, 5, -6], sample);
    }

    /// <summary>A data frame's columns are counted; what is behind them has a name of its own.</summary>
    [Fact]
    public void Columns_that_are_counted_are_names()
    {
        Write("train.csv", "0,1,2,3,4,5,6,7,8,activity\n1,2,3,4,5,6,7,8,9,sit\n9,8,7,6,5,4,3,2,1,walk\n"u8.ToArray());
        Dataset data = DatasetFolder.Read(_folder, [1, 9]);
        Assert.Equal((2, 2), (data.Train.Count, data.Classes.Count));
    }

    [Fact]
    public void Labels_that_are_texts_are_refused_with_a_way_out()
    {
        Write("X_train.npy", Npy("<f4", "(1, 3, 2)", false, [1, 10, 2, 20, 3, -30]));
        Write("y_train.npy", Npy("<U4", "(1,)", false, [0]));
        Assert.Contains("found texts, '<U4'; save the numbers of the classes (numpy.unique with return_inverse", Message([2, 3]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_decimal_comma_is_refused_where_it_stands()
    {
        Write("train.csv", "label;a;b\n0;0.5;1\n1;0,5;1\n"u8.ToArray());
        Assert.EndsWith("train.csv: line 3, field 2: expected a number with a decimal point, found '0,5'.", Message([1, 2]), StringComparison.Ordinal);
        Write("train.csv", "label,a,b\n0,0.5,1\n1,0,5,1\n"u8.ToArray());
        Assert.EndsWith("train.csv: line 3: expected 3 fields as above, found 4.", Message([1, 2]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_a_sample_in_class_folders_is_read_and_a_broken_one_counted()
    {
        for (int i = 0; i < 12; i++)
        {
            Write($"train/up/{i}.csv", Encoding.UTF8.GetBytes("x,y\n1,10\n2,20\n3,30\n"));
            Write($"train/down/{i}.npy", Npy("<f4", "(2, 3)", false, [3, 2, 1, 30, 20, 10]));
        }

        Write("train/up/broken.csv", "x,y\n1,10\n"u8.ToArray());
        Dataset data = DatasetFolder.Read(_folder, [2, 3]);
        Assert.Equal((24, 2), (data.Train.Count, data.Classes.Count));
        float[] sample = new float[6];
        data.Train.ReadRaw(23, sample);
        Assert.Equal([1, 2, 3, 10, 20, 30], sample);
        Assert.Contains(data.Warnings, w => w.EndsWith("passed over 1 sample that cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public void Labels_without_samples_and_parts_without_labels_are_told()
    {
        Write("X_train.npy", Npy("<f4", "(1, 2)", false, [1.5, 2]));
        Write("y_train.npy", Npy("<f4", "(1,)", false, [0.5]));
        Assert.Contains("label 0: expected a whole number from 0", Message([1, 2]), StringComparison.Ordinal);
        Write("y_train.npy", Npy("<f4", "(1,)", false, [0]));
        Write("X_test.npy", Npy("<f4", "(1, 2)", false, [1, 2]));
        Dataset data = DatasetFolder.Read(_folder, [1, 2]);
        Assert.Null(data.Test);
        Assert.Contains("X_test.npy: passed over: there are no labels to it", data.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_npy_files_are_refused_in_a_line()
    {
        byte[] good = Npy("<f4", "(2, 3)", false, [1, 2, 3, 4, 5, 6]);
        for (int length = 0; length < good.Length; length++)
            Assert.Throws<TrainingException>(() => Read(good[..length]));
        Assert.Throws<TrainingException>(() => Read([.. good, 0]));
        foreach ((string type, string shape, string says) in new[]
        {
            ("|O", "(2,)", "unpickled"), ("<c8", "(2,)", "'<c8'"), ("<f4", "(2147483647, 2147483647)", "too many"), ("<f4", "(-1,)", "sizes below"),
            ("<f4", "(99999999999,)", "sizes below"), ("<U7", "(2,)", "'<U7'"), ("<f4", "(" + string.Join(",", Enumerable.Repeat("1", 40)) + ")", "sizes below"),
        })
            Assert.Contains(says, Assert.Throws<TrainingException>(() => Read(Npy(type, shape, false, []))).Message, StringComparison.Ordinal);
        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            byte[] bad = [.. good];
            for (int k = 0; k < 1 + i % 4; k++) bad[random.Next(bad.Length)] = (byte)random.Next(256);
            try
            {
                Read(bad);
            }
            catch (TrainingException e)
            {
                Assert.DoesNotContain('\n', e.Message);
            }
        }
    }

    private static NumberArray Read(byte[] file) => NpyFile.Read(new MemoryStream(file), "x.npy");

    internal static byte[] Npy(string type, string shape, bool isFortran, double[] values)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': {(isFortran ? "True" : "False")}, 'shape': {shape}, }}\n";
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        return [0x93, .. "NUMPY"u8, 1, 0, .. length, .. Encoding.ASCII.GetBytes(header), .. values.SelectMany(v => Element(type, v))];
    }

    private static byte[] Element(string type, double value)
    {
        byte[] bytes = type[1..] switch
        {
            "f2" => BitConverter.GetBytes((Half)value),
            "f4" => BitConverter.GetBytes((float)value),
            "f8" => BitConverter.GetBytes(value),
            "i8" => BitConverter.GetBytes((long)value),
            "i4" or "u4" => BitConverter.GetBytes((int)value),
            "i2" => BitConverter.GetBytes((short)value),
            _ => [(byte)value],
        };
        return type[0] == '>' ? [.. Enumerable.Reverse(bytes)] : bytes;
    }

    /// <summary>An element of an IDX file.</summary>
    private static byte[] Element(byte type, double value) => Element(type switch { 0x0B => ">i2", 0x0C => ">i4", 0x0D => ">f4", 0x0E => ">f8", _ => "|u1" }, value);

    private static byte[] Zip(string name, byte[] file) => name.EndsWith(".gz", StringComparison.Ordinal) ? IdxFileTests.Zip(file) : file;

    private string Message(int[] inputShape) => Assert.Throws<TrainingException>(() => DatasetFolder.Read(_folder, inputShape)).Message;

    private void Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}
