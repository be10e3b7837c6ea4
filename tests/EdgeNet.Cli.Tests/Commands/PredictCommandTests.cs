using System.Globalization;
using System.Text.Json;
using EdgeNet.Models;
using SkiaSharp;

namespace EdgeNet.Cli.Tests.Commands;

public sealed class PredictCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>What a newcomer does: colour photographs of many sizes and formats in folders, one command to train, one to predict.</summary>
    [Fact]
    public void Photographs_in_folders_train_a_network_of_colours_that_predicts()
    {
        WritePhotographs(ofEach: 30);
        _folder.Write("photos/sunset/broken.jpg", [0xFF, 0xD8, 0xFF]);
        _folder.Write("photos/.ipynb_checkpoints/sunset.png", Photograph(0, 0, SKEncodedImageFormat.Png));
        _folder.Write("photos/meadow/notes.txt", [1]);
        string weights = _folder.PathOf("w.safetensors"), photos = Path.Combine(_folder.Path, "photos");
        CommandRun train = CommandRun.Of("train", "ResNet8", "--data", photos, "--epochs", "15", "--batch", "8", "--folds", "0", "--out", weights);
        Assert.Equal(0, train.ExitCode);
        Assert.Contains("passed over 1 picture that cannot be read", train.Error);
        Assert.Contains("passed over files that are no pictures: 1 .txt", train.Error);
        Assert.Contains("ResNet8 has 10 outputs, the data 3 classes", train.Error);
        Assert.Contains($"Try them: edgenet predict ResNet8 --weights {weights} IMAGE", train.Out);
        WeightsMetadata metadata = WeightsMetadata.Read(weights);
        Assert.Equal(["meadow", "sea", "sunset"], metadata.Classes);
        Assert.Equal((PictureColor.Rgb, "photos"), (metadata.Preparation!.Color, metadata.DataSet));

        foreach ((int kind, string name) in new[] { (0, "sunset"), (1, "meadow"), (2, "sea") })
            _folder.Write($"new/{name}.webp", Photograph(kind, 1000 + kind, SKEncodedImageFormat.Webp));
        CommandRun predict = CommandRun.Of("predict", "ResNet8", "--weights", weights, Path.Combine(_folder.Path, "new"));
        Assert.Equal((0, ""), (predict.ExitCode, predict.Error));
        Assert.Equal(3, predict.Lines.Length);
        Assert.All(predict.Lines, line => Assert.Matches(@"/(meadow|sea|sunset)\.webp: \1 [0-9.]+ %, ", line));

        CommandRun all = CommandRun.Of("predict", "ResNet8", "--weights", weights, "--top", "10", _folder.PathOf("new/sea.webp"));
        Assert.Equal(2, all.Out.Count(c => c == ',')); // three classes, of ten outputs
        CommandRun.Of("predict", "LeNet5", "--weights", weights, _folder.PathOf("new/sea.webp")).AssertFailed("the weights are of network 'ResNet8'", "others");
        CommandRun.Of("evaluate", "ResNet8", "--weights", weights, "--data", _folder.PathOf("new")).AssertFailed("CLASS", "found 3 pictures themselves");
        CommandRun json = CommandRun.Of("predict", "resnet8", "--weights", weights, "--json", "--top", "2", _folder.PathOf("new/sea.webp"), _folder.PathOf("nowhere.png"));
        Assert.Equal(1, json.ExitCode);
        JsonElement first = JsonDocument.Parse(json.Lines[0]).RootElement;
        Assert.Equal(["file", "class", "index", "confidence", "top", "milliseconds"], first.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("sea", 1), (first.GetProperty("class").GetString(), first.GetProperty("index").GetInt32()));
        Assert.Equal(2, first.GetProperty("top").GetArrayLength());
        Assert.Equal(["file", "error"], JsonDocument.Parse(json.Lines[1]).RootElement.EnumerateObject().Select(p => p.Name));

        // Evaluated on a folder with one of the classes alone, the others keep their numbers.
        for (int i = 0; i < 8; i++) _folder.Write($"other/test/sunset/{i}.png", Photograph(0, 2000 + i, SKEncodedImageFormat.Png));
        _folder.Write("other/train/sunset/0.png", Photograph(0, 3000, SKEncodedImageFormat.Png));
        CommandRun evaluate = CommandRun.Of("evaluate", "ResNet8", "--weights", weights, "--data", Path.Combine(_folder.Path, "other"));
        Assert.Contains("8 of 8 correct", evaluate.Out);
    }

    [Fact]
    public void Embedded_weights_read_a_digit_dark_on_bright_and_bright_on_dark()
    {
        byte[] digit = new byte[28 * 28];
        for (int y = 5; y < 23; y++) digit.AsSpan(y * 28 + 13, 2).Fill(255);
        _folder.Write("bright.pgm", [.. "P5 28 28 255\n"u8, .. digit]);
        _folder.Write("dark.pgm", [.. "P5 28 28 255\n"u8, .. digit.Select(v => (byte)(255 - v))]);
        CommandRun run = CommandRun.Of("predict", "LeNet5", _folder.PathOf("bright.pgm"), _folder.PathOf("dark.pgm"), "--top", "1");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(run.Lines, line => Assert.Contains("pgm: 1 ", line));
        Assert.Equal(run.Lines[0].Split(": ")[1], run.Lines[1].Split(": ")[1]);
    }

    [Fact]
    public void Series_train_and_predict()
    {
        for (int i = 0; i < 40; i++)
            _folder.Write($"series/{(i % 2 == 0 ? "rising" : "falling")}/{i}.csv", Series(i % 2 == 0 ? 1 : -1, i));
        string weights = _folder.PathOf("w.safetensors");
        CommandRun train = CommandRun.Of(
            "train", "TimeSeriesCnn", "--data", Path.Combine(_folder.Path, "series"), "--epochs", "20", "--batch", "8", "--folds", "0", "--out", weights);
        Assert.Equal(0, train.ExitCode);
        Assert.Contains("samples to train and validate with", train.Out);
        _folder.Write("new.csv", Series(1, 99));
        Assert.Contains("new.csv: rising ", CommandRun.Of("predict", "TimeSeriesCnn", "--weights", weights, _folder.PathOf("new.csv")).Out);
        CommandRun.Of("predict", "TimeSeriesCnn", "--weights", weights, _folder.PathOf("photo.png")).AssertFailed("expected a .npy, .csv or .tsv file");
    }

    [Fact]
    public void What_cannot_be_predicted_is_said()
    {
        CommandRun.Of("predict", "ResNet8", "x.png").AssertFailed("no trained weights", "--weights");
        CommandRun.Of("predict", "DigitLine", "x.png").AssertFailed("edgenet read");
        CommandRun.Of("predict", "LeNet5", "x.png").AssertFailed("x.png: no such file");
        CommandRun.Of("predict", "LeNet5", "--top", "0", "x.png").AssertWrongUsage("--top");
        CommandRun.Of("predict", "LeNet5", "--wieghts", "x.png").AssertWrongUsage("Did you mean --weights?");
        CommandRun.Of("predict", "LeNet5", "--weights", _folder.WriteWeights("d.safetensors", DigitCnn.NetworkInfo), "x.png").AssertFailed("does not fit network 'LeNet5'");
        CommandRun.Of("predict", "LeNet5", "--input", "x=1,2", "x.png").AssertWrongUsage("--input");
    }

    private static byte[] Series(int slope, int seed)
    {
        var random = new Random(seed);
        var text = new System.Text.StringBuilder("a,b,c,d,e,f,g,h,i\n");
        for (int t = 0; t < 128; t++)
            text.AppendJoin(',', Enumerable.Range(0, 9).Select(_ => (slope * t + 10 * random.NextDouble()).ToString("0.000", CultureInfo.InvariantCulture))).Append('\n');
        return System.Text.Encoding.UTF8.GetBytes(text.ToString());
    }

    private void WritePhotographs(int ofEach)
    {
        (string Name, int Kind)[] classes = [("sunset", 0), ("meadow", 1), ("sea", 2)];
        SKEncodedImageFormat[] formats = [SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp];
        for (int i = 0; i < ofEach; i++)
            foreach ((string name, int kind) in classes)
                _folder.Write($"photos/{name}/{i}.{formats[i % 3].ToString().ToLowerInvariant()}", Photograph(kind, 10 * i + kind, formats[i % 3]));
    }

    /// <summary>A picture of any size in noisy colours of a kind, of like brightness: grey alone would not tell.</summary>
    private static byte[] Photograph(int kind, int seed, SKEncodedImageFormat format)
    {
        var random = new Random(seed);
        using var bitmap = new SKBitmap(random.Next(20, 90), random.Next(20, 90));
        for (int y = 0; y < bitmap.Height; y++)
        {
            for (int x = 0; x < bitmap.Width; x++)
            {
                int noise = random.Next(40);
                bitmap.SetPixel(x, y, kind switch
                {
                    0 => new SKColor((byte)(200 + noise), (byte)(50 + noise), (byte)(40 + noise)),
                    1 => new SKColor((byte)(50 + noise), (byte)(130 + noise), (byte)(40 + noise)),
                    _ => new SKColor((byte)(30 + noise), (byte)(80 + noise), (byte)(190 + noise)),
                });
            }
        }

        using SKData data = bitmap.Encode(format, 90);
        return data.ToArray();
    }
}
