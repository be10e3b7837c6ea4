using System.Text;
using EdgeNet.Tests.Shared;
using EdgeNet.Training.Data;

namespace EdgeNet.Training.Tests.Targets;

/// <summary>What is asked for, or what weights answer, decides what a column is; names decide which one it is.</summary>
public sealed class TargetChoiceTests : IDisposable
{
    private static readonly int[] Two = [2];
    private static readonly string[] Decimals = ["0.0", "0.1", "0.2", "0.3"];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Decimals_may_be_the_names_of_classes()
    {
        string folder = Files("file,label", 32, i => Decimals[i % 4]);
        Assert.Equal(TargetKind.Numbers, Read(folder).Outputs);
        Dataset classes = Read(folder, new() { Outputs = TargetKind.Classes });
        Assert.Equal(TargetKind.Classes, classes.Outputs);
        Assert.Equal(Decimals, classes.Classes);
        string[] known = ["9.9", .. Decimals];
        Dataset evaluated = Read(folder, new() { Outputs = TargetKind.Classes, Classes = known, ForTest = true });
        Assert.Equal((TargetKind.Classes, "9.9"), (evaluated.Outputs, evaluated.Classes[0]));
        Assert.Equal(TargetKind.Classes, DatasetFolder.Examine(folder, Two, new() { Outputs = TargetKind.Classes }).Outputs);
    }

    [Fact]
    public void Decimals_of_a_table_may_be_the_names_of_classes()
    {
        string table = Table("train", "label,a,b", i => $"{i % 4 / 2.0},{i},{i}");
        Assert.Equal(TargetKind.Numbers, Read(table).Outputs);
        Dataset classes = Read(table, new() { Outputs = TargetKind.Classes });
        Assert.Equal((TargetKind.Classes, 4), (classes.Outputs, classes.Classes.Count));
        Assert.Equal(TargetKind.Classes, DatasetFolder.Examine(table, Two, new() { Outputs = TargetKind.Classes }).Outputs);
    }

    [Fact]
    public void Weights_of_numbers_read_whole_ones_too()
    {
        DatasetOptions options = new() { Outputs = TargetKind.Numbers, Classes = ["age"], ForTest = true };
        string folder = Files("file,label", 32, i => $"{i % 4}");
        Assert.Equal(TargetKind.Classes, Read(folder).Outputs);
        Dataset files = Read(folder, options);
        Assert.Equal((TargetKind.Numbers, "age"), (files.Outputs, files.Classes[0]));
        Dataset table = Read(Table("train", "label,a,b", i => $"{i % 4},{i},{i}"), options);
        Assert.Equal((TargetKind.Numbers, 3), (table.Outputs, table.Train.Targets!.Values.ToArray().Max()));
        DatasetOptions two = options with { Classes = ["target_x", "target_y"] };
        Assert.Equal(TargetKind.Numbers, Read(Files("file,target_x,target_y", 32, i => $"{i % 2},{i / 2 % 2}"), two).Outputs);
        Assert.Equal(TargetKind.Numbers, Read(Table("train", "target_x,target_y,a,b", i => $"{i % 2},{i / 2 % 2},{i},{i}"), two).Outputs);
        Assert.Contains("line 2, 'label': expected a number, found 'old'",
            Error(Files("file,label", 32, i => "old"), options), StringComparison.Ordinal);
    }

    /// <summary>Nobody means a class by NaN, and the numbers beside it would be classes with it.</summary>
    [Theory]
    [InlineData("NaN", "'NaN'")]
    [InlineData("-inf", "'-inf'")]
    [InlineData("N/A", "'N/A'")]
    [InlineData("", "an empty field")]
    public void A_number_that_is_none_is_told_and_no_class(string cell, string found)
    {
        string expected = $"labels.csv: line 6, 'label': expected a number, as in most other rows, found {found}.";
        Assert.EndsWith(expected, Error(Files("file,label", 32, i => i == 4 ? cell : $"{i}.5")), StringComparison.Ordinal);
        string table = Table("train", "label,a,b", i => $"{(i == 4 ? cell : FormattableString.Invariant($"{i + 0.5}"))},{i},{i}");
        Assert.EndsWith("train.csv: " + expected["labels.csv: ".Length..], Error(table), StringComparison.Ordinal);
        Assert.Equal(Error(table), Assert.Throws<TrainingException>(() => DatasetFolder.Examine(table, Two)).Message);
    }

    [Fact]
    public void A_word_beside_whole_numbers_is_a_class_but_NaN()
    {
        Assert.Contains("none", Read(Files("file,label", 33, i => i % 11 == 10 ? "none" : $"{i % 11}")).Classes);
        Assert.Contains("line 4, 'label': expected a number", Error(Files("file,label", 32, i => i == 2 ? "nan" : $"{i % 4}")),
            StringComparison.Ordinal);
        // Most are none: these are names.
        Assert.Equal(["0.5", "nan"], Read(Files("file,label", 32, i => i % 4 == 0 ? "0.5" : "nan")).Classes);
        string series = _folder.WriteText("X_TRAIN.tsv", "1\t3\t4\n2\t4\t5\nNaN\t5\t6\n1\t7\t8\n");
        Assert.EndsWith("X_TRAIN.tsv: line 3, field 1: expected a number, as in most other rows, found 'NaN'.", Error(series),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_a_table_names_and_is_not_there_is_named_once()
    {
        string folder = Files("file,label", 32, i => i % 2 == 0 ? "cat" : "dog");
        string gone = Path.Combine(folder, "s07.bin");
        File.Delete(gone);
        Assert.Equal(gone + ": there is no such file", Read(folder).Warnings[0]);
    }

    [Theory]
    [InlineData("a,b,target", "target,a,b")]
    [InlineData("a,b,target", "b,Target,a")]
    [InlineData("target_x,target_y,a,b", "b,a,target_y,target_x")]
    public void Columns_of_other_parts_are_found_by_name(string header, string other)
    {
        string path = Table("train", header, Row(header));
        Table("test", other, Row(other), path);
        Dataset data = Read(path);
        float[] sample = new float[2];
        foreach (ImageSet part in new[] { data.Train, data.Test! })
        {
            Assert.Equal(40, part.Count);
            part.ReadRaw(7, sample);
            Assert.Equal([107, 207], sample);
            Assert.Equal(7.5f, part.Targets!.Row(7)[0]);
        }

        static Func<int, FormattableString> Row(string names) =>
            i => $"{string.Join(',', names.Split(',').Select(n => n is "a" ? 100 + i : n is "b" ? 200 + i : i + 0.5))}";
    }

    [Fact]
    public void Classes_of_other_parts_are_found_by_name()
    {
        string path = Table("train", "label,a,b", i => $"{i % 2},{i},{i}");
        Table("test", "a,b,label", i => $"{i % 2 + 5},{i},{i % 2}", path);
        Dataset data = Read(path);
        Assert.Equal(20, Enumerable.Range(0, 40).Count(i => data.Test!.Label(i) == 1));
    }

    [Theory]
    [InlineData("a,c,target", "found no other column 'b'")]
    [InlineData("a,a,target", "found 'a' twice")]
    public void Other_columns_are_refused(string header, string expected)
    {
        string path = Table("train", "a,b,target", i => $"{i},{i},{i + 0.5}");
        Table("test", header, i => $"{i},{i},{i + 0.5}", path);
        Assert.Contains(expected, Error(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_more_targets_than_anyone_learns_is_refused()
    {
        string names = string.Join(';', Enumerable.Range(0, 5000));
        Assert.Contains("expected at most 4096 numbers or classes to learn, found 5000",
            Error(Files("file,labels", 32, i => i == 0 ? names : "1")), StringComparison.Ordinal);
    }

    /// <summary>A row of values is kept for files alone that are there.</summary>
    [Fact]
    public void Rows_of_files_that_are_missing_are_passed_over()
    {
        string folder = Files("file,target_x,target_y", 32, i => $"{i},1");
        File.AppendAllLines(Path.Combine(folder, "labels.csv"), ["none.bin,77,1", "never.bin,78,1"]);
        Dataset data = Read(folder);
        Assert.Equal(32, data.Train.Count + data.Test!.Count);
        Assert.Contains(data.Warnings, w => w.EndsWith("passed over 2 rows of files that are not there", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("@classLabel false\n@targetlabel true", TargetKind.Numbers)]
    [InlineData("@targetlabel true\n@classLabel false", TargetKind.Numbers)]
    [InlineData("@classLabel true 1 2\n@targetlabel true", TargetKind.Numbers)]
    [InlineData("@targetlabel false\n@classLabel true 1 2 3 4", TargetKind.Classes)]
    public void Lines_of_a_header_stand_in_any_order(string header, TargetKind expected)
    {
        string text = header + "\n@data\n1,2:1\n3,4:2\n5,6:3\n1,1:4\n";
        string path = _folder.WriteText("Pulse_TRAIN.ts", text);
        _folder.WriteText("Pulse_TEST.ts", text);
        Assert.Equal(expected, Read(path).Outputs);
    }

    private static Dataset Read(string path, DatasetOptions? options = null) => DatasetFolder.Read(path, Two, options: options);

    private static string Error(string path, DatasetOptions? options = null) =>
        Assert.Throws<TrainingException>(() => Read(path, options)).Message;

    /// <summary>A table of forty rows, in a folder of its own or beside another.</summary>
    private string Table(string part, string header, Func<int, FormattableString> row, string? beside = null)
    {
        string folder = beside is null ? Guid.NewGuid().ToString("N") : Path.GetFileName(Path.GetDirectoryName(beside))!;
        var text = new StringBuilder(header).Append('\n');
        for (int i = 0; i < 40; i++) text.Append(FormattableString.Invariant(row(i))).Append('\n');
        return _folder.WriteText($"{folder}/{part}.csv", text.ToString());
    }

    private string Files(string header, int count, Func<int, string> cells)
    {
        string name = Guid.NewGuid().ToString("N");
        var table = new StringBuilder(header).Append('\n');
        for (int i = 0; i < count; i++)
        {
            string file = FormattableString.Invariant($"s{i:00}.bin");
            _folder.Write($"{name}/{file}", [1, (byte)i]);
            table.Append(file).Append(',').Append(cells(i)).Append('\n');
        }

        _folder.WriteText($"{name}/labels.csv", table.ToString());
        return Path.Combine(_folder.Path, name);
    }
}
