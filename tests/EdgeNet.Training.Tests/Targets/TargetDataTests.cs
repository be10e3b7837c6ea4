using System.Text;
using EdgeNet.Tests.Shared;
using EdgeNet.Training.Data;

namespace EdgeNet.Training.Tests.Targets;

/// <summary>Numbers and several classes a sample, out of every layout that has them.</summary>
public sealed class TargetDataTests : IDisposable
{
    private static readonly int[] Two = [2];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Columns_called_targets_are_numbers()
    {
        Dataset data = Read(Table("a,target_x,b,target_y", i => $"{i},{i / 4.0},{-i},{1000 + i}"));
        Assert.Equal(TargetKind.Numbers, data.Outputs);
        Assert.Equal(["target_x", "target_y"], data.Classes);
        Assert.Equal([2], data.Train.Shape);
        TargetSet targets = data.Train.Targets!;
        float[] sample = new float[2];
        data.Train.ReadRaw(3, sample);
        Assert.Equal([sample[0] / 4, 1000 + sample[0]], targets.Row(3).ToArray());
        Assert.Equal(data.Test!.Count, data.Test.Targets!.Count);
        Assert.Equal(40, data.Train.Count + data.Test.Count);
    }

    [Fact]
    public void A_label_that_is_not_whole_is_a_number_and_one_that_is_a_class()
    {
        Assert.Equal(TargetKind.Numbers, Read(Table("label,a,b", i => $"{i / 2.0},{i},{i}")).Outputs);
        Dataset classes = Read(Table("label,a,b", i => $"{i % 3},{i},{i}"));
        Assert.Equal((TargetKind.Classes, 3), (classes.Outputs, classes.Classes.Count));
        Assert.Null(classes.Train.Targets);
    }

    [Fact]
    public void Columns_that_are_asked_for_are_found_by_name()
    {
        string table = Table("label,a,b", i => $"{i % 3},{i},{i}");
        Dataset data = Read(table, new() { Targets = ["label"] });
        Assert.Equal((TargetKind.Numbers, "label"), (data.Outputs, data.Classes[0]));
        Assert.Contains("expected a column 'c', found 3 others: label, a, b.", Error(table, new() { Targets = ["c"] }),
            StringComparison.Ordinal);
        Assert.Contains("expected columns to learn from beside the 3", Error(table, new() { Targets = ["label", "a", "b"] }),
            StringComparison.Ordinal);
        Assert.Contains("expected a first row of names", Error(Table(null, i => $"{i},{i},{i}"), new() { Targets = ["c"] }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_of_0_and_1_are_classes_of_which_a_row_may_have_several()
    {
        Dataset data = Read(Table("a,b,label.cat,label.dog", i => $"{i},{i},{i % 2},{i / 2 % 2}"));
        Assert.Equal(TargetKind.Labels, data.Outputs);
        Assert.Equal(["label.cat", "label.dog"], data.Classes);
        Assert.Equal(data.Train.Count, Enumerable.Range(0, data.Train.Count).Count(i => data.Train.Targets!.Row(i).Length == 2));
    }

    [Fact]
    public void A_field_that_is_no_number_is_named()
    {
        string table = Table("target_x,a,b", i => $"{(i == 7 ? "much" : i + 0.5)},{i},{i}");
        Assert.Contains("line 9, field 1: expected a number, found 'much'", Error(table), StringComparison.Ordinal);
    }

    [Fact]
    public void Series_may_have_numbers_in_place_of_classes()
    {
        string text = "@dimensions 1\n@targetLabel true\n@data\n1,2:0.5\n3,4:7\n5,6:1e2\n1,1:-3\n";
        string path = _folder.WriteText("Pulse_TRAIN.ts", text);
        _folder.WriteText("Pulse_TEST.ts", text.Replace("1e2", "8", StringComparison.Ordinal));
        Dataset data = DatasetFolder.Read(path, [1, 2]);
        Assert.Equal((TargetKind.Numbers, "target"), (data.Outputs, data.Classes[0]));
        Assert.Equal([0.5f, 7, 100, -3], data.Train.Targets!.Values.ToArray());
        Assert.Equal(8, data.Test!.Targets!.Row(2)[0]);
        Assert.Equal(TargetKind.Numbers, DatasetFolder.Examine(path, [1, 2]).Outputs);

        _folder.WriteText("Pulse_TEST.ts", text.Replace("1e2", "fast", StringComparison.Ordinal));
        Assert.Contains("line 6: expected a number to learn, found 'fast'", Error(path), StringComparison.Ordinal);
        _folder.WriteText("Pulse_TEST.ts", "@classLabel true 1 2\n@data\n1,2:1\n");
        Assert.Contains("expected numbers to learn as in", Error(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file,label\n", "cat;dog", "", "dog", "cat ; bird")]
    [InlineData("", "cat;dog", "", "dog", "cat;bird")]
    [InlineData("file,bird,cat,dog\n", "0,1,1", "0,0,0", "0,0,1", "1,1,0")]
    [InlineData("file,label_bird,label_cat,label_dog,sharp\n", "0,1,1,9", "0,0,0,9", "0,0,1,9", "1,1,0,9")]
    public void Files_may_have_several_classes(string header, params string[] cells)
    {
        Dataset data = DatasetFolder.Read(Files(header, cells), Two);
        Assert.Equal(TargetKind.Labels, data.Outputs);
        Assert.Equal(["bird", "cat", "dog"], data.Classes.Select(c => c.Replace("label_", "", StringComparison.Ordinal)));
        string[] found = [.. new[] { data.Train, data.Test! }
            .SelectMany(part => Enumerable.Range(0, part.Count).Select(i => Text(part, i)))];
        Assert.Equal(32, found.Length);
        // The first value of a sample says which it is.
        string[] rows = ["0 1 1", "0 0 0", "0 0 1", "1 1 0"];
        Assert.All(found, text => Assert.Equal(rows[text[0] - '0'], text[2..]));

        static string Text(ImageSet part, int i)
        {
            float[] sample = new float[2];
            part.ReadRaw(i, sample);
            return FormattableString.Invariant($"{sample[0]}:{string.Join(' ', part.Targets!.Row(i).ToArray())}");
        }
    }

    /// <summary>A file that cannot be read takes its row along, and samples that have no room in memory have theirs.</summary>
    [Theory]
    [InlineData(1 << 20)]
    [InlineData(1)]
    public void Targets_stay_with_their_files(int budget)
    {
        string folder = Files("file,target_x,target_y\n", "3,1", "2,1", "1,1", "9,4");
        _folder.Write($"{Path.GetFileName(folder)}/s05.bin", [1]);
        Dataset data = DatasetFolder.Read(folder, Two, options: new() { MemoryBudget = budget });
        Assert.Equal(31, data.Train.Count + data.Test!.Count);
        Assert.Equal(budget == 1, data.Train.IsStreamed);
        float[] sample = new float[2], x = [3, 2, 1, 9];
        foreach (ImageSet part in new[] { data.Train, data.Test })
        {
            for (int i = 0; i < part.Count; i++)
            {
                part.ReadRaw(i, sample);
                Assert.Equal(x[(int)sample[0]], part.Targets!.Row(i)[0]);
            }
        }
    }

    [Fact]
    public void Columns_of_one_name_are_refused()
    {
        string twice = Files("file,target_x,target_x\n", "3,1", "2,1", "1,1", "9,4");
        Assert.Contains("expected different names of what is to be learnt, found 'target_x' twice", Error(twice), StringComparison.Ordinal);
        string labels = Files("file,cat,cat\n", "0,1", "1,1", "0,0", "1,0");
        Assert.Contains("found 'cat' twice", Error(labels), StringComparison.Ordinal);
        Assert.Contains("found 'target_x' twice", Error(Table("target_x,target_x,a,b", i => $"{i},{i},{i},{i}")), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_may_have_numbers()
    {
        Dataset one = DatasetFolder.Read(Files("file,age\n", "31.5", "8", "44", "2"), Two);
        Assert.Equal((TargetKind.Numbers, "target"), (one.Outputs, one.Classes[0]));
        Dataset two = DatasetFolder.Read(Files("file,target_x,target_y\n", "3,1", "2,1", "1,1", "9,4"), Two);
        Assert.Equal((TargetKind.Numbers, 2), (two.Outputs, two.Classes.Count));
        Assert.Equal(32, two.Train.Count + two.Test!.Count);
    }

    /// <summary>Boxes beside a class are no targets, and a class that is missing is told.</summary>
    [Fact]
    public void A_table_of_classes_is_one_still()
    {
        Dataset data = DatasetFolder.Read(Files("file,what,u,v\n", "cat,0,1", "dog,1,1", "cat,17,4", "dog,1,0"), Two);
        Assert.Equal((TargetKind.Classes, 2), (data.Outputs, data.Classes.Count));
        Assert.Contains("labels.csv: line 3: expected a class, found none", Error(Files("file,label\n", "cat", "", "dog", "cat")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_are_checked()
    {
        Assert.Contains("sample 1, 'b': expected a finite number, found NaN",
            Assert.Throws<TrainingException>(() => new TargetSet(TargetKind.Numbers, ["a", "b"], [1, 2, 3, float.NaN])).Message,
                StringComparison.Ordinal);
        Assert.Throws<TrainingException>(() => new TargetSet(TargetKind.Labels, ["a"], [0.5f]));
        Assert.Throws<TrainingException>(() => new TargetSet(TargetKind.Numbers, ["a", "b"], [1, 2, 3]));
        Assert.Throws<TrainingException>(() => new ImageSet([1], [1f, 2], [0, 0]) { Targets = new(TargetKind.Numbers, ["a"], [1]) });
    }

    private static Dataset Read(string path, DatasetOptions? options = null) => DatasetFolder.Read(path, Two, options: options);

    private static string Error(string path, DatasetOptions? options = null) =>
        Assert.ThrowsAny<TrainingException>(() => Read(path, options)).Message;

    private string Table(string? header, Func<int, FormattableString> row)
    {
        var text = new StringBuilder();
        if (header is not null) text.Append(header).Append('\n');
        for (int i = 0; i < 40; i++) text.Append(FormattableString.Invariant(row(i))).Append('\n');
        return _folder.WriteText(Guid.NewGuid().ToString("N") + "/train.csv", text.ToString());
    }

    /// <summary>Eight files of each kind, whose first value is its number.</summary>
    private string Files(string header, params string[] cells)
    {
        string name = Guid.NewGuid().ToString("N");
        var table = new StringBuilder(header);
        for (int i = 0; i < 8 * cells.Length; i++)
        {
            string file = FormattableString.Invariant($"s{i:00}.bin");
            _folder.Write($"{name}/{file}", [(byte)(i % cells.Length), (byte)i]);
            table.Append(file).Append(',').Append(cells[i % cells.Length]).Append('\n');
        }

        _folder.WriteText($"{name}/labels.csv", table.ToString());
        return Path.Combine(_folder.Path, name);
    }
}
