using System.Text;
using EdgeNet.Training.Data;
using EdgeNet.Training.Data.Series;

namespace EdgeNet.Training.Tests.Data.Series;

/// <summary>The files of the UCR and UEA archives, as they are passed around.</summary>
public sealed class SeriesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgenet").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("-1\t1\t2\t3\n1\t4\t5\t6\n", "-1", "1")]
    [InlineData("2.0000000e+00 1 2 3\n 1.0000000e+00   4 5 6\n", "1", "2")]
    [InlineData("10,1,2,3\n9,4,5,6\n", "9", "10")]
    [InlineData("up\t1\t2\t3\nDown\t4\t5\t6\n", "Down", "up")]
    [InlineData("0.5\t1\t2\t3\n-0.5\t4\t5\t6\n", "-0.5", "0.5")]
    public void A_series_a_row_with_any_label_is_read(string text, string first, string second)
    {
        Write("Set_TRAIN.tsv", text);
        Write("Set_TEST.tsv", text);
        foreach (string path in new[] { _folder, Path.Combine(_folder, "Set_TRAIN.tsv"), Path.Combine(_folder, "Set_TEST.tsv") })
        {
            Dataset data = DatasetFolder.Read(path, [1, 3]);
            Assert.Equal([first, second], data.Classes);
            Assert.Equal((2, 2), (data.Train.Count, data.Test!.Count));
            Assert.Equal([1, 2, 3], Sample(data, 0));
            DataForm form = DatasetFolder.Examine(path, [9, 128]);
            Assert.Equal((2, true), (form.Classes, form.AreSeries));
            Assert.Equal([1, 3], form.Shape!);
        }
    }

    [Fact]
    public void Missing_values_lie_between_their_neighbors_and_ends_are_shorter()
    {
        Write("Set_TRAIN.tsv", "1\tNaN\t2\tNaN\tNaN\t8\n2\t1\t2\t3\tNaN\tNaN\n");
        SeriesTable table = SeriesFolder.ReadTable(EdgeNet.Training.Data.Files.DiskFiles.Any, Path.Combine(_folder, "Set_TRAIN.tsv"));
        Assert.Equal([5, 3], table.Samples.Select(s => s[0].Length));
        Dataset data = DatasetFolder.Read(_folder, [1, 5], options: new DatasetOptions { Resize = NumberResize.Pad });
        Assert.Equal([2, 2, 4, 6, 8], Sample(data, 0));
        Assert.Equal([1, 2, 3, 3, 3], Sample(data, 1));
        Assert.Equal(NumberResize.Pad, data.Preparation!.Resize);
        Assert.Contains("series of 3 to 5 steps are padded with their last value",
            Assert.Single(data.Warnings, w => w.Contains("steps", StringComparison.Ordinal)), StringComparison.Ordinal);
        data = DatasetFolder.Read(_folder, [1, 6]);
        Assert.Equal(NumberResize.Stretch, data.Preparation!.Resize);
        Assert.Equal([1, 1.25f, 1.75f, 2.25f, 2.75f, 3], Sample(data, 1));
    }

    [Fact]
    public void A_ts_file_of_several_dimensions_and_lengths_is_read()
    {
        const string Header =
            "#A comment: with a colon\n@problemName Two\n@timeStamps false\n@missing true\n@univariate false\n@dimensions 2\n@equalLength false\n@classLabel true Run Walk\n@data\n";
        Write("Two_TRAIN.ts", Header + "1,?,3:10,20,30:Walk\n5,6:50,60:Run\n");
        Write("Two_TEST.ts", Header + "1,2,3:10,20,30:Run\n");
        Dataset data = DatasetFolder.Read(Path.Combine(_folder, "Two_TRAIN.ts"), [2, 3]);
        Assert.Equal(["Run", "Walk"], data.Classes);
        Assert.Equal([1, 0], data.Train.Labels.ToArray());
        Assert.Equal([1, 2, 3, 10, 20, 30], Sample(data, 0));
        Assert.Equal([5, 5.5f, 6, 50, 55, 60], Sample(data, 1));
        Assert.Equal(2, data.Preparation!.Mean.Count);
        Assert.Equal([2, 3], DatasetFolder.Examine(_folder, [9, 128]).Shape!);
        ImageSet alone = SampleFile.Read(Path.Combine(_folder, "Two_TRAIN.ts"), [2, 3], data.Preparation);
        float[] one = new float[6], other = new float[6];
        alone.Read(1, one);
        data.Train.Read(1, other);
        Assert.Equal(other, one);
    }

    [Theory]
    [InlineData("@dimensions 2\n@data\n1,2:3:4:A\n", "line 3: expected 2 dimensions and a label")]
    [InlineData("@classLabel true A\n@data\n1,2:B\n", "line 3: expected one of the labels of @classLabel, found 'B'")]
    [InlineData("@targetLabel false\n@data\n1,2:3\n", "line 1: expected series of classes (@classLabel true …) or numbers (@targetLabel true)")]
    [InlineData("@targetLabel true\n@data\n1,2:much\n", "line 3: expected a number to learn, found 'much'")]
    [InlineData("@data\n1,x:A\n", "line 2, dimension 1, value 2: expected a number, found 'x'")]
    [InlineData("1,2:A\n", "line 1: expected a header line or @data")]
    [InlineData("@data\n", "expected series behind @data, found none")]
    [InlineData("@timeStamps true\n@data\n(0,1):A\n", "found ones with time stamps")]
    [InlineData("@data\n1,2:A\n1:2:A\n", "line 3: expected 1 dimensions")]
    public void A_damaged_ts_file_is_refused_where_it_is_damaged(string text, string says)
    {
        Write("Set_TRAIN.ts", text);
        Assert.Contains(says, Assert.Throws<TrainingException>(() => DatasetFolder.Read(_folder, [1, 2])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Several_sets_in_a_folder_are_named_and_channels_that_do_not_fit_are_told()
    {
        Write("A_TRAIN.tsv", "1\t1\t2\n2\t3\t4\n");
        Write("B_TRAIN.tsv", "1\t1\t2\n2\t3\t4\n");
        string message = Assert.Throws<TrainingException>(() => DatasetFolder.Read(_folder, [1, 2])).Message;
        Assert.Contains("expected one set of series, found 2: A, B. Give a file of the one that is meant, such as A_TRAIN.tsv.", message,
            StringComparison.Ordinal);
        message = Assert.Throws<TrainingException>(() => DatasetFolder.Read(Path.Combine(_folder, "A_TRAIN.tsv"), [3, 2])).Message;
        Assert.Contains("series of 1 channel and 2 steps do not fit a network whose input is 3×2", message, StringComparison.Ordinal);
        Write("A_TEST.tsv", "1\t1\t2\n7\t3\t4\n");
        message = Assert.Throws<TrainingException>(() => DatasetFolder.Read(Path.Combine(_folder, "A_TRAIN.tsv"), [1, 2])).Message;
        Assert.Contains("A_TEST.tsv: line 2: there is no class '7'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Volumes_are_stretched_by_averages_and_linearly()
    {
        var resizer = new NumberResizer([1, 2, 4], [1, 4, 2]);
        float[] result = new float[8];
        resizer.Resize([1, 3, 5, 7, 9, 11, 13, 15], result);
        Assert.Equal([2, 6, 4, 8, 8, 12, 10, 14], result);
        long before = GC.GetAllocatedBytesForCurrentThread();
        resizer.Resize([1, 3, 5, 7, 9, 11, 13, 15], result);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Throws<ArgumentException>(() => new NumberResizer([1, 2], [2, 2]));
    }

    private static float[] Sample(Dataset data, int index)
    {
        float[] sample = new float[data.Train.ImageLength];
        data.Train.ReadRaw(index, sample);
        return sample;
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text, new UTF8Encoding(true));
}
