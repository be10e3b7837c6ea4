using EdgeNet.Training.Data;
using EdgeNet.Vision.Pictures;
using SkiaSharp;

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
        Assert.Contains("found none of them", Message(_folder), StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(_folder, "train", "a"));
        Assert.Contains("expected JPEG, PNG, BMP, WebP, GIF, TIFF or PNM pictures in a folder for each class, found none", Message(_folder), StringComparison.Ordinal);
        File.WriteAllBytes(Path.Combine(_folder, "train", "a", "broken.png"), [1, 2, 3]);
        Assert.Contains("broken.png", Message(_folder), StringComparison.Ordinal);
        File.Delete(Path.Combine(_folder, "train", "a", "broken.png"));
        Write("train/a/1.png", 5);
        Write("test/b/1.png", 5);
        Assert.Contains("no such class", Message(_folder), StringComparison.Ordinal);

        static string Message(string folder) => Assert.Throws<TrainingException>(() => DatasetFolder.Read(folder, [1, 4, 4])).Message;
    }

    [Fact]
    public void Pictures_of_all_formats_are_read_and_others_counted()
    {
        Write("train/a/1.png", 10);
        Write("train/a/2.PGM", 20);
        WriteWithSkia("train/a/3.jpg", 30, SKEncodedImageFormat.Jpeg);
        WriteWithSkia("train/a/4.webp", 40, SKEncodedImageFormat.Webp);
        foreach (string name in new[] { "train/a/5.heic", "train/a/6.JP2", "train/b/7.jp2", "train/b/notes.txt", "train/b/.hidden.png", "train/.git/8.png", "train/__MACOSX/9.png" })
            WriteBytes(name, [1]);
        Write("train/b/8.png", 50);
        Dataset data = DatasetFolder.Read(_folder, [1, 2, 2]);
        Assert.Equal(["a", "b"], data.Classes);
        Assert.Equal([0, 0, 0, 0, 1], data.Train.Labels.ToArray());
        int[] greys = [.. Enumerable.Range(0, 5).Select(i => (int)data.Train.Pixels(i)[0])];
        Assert.All(greys.Zip([10, 20, 30, 40, 50]), pair => Assert.InRange(pair.First, pair.Second - 1, pair.Second + 1));
        Assert.Equal(
            [$"{_folder}: passed over pictures of formats that are not read: 1 HEIC, 2 JPEG 2000", $"{_folder}: passed over files that are no pictures: 1 .txt"],
            data.Warnings);
    }

    [Fact]
    public void A_tenth_of_the_pictures_may_be_unreadable()
    {
        for (int i = 0; i < 18; i++)
            Write($"train/a/{i}.png", 7);
        WriteBytes("train/a/bad.png", [1, 2, 3]);
        WriteBytes("test/a/bad.jpg", "<html>"u8.ToArray());
        Dataset data = DatasetFolder.Read(_folder, [1, 2, 2]);
        Assert.Equal(18, data.Train.Count);
        Assert.Null(data.Test);
        Assert.Equal(4, data.Warnings.Count);
        Assert.Contains("bad.jpg: expected", data.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("found an HTML page", data.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("bad.png: expected", data.Warnings[1], StringComparison.Ordinal);
        Assert.Equal($"{_folder}: passed over 2 pictures that cannot be read", data.Warnings[2]);
        Assert.Equal(data.Warnings, data.HoldOut(2, seed: 1).Warnings);
        for (int i = 0; i < 5; i++)
            WriteBytes($"train/a/x{i}.png", []);
        string message = Assert.Throws<TrainingException>(() => DatasetFolder.Read(_folder, [1, 2, 2])).Message;
        Assert.StartsWith($"{_folder}: expected at most a tenth of the 25 pictures to be unreadable, found 7: ", message, StringComparison.Ordinal);
        Assert.Contains("x0.png: expected", message, StringComparison.Ordinal);
        Assert.DoesNotContain("x3.png", message, StringComparison.Ordinal);
        Assert.EndsWith("; …", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_read_in_spite_of_damage_are_counted_in_one_line()
    {
        for (int i = 0; i < 3; i++)
        {
            Write($"train/a/{i}.png", 7);
            File.AppendAllText(Path.Combine(_folder, "train", "a", $"{i}.png"), "more");
        }

        string line = DatasetFolder.Read(_folder, [1, 2, 2]).Warnings[0];
        Assert.StartsWith($"{_folder}: read 3 pictures in spite of damage, as ", line, StringComparison.Ordinal);
        Assert.Contains("found 4 bytes more", line, StringComparison.Ordinal);
    }

    private void WriteBytes(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    private void WriteWithSkia(string name, byte grey, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(2, 2);
        bitmap.Erase(new SKColor(grey, grey, grey));
        using SKData data = bitmap.Encode(format, 100);
        WriteBytes(name, data.ToArray());
    }

    /// <summary>A 2×2 picture of one grey.</summary>
    private void Write(string name, byte grey)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var picture = new GreyPicture(2, 2);
        picture.Pixels.Fill(grey);
        using FileStream stream = File.Create(path);
        if (path.EndsWith(".pgm", StringComparison.OrdinalIgnoreCase)) PictureFile.WritePgm(stream, picture.Frame);
        else PictureFile.WritePng(stream, picture.Frame);
    }
}
