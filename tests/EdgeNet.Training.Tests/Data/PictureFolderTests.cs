using EdgeNet.Training.Data;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Training.Tests.Data;

public sealed class PictureFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgenet").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Parts_and_classes_are_folders()
    {
        Write("train/cat/1.png", 10);
        Write("train/cat/2.pgm", 20);
        Write("train/ant/1.PNG", 30);
        Write("test/cat/9.png", 40);
        Dataset data = DatasetFolder.Read(_folder, [1, 4, 4]);
        Assert.Equal(["ant", "cat"], data.Classes);
        Assert.Equal([0, 1, 1], data.Train.Labels.ToArray());
        Assert.Equal([30, 10, 20], Enumerable.Range(0, 3).Select(i => (int)data.Train.Pixels(i)[5]));
        Assert.Equal((1, 1), (data.Test!.Count, data.Test.Label(0)));
    }

    [Fact]
    public void Without_parts_a_seeded_choice_is_the_test_part()
    {
        for (int i = 0; i < 14; i++)
            Write($"{i % 2}/{i}.png", (byte)i);
        Dataset data = DatasetFolder.Read(_folder, [1, 2, 2], seed: 4);
        Assert.Equal((12, 2), (data.Train.Count, data.Test!.Count));
        Assert.Equal(Enumerable.Range(0, 14), Values(data.Train).Concat(Values(data.Test)).Order());
        Assert.Equal(Values(data.Test), Values(DatasetFolder.Read(_folder, [1, 2, 2], seed: 4).Test!));

        static int[] Values(ImageSet set) => [.. Enumerable.Range(0, set.Count).Select(i => (int)set.Pixels(i)[0])];
    }

    [Fact]
    public void Numbers_are_the_classes_they_name_and_bright_paper_is_inverted()
    {
        Write("train/7/a.png", 250);
        Write("train/10/a.png", 255);
        Dataset data = DatasetFolder.Read(_folder, [1, 4, 4]);
        Assert.Equal(11, data.Classes.Count);
        Assert.Equal([10, 7], data.Train.Labels.ToArray());
        Assert.Equal([0, 5], Enumerable.Range(0, 2).Select(i => (int)data.Train.Pixels(i)[5]));
        // What lies around the picture is paper.
        Assert.Equal(0, data.Train.Pixels(0)[0]);
    }

    [Fact]
    public void What_is_missing_or_damaged_is_named()
    {
        Assert.Contains("no such folder", Message("nowhere"), StringComparison.Ordinal);
        Assert.Contains("found neither", Message(_folder), StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(_folder, "train", "a"));
        Assert.Contains("expected PNG or PGM pictures, found none", Message(_folder), StringComparison.Ordinal);
        File.WriteAllBytes(Path.Combine(_folder, "train", "a", "broken.png"), [1, 2, 3]);
        Assert.Contains("broken.png", Message(_folder), StringComparison.Ordinal);
        File.Delete(Path.Combine(_folder, "train", "a", "broken.png"));
        Write("train/a/1.png", 5);
        Write("test/b/1.png", 5);
        Assert.Contains("no such class", Message(_folder), StringComparison.Ordinal);
        string colour = Assert.Throws<TrainingException>(() => DatasetFolder.Read(_folder, [3, 4, 4])).Message;
        Assert.Contains("read as grey", colour, StringComparison.Ordinal);

        static string Message(string folder) => Assert.Throws<TrainingException>(() => DatasetFolder.Read(folder, [1, 4, 4])).Message;
    }

    /// <summary>A 2×2 picture of one grey.</summary>
    private void Write(string name, byte grey)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var picture = new GreyPicture(2, 2);
        picture.Pixels.Fill(grey);
        using FileStream stream = File.Create(path);
        if (path.EndsWith(".pgm", StringComparison.Ordinal)) PictureFile.WritePgm(stream, picture.Frame);
        else PictureFile.WritePng(stream, picture.Frame);
    }
}
