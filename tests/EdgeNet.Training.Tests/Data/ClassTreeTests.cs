using EdgeNet.Training.Data;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Training.Tests.Data;

/// <summary>Folders of classes as people have them.</summary>
public sealed class ClassTreeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgenet").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Folders_of_tools_and_empty_ones_are_no_classes()
    {
        foreach (string name in new[] { "0", "1", "2", ".ipynb_checkpoints", "__MACOSX", "@eaDir", "1/.ipynb_checkpoints", ".git/objects" })
            Write($"{name}/a.png", 9);
        Write("0/b.png", 9);
        Directory.CreateDirectory(Path.Combine(_folder, "leer"));
        Dataset data = DatasetFolder.Read(_folder, [1, 2, 2]);
        Assert.Equal(["0", "1", "2"], data.Classes);
        Assert.Equal([0, 0, 1, 2], data.Train.Labels.ToArray());
        Assert.Contains($"{_folder}: passed over 1 folder without pictures: leer", data.Warnings);
    }

    /// <summary>Digits are outputs of their number, and so are numbers from 0 on; coins and years are names.</summary>
    [Theory]
    [InlineData("0 1 3", "0 1 2 3")]
    [InlineData("7 3", "0 1 2 3 4 5 6 7")]
    [InlineData("07 3 7", "0 1 2 3 4 5 6 07")]
    [InlineData("0 1 2 3 4 5 6 8 9 11", "0 1 2 3 4 5 6 7 8 9 10 11")]
    [InlineData("1 2 5 10 20 50", "1 2 5 10 20 50")]
    [InlineData("2021 2019 2020", "2019 2020 2021")]
    [InlineData("1 3 10", "0 1 2 3 4 5 6 7 8 9 10")]
    [InlineData("1 2 12", "1 2 12")]
    [InlineData("0 100", "0 100")]
    [InlineData("-1 1", "-1 1")]
    [InlineData("10 9 b", "10 9 b")]
    public void Names_that_are_numbers_are_outputs_where_they_can_be(string names, string classes) =>
        Assert.Equal(classes.Split(' '), ClassNumbers.Order(names.Split(' ')));

    [Fact]
    public void Coins_are_told_apart_by_their_values()
    {
        foreach (string coin in new[] { "50", "5", "10" }) Write($"{coin}/a.png", 9);
        Dataset data = DatasetFolder.Read(_folder, [1, 2, 2]);
        Assert.Equal(["5", "10", "50"], data.Classes);
        Assert.Equal([0, 1, 2], data.Train.Labels.ToArray().Order());
    }

    [Fact]
    public void One_class_alone_is_told()
    {
        Write("ant/a.png", 9);
        Assert.Contains(
            $"{_folder}: all samples are of one class, ant: a network learns what tells classes apart, from two on",
            DatasetFolder.Read(_folder, [1, 2, 2]).Warnings);
    }

    [Theory]
    [InlineData("train", "val", "test")]
    [InlineData("Train", "Valid", "TEST")]
    [InlineData("training", "validation", "testing")]
    [InlineData("TRAINING", "VAL", "Testing")]
    public void Parts_have_their_names_in_any_case(string train, string validation, string test)
    {
        foreach ((string part, byte grey) in new[] { (train, (byte)1), (validation, (byte)2), (test, (byte)3) })
            foreach (string name in new[] { "ant", "cat" }) Write($"{part}/{name}/x.png", grey);
        Write("more/x.png", 4);
        Dataset data = DatasetFolder.Read(_folder, [1, 2, 2]);
        Assert.Equal(["ant", "cat"], data.Classes);
        Assert.Equal((1, 2, 3), (data.Train.Pixels(0)[0], data.Validation!.Pixels(0)[0], data.Test!.Pixels(0)[0]));
        Assert.Contains($"{_folder}: passed over, beside the parts: more", data.Warnings);
    }

    [Fact]
    public void A_folder_in_a_folder_is_looked_into_and_classes_may_have_folders()
    {
        Write("archive/photos/ant/spring/a.png", 1);
        Write("archive/photos/cat/b.png", 2);
        Dataset data = DatasetFolder.Read(_folder, [1, 2, 2]);
        Assert.Equal(["ant", "cat"], data.Classes);
        Assert.Equal(2, data.Train.Count);
    }

    [Fact]
    public void Two_folders_of_one_part_and_parts_without_classes_are_refused()
    {
        Write("val/ant/a.png", 1);
        Write("valid/ant/a.png", 1);
        Write("train/ant/a.png", 1);
        Assert.Contains("expected one folder of the validation part, found val and valid", Message(), StringComparison.Ordinal);
        Directory.Delete(_folder, recursive: true);
        Write("train/a.png", 1);
        Write("test/a.png", 1);
        Assert.Contains("expected a folder for each class in it, found samples themselves", Message(), StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_of_another_case_in_another_part_are_the_same()
    {
        Write("train/Cat/a.png", 1);
        Write("train/Ant/a.png", 1);
        Write("test/cat/a.png", 1);
        Assert.Equal(1, DatasetFolder.Read(_folder, [1, 2, 2]).Test!.Label(0));
    }

    [Fact]
    public void Colours_train_networks_of_colours()
    {
        Write("red/a.ppm", [.. "P6 2 2 255\n"u8, 200, 10, 20, 200, 10, 20, 200, 10, 20, 200, 10, 20]);
        Write("grey/a.png", 90);
        Dataset data = DatasetFolder.Read(_folder, [3, 2, 2]);
        Assert.Equal([90, 90, 90, 90, 90, 90, 90, 90, 90, 90, 90, 90], data.Train.Pixels(0).ToArray());
        Assert.Equal([200, 200, 200, 200, 10, 10, 10, 10, 20, 20, 20, 20], data.Train.Pixels(1).ToArray());
        Assert.Equal((PictureColor.Rgb, PictureFit.Fit, PictureInversion.None), (data.Preparation!.Color, data.Preparation.Fit, data.Preparation.Inversion));
    }

    [Fact]
    public void Weights_are_evaluated_with_their_own_preparation_and_classes()
    {
        Write("cat/a.png", 250);
        var preparation = new InputPreparation(InputKind.Picture, [1, 2, 2]) { Fit = PictureFit.Stretch, Mean = [0.5f] };
        var options = new DatasetOptions { Preparation = preparation, Classes = ["ant", "bee", "cat"] };
        Dataset data = DatasetFolder.Read(_folder, [1, 2, 2], options: options);
        Assert.Equal(2, data.Train.Label(0));
        Assert.Equal(250, data.Train.Pixels(0)[0]);
        Assert.Same(preparation, data.Preparation);
    }

    [Fact]
    public void A_test_part_alone_is_for_evaluation()
    {
        Write("test/3/a.png", 9);
        Write("test/5/a.png", 9);
        Assert.Contains("found a test part alone, which is for evaluation", Message(), StringComparison.Ordinal);
        Dataset data = DatasetFolder.Read(_folder, [1, 2, 2], options: new DatasetOptions { ForTest = true });
        Assert.Equal((2, 6), (data.Test!.Count, data.Classes.Count));
    }

    private string Message() => Assert.Throws<TrainingException>(() => DatasetFolder.Read(_folder, [1, 2, 2])).Message;

    private void Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    private void Write(string name, byte grey)
    {
        var picture = new GreyPicture(2, 2);
        picture.Pixels.Fill(grey);
        using var stream = new MemoryStream();
        PictureFile.WritePng(stream, picture.Frame);
        Write(name, stream.ToArray());
    }
}
