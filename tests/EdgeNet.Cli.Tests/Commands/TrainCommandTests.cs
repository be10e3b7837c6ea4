using System.Globalization;
using System.Text.Json;
using EdgeNet.Imaging;
using SkiaSharp;

namespace EdgeNet.Cli.Tests.Commands;

public sealed class TrainCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TrainingLearnsReportsAndLeavesWeightsThatEvaluate()
    {
        string data = _folder.WriteData();
        string weights = _folder.PathOf("lenet5.safetensors");
        string report = _folder.PathOf("report.json");
        CommandRun run = CommandRun.Of(
            "train", "lenet5", "--data", data, "--epochs", "4", "--batch", "10", "--seed", "3", "--out", weights, "--report", report,
                "--validation", "50");
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(run.Lines, l => l.TrimStart().StartsWith("4/4", StringComparison.Ordinal));
        Assert.Contains($"Weights: {weights}", run.Out);

        JsonElement story = JsonDocument.Parse(File.ReadAllText(report)).RootElement;
        Assert.Equal(4, story.GetProperty("epochs").GetArrayLength());
        Assert.Equal("Completed", story.GetProperty("reason").GetString());
        Assert.Contains("train lenet5", story.GetProperty("command").GetString());

        CommandRun evaluate = CommandRun.Of("evaluate", "LeNet5", "--data", data, "--weights", weights, "--json");
        double accuracy = JsonDocument.Parse(evaluate.Out).RootElement.GetProperty("accuracy").GetDouble();
        JsonElement best = story.GetProperty("epochs")[story.GetProperty("best").GetInt32() - 1];
        Assert.Equal(best.GetProperty("test").GetProperty("accuracy").GetDouble(), accuracy, 6);
        Assert.True(accuracy > 0.5, accuracy.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void AFolderOfMixedFormatsTrainsAndWhatIsWrongIsTold()
    {
        for (int i = 0; i < 40; i++)
        {
            using var bitmap = new SKBitmap(28, 28);
            bitmap.Erase(SKColors.Black);
            for (int x = 4; x < 24; x++) bitmap.SetPixel(x, 3 + 2 * (i % 10), SKColors.White);
            SKEncodedImageFormat format = (i / 10) switch
            {
                0 => SKEncodedImageFormat.Jpeg,
                1 => SKEncodedImageFormat.Png,
                _ => SKEncodedImageFormat.Webp,
            };
            using SKData data = bitmap.Encode(format, 95);
            byte[] file = data.ToArray();
            if (i >= 30)
                file = [.. "P5 28 28 255\n"u8, .. DesktopPictures.Reader.Read(file, "x").Pixels];
            string extension = (i / 10) switch { 0 => "jpg", 1 => "png", 2 => "webp", _ => "pgm" };
            _folder.Write($"mixed/{i % 10}/{i}.{extension}", file);
        }

        _folder.Write("mixed/3/broken.jpg", [0xFF, 0xD8, 0xFF, 0xE0]);
        _folder.Write("mixed/4/phone.heic", []);
        string folder = Path.Combine(_folder.Path, "mixed");
        CommandRun run = CommandRun.Of(
            "train", "LeNet5", "--data", folder, "--epochs", "1", "--batch", "4", "--validation", "5", "--out",
                _folder.PathOf("w.safetensors"));
        Assert.Equal(0, run.ExitCode);
        Assert.Matches("3[56] pictures to train and validate with, [45] to test with", run.Out);
        string[] told = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, told.Length);
        Assert.Contains("the test part has no sample of 5 classes with too few", told[3]);
        Assert.Contains("broken.jpg: JPEG ", told[0]);
        Assert.Equal($"edgenet: {folder}: passed over 1 picture that cannot be read", told[1]);
        Assert.Equal($"edgenet: {folder}: passed over pictures of formats that are not read: 1 HEIC", told[2]);
        CommandRun evaluate = CommandRun.Of("evaluate", "LeNet5", "--data", folder, "--weights", _folder.PathOf("w.safetensors"));
        Assert.Equal(0, evaluate.ExitCode);
        Assert.Equal(run.Error, evaluate.Error);
    }

    [Theory]
    [InlineData("best", "Best epoch")]
    [InlineData("last", ". Epoch 2: validation error")]
    public void OnATerminalThereIsALineAnEpochToo(string keep, string expected)
    {
        CommandRun run = CommandRun.OnTerminal(
            "train", "LeNet5", "--data", _folder.WriteData(), "--epochs", "2", "--validation", "20", "--keep", keep, "--out",
                _folder.PathOf("w.safetensors"));
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("1/2", run.Out);
        Assert.Contains("2/2", run.Out);
        Assert.Contains(expected, run.Out);
    }

    [Fact]
    public void AFailureOnATerminalIsALineToo() =>
        CommandRun.OnTerminal("train", "LeNet5", "--data", _folder.WriteData(), "--optimizer", "sgd", "--rate", "3e38", "--out",
            _folder.PathOf("w.safetensors"))
            .AssertFailed("LeNet5", "loss");

    [Fact]
    public void ResumingGivesTheWeightsOfAnUninterruptedRun()
    {
        string data = _folder.WriteData();
        string whole = _folder.PathOf("whole.safetensors");
        string parts = _folder.PathOf("parts.safetensors");
        string[] common = ["train", "LeNet5", "--data", data, "--batch", "20", "--schedule", "constant", "--validation", "50", "--augment"];
        Assert.Equal(0, CommandRun.Of([.. common, "--epochs", "2", "--out", whole]).ExitCode);
        Assert.Equal(0, CommandRun.Of([.. common, "--epochs", "1", "--out", parts]).ExitCode);
        CommandRun resumed = CommandRun.Of([.. common, "--epochs", "2", "--out", parts, "--resume"]);
        Assert.Equal("", resumed.Error);
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(parts));
    }

    [Fact]
    public void ARateIsFoundToldAndDrawn()
    {
        string picture = _folder.PathOf("rate.svg");
        string[] train = ["train", "LeNet5", "--data", _folder.WriteData(), "--epochs", "1", "--validation", "20", "--rate", "auto",
            "--rate-picture", picture];
        CommandRun run = CommandRun.Of([.. train, "--out", _folder.PathOf("w.safetensors"), "--schedule", "constant"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string told = Assert.Single(run.Lines, l => l.StartsWith("Rate: ", StringComparison.Ordinal));
        string rate = told.Split(' ')[1].TrimEnd(',');
        Assert.Contains(rate, run.Lines.Single(l => l.TrimStart().StartsWith("1/1", StringComparison.Ordinal)));
        string svg = File.ReadAllText(picture);
        Assert.StartsWith("<svg xmlns=", svg);
        Assert.Contains($"chosen: {rate}", svg);
        System.Xml.Linq.XDocument.Parse(svg);

        CommandRun.Of([.. train, "--out", _folder.PathOf("x.safetensors")]).AssertFailed("rate.svg: there is a file already", "--force");
        CommandRun.Of("train", "LeNet5", "--rate", "0.1", "--rate-picture", picture).AssertWrongUsage("--rate-picture", "--rate auto");
        // It is no other output, and on a resumed run no other file either.
        string weights = _folder.PathOf("other.safetensors"), mine = _folder.WriteText("mine.svg", "mine");
        string[] resumed = [.. train[..^1], _folder.WriteText("other.safetensors.checkpoint", "state"), "--out", weights, "--resume"];
        CommandRun.Of(resumed).AssertWrongUsage("the file of the weights or of their checkpoint", "--rate-picture");
        CommandRun.Of([.. train, "--out", weights, "--report", picture]).AssertWrongUsage("--report", "--rate-picture");
        CommandRun.Of([.. train[..^1], mine, "--out", weights, "--resume"])
            .AssertFailed("mine.svg: there is a file already", "--rate-picture");
        Assert.Equal("mine", File.ReadAllText(mine));
    }

    [Fact]
    public void VariationsBelongToAKindOfData()
    {
        string data = _folder.WriteData(), weights = _folder.PathOf("w.safetensors");
        CommandRun.Of("train", "LeNet5", "--data", data, "--augment", "--warp", "0.05", "--out", weights)
            .AssertWrongUsage("--warp", "handwriting");
        CommandRun.Of("train", "LeNet5", "--data", data, "--augment", "series", "--out", weights)
            .AssertFailed("expects series of (channels, length)");
        CommandRun.Of("train", "LeNet5", "--data", data, "--augment", "music").AssertWrongUsage("--augment", "photograph", "found 'music'");
        CommandRun.Of("train", "LeNet5", "--data", data, "--flip", "2", "--out", weights)
            .AssertWrongUsage("--flip: expected 0 to 1, found 2");
        CommandRun run = CommandRun.Of(
            "train", "LeNet5", "--data", data, "--augment", "photograph", "--flip", "0", "--cutout", "0.2", "--cutmix", "1", "--epochs",
                "1", "--validation", "20", "--out", weights);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public void LossesAndSchedulesAreChosen()
    {
        string data = _folder.WriteData();
        string[] train = ["train", "LeNet5", "--data", data, "--epochs", "2", "--validation", "20", "--force", "--out",
            _folder.PathOf("w.safetensors")];
        foreach (string[] options in (string[][])
        [
            ["--focus", "2", "--balance", "--schedule", "step", "--every", "1"],
            ["--loss", "squared", "--schedule", "plateau", "--warm-up", "0.5"],
            ["--schedule", "one-cycle", "--warm-up", "0.5"],
        ])
        {
            CommandRun run = CommandRun.Of([.. train, .. options]);
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
        }

        CommandRun.Of([.. train, "--loss", "binary"]).AssertFailed("LeNet5", "softmax");
        CommandRun.Of([.. train, "--loss", "squared", "--focus", "2"])
            .AssertWrongUsage("--focus: is of --loss cross-entropy; found --loss squared.");
        CommandRun.Of([.. train, "--wheel"]).AssertWrongUsage("--wheel: is of --scale-smoothing");
        CommandRun.Of([.. train, "--patience", "2", "--keep", "last"]).AssertWrongUsage("--patience: ", "found --keep last");
        CommandRun.Of([.. train, "--loss", "big"]).AssertWrongUsage("--loss", "found 'big'");
        CommandRun.Of([.. train, "--warm-up", "-1"]).AssertFailed("WarmUp of the schedule: expected a number of 0 or more, found -1");
    }

    [Fact]
    public void WithNothingToResumeTrainingStartsAndSaysSo()
    {
        string weights = _folder.PathOf("new.safetensors");
        CommandRun run = CommandRun.Of("train", "LeNet5", "--data", _folder.WriteData(), "--out", weights, "--resume", "--epochs", "1",
            "--validation", "20");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains($"There is no {weights}.checkpoint: nothing to resume, training starts.", run.Out);
    }

    [Fact]
    public void ResumingWithOtherOptionsSaysWhichAndWithOtherEpochsWhatFollows()
    {
        string weights = _folder.PathOf("w.safetensors");
        string[] common = ["train", "LeNet5", "--data", _folder.WriteData(), "--out", weights, "--validation", "20"];
        Assert.Equal(0, CommandRun.Of([.. common, "--epochs", "1"]).ExitCode);
        CommandRun.Of([.. common, "--epochs", "1", "--resume", "--seed", "2"])
            .AssertFailed("another seed: the checkpoint's is 1, this run's is 2");
        CommandRun longer = CommandRun.Of([.. common, "--epochs", "2", "--resume"]);
        Assert.Equal(0, longer.ExitCode);
        Assert.Contains("after epoch 1 of 1", longer.Out);
        Assert.Contains("not those of an uninterrupted run", longer.Error);
    }

    [Fact]
    public void WeightsAndOtherPeoplesFilesAreNotOverwritten()
    {
        string data = _folder.WriteData(), weights = _folder.PathOf("w.safetensors");
        string[] train = ["train", "LeNet5", "--data", data, "--out", weights, "--epochs", "1", "--validation", "20"];
        Assert.Equal(0, CommandRun.Of(train).ExitCode);
        byte[] before = File.ReadAllBytes(weights);
        CommandRun.Of(train)
            .AssertFailed("w.safetensors: there are weights already, right in ", "of 50 (test), learnt from data", "--force");
        Assert.Equal(before, File.ReadAllBytes(weights));
        CommandRun.Of(["train", "TimeSeriesCnn", .. train[2..]]).AssertFailed("weights of another network", "--force");
        File.Delete(weights);
        CommandRun.Of(train).AssertFailed("w.safetensors.checkpoint: there is the checkpoint of another run", "--resume", "--force");
        File.WriteAllText(weights, "a letter");
        CommandRun.Of(train).AssertFailed("holds no weights of EdgeNet's");
        Assert.Equal("a letter", File.ReadAllText(weights));
        string report = _folder.PathOf("notes.json");
        File.WriteAllText(report, "{}");
        CommandRun.Of([.. train, "--out", _folder.PathOf("x.safetensors"), "--report", report]).AssertWrongUsage("--out");
        CommandRun.Of(["train", "LeNet5", "--data", data, "--out", _folder.PathOf("x.safetensors"), "--report", report])
            .AssertFailed("notes.json: there is a file that is no report");
        Assert.Equal(0, CommandRun.Of([.. train, "--force"]).ExitCode);
    }

    [Theory]
    [InlineData("--rate", "0,1")]
    [InlineData("--rate", "1e")]
    [InlineData("--rate", "NaN")]
    [InlineData("--rate", "∞")]
    [InlineData("--shift", "0,5")]
    [InlineData("--seed", "1,000")]
    [InlineData("--seed", "99999999999")]
    [InlineData("--epochs", "2.5")]
    [InlineData("--label-smoothing", "0,1")]
    [InlineData("--folds", "five")]
    [InlineData("--mean", "0.5;0.5")]
    [InlineData("--columns", "1,6")]
    public void NumbersAreWrittenInTheInvariantCulture(string option, string value)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        // As in Germany; the tests run without ICU, which knows the real one.
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (german.NumberFormat.NumberDecimalSeparator, german.NumberFormat.NumberGroupSeparator) = (",", ".");
        CultureInfo.CurrentCulture = german;
        try
        {
            CommandRun run = CommandRun.Of("train", "LeNet5", option, value);
            run.AssertWrongUsage(option, $"found '{value}'");
            Assert.DoesNotContain("System.", run.Error);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData("LeNet5", "0,5", "--mean 0.5")]
    [InlineData("ResNet8", "0,5", "--mean 0.5")]
    [InlineData("ResNet8", "0.1,0.2,0.3,0.4", "each of the 3 channels")]
    public void MeansThatAreNotOneAChannelAreRefused(string network, string means, string expected) =>
        CommandRun.Of("train", network, "--mean", means, "--out", _folder.PathOf("w.safetensors"))
            .AssertWrongUsage("--mean: ", $"'{means}'", expected);

    [Theory]
    [InlineData("--epoch", "--epochs")]
    [InlineData("--lable-smoothing", "--label-smoothing")]
    [InlineData("--weigth-decay", "--weight-decay")]
    public void AMistypedOptionIsAnsweredWithTheRightOne(string typed, string meant) =>
        CommandRun.Of("train", "LeNet5", typed, "5").AssertWrongUsage($"Did you mean {meant}?");

    [Fact]
    public void AMistypedNetworkCommandOrWordIsAnsweredToo()
    {
        CommandRun.Of("train", "LeNet").AssertFailed("Did you mean LeNet5?");
        CommandRun.Of("inspect", "restnet8").AssertFailed("Did you mean ResNet8");
        CommandRun.Of("predcit", "LeNet5").AssertWrongUsage("Did you mean predict?");
        CommandRun.Of("train", "LeNet5", "--schedule", "cosin").AssertWrongUsage("Did you mean cosine?");
        CommandRun.Of("read", "--tresholds", "x").AssertWrongUsage("Did you mean --threshold?");
    }

    [Fact]
    public void DataThatHaveNoRoomAreNoInternalError() =>
        CommandRun.Of("train", "AlexNet", "--out", _folder.PathOf("a.safetensors")).AssertFailed("billion numbers");

    [Fact]
    public void WhereTheWeightsCannotGoIsSaidBeforeTraining() =>
        CommandRun.Of("train", "LeNet5", "--out", "nowhere/lenet5.safetensors").AssertFailed("nowhere/lenet5.safetensors", "no folder");

    [Theory]
    [InlineData("--epochs", "0")]
    [InlineData("--batch", "-1")]
    [InlineData("--optimizer", "magic")]
    [InlineData("--label-smoothing", "2")]
    [InlineData("--label-smoothing", "1")]
    [InlineData("--rate", "-1")]
    [InlineData("--rate", "0")]
    [InlineData("--weight-decay", "1")]
    [InlineData("--average", "1")]
    [InlineData("--folds", "1")]
    [InlineData("--shift", "-1")]
    [InlineData("--contrast", "1.5")]
    public void WrongNumbersAreWrongUsage(params string[] args) => CommandRun.Of(["train", "LeNet5", .. args]).AssertWrongUsage(args[0]);
}
