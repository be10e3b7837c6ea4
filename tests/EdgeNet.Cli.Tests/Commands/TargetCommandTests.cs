using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EdgeNet.Cli.Tests.Commands;

/// <summary>Numbers, and several classes a sample, through every command.</summary>
public sealed class TargetCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void NumbersOfATableAreTrainedEvaluatedAndPredicted()
    {
        string data = WriteTable("target_height,target_phase", (height, phase) => FormattableString.Invariant($"{height},{phase}"));
        string weights = _folder.PathOf("waves.safetensors"), report = _folder.PathOf("report.json");
        CommandRun train = CommandRun.Of(
            "train", "TimeSeriesCnn", "--data", data, "--loss", "squared", "--epochs", "30", "--folds", "0", "--validation", "20", "--out",
                weights, "--report", report);
        Assert.Equal((0, ""), (train.ExitCode, train.Error));
        Assert.Contains("input 1×24 in place of 9×128, 2 numbers in place of 6", train.Out);
        Assert.Contains("valid. R²", train.Out);
        Assert.Contains("validation mean R²", train.Out);
        string text = File.ReadAllText(_folder.PathOf("waves.cs"));
        Assert.Contains("[Dense(2, Name = \"output\")]", text);
        Assert.DoesNotContain("Softmax", text, StringComparison.Ordinal);
        JsonElement epochs = JsonDocument.Parse(File.ReadAllText(report)).RootElement.GetProperty("epochs");
        Assert.Equal("target_height", epochs[29].GetProperty("validation").GetProperty("numbers")[0].GetProperty("name").GetString());

        JsonElement evaluated = Json("evaluate", "TimeSeriesCnn", "--data", data, "--weights", weights, "--json");
        JsonElement number = evaluated.GetProperty("numbers")[0];
        Assert.Equal((28, "target_height"), (evaluated.GetProperty("samples").GetInt32(), number.GetProperty("name").GetString()));
        Assert.InRange(number.GetProperty("r2").GetDouble(), 0.7, 1);
        // Heights are 100 to 300.
        Assert.InRange(number.GetProperty("rmse").GetDouble(), 0.1, 35);
        CommandRun table = CommandRun.Of("evaluate", "TimeSeriesCnn", "--data", data, "--weights", weights);
        Assert.Contains("target_phase", table.Out);
        Assert.Contains("RMSE", table.Out);
        string page = _folder.PathOf("numbers.html");
        CommandRun drawn = CommandRun.Of("evaluate", "TimeSeriesCnn", "--data", data, "--weights", weights, "--report", page);
        Assert.Equal((0, ""), (drawn.ExitCode, drawn.Error));
        double error = number.GetProperty("rmse").GetDouble();
        Assert.Contains(FormattableString.Invariant($"<data class=\"rmse\" value=\"{error:R}\">"), File.ReadAllText(page));

        string one = _folder.WriteText("one.csv", string.Join('\n', Wave(250, 1)));
        JsonElement predicted = Json("predict", "TimeSeriesCnn", "--weights", weights, one, "--json");
        Assert.InRange(predicted.GetProperty("numbers")[0].GetProperty("value").GetDouble(), 180, 320);
        Assert.Contains("one.csv: target_height ", CommandRun.Of("predict", "TimeSeriesCnn", "--weights", weights, one).Out);
    }

    /// <summary>Whole numbers may be classes; whoever asks for the squared loss is told how they become numbers.</summary>
    [Fact]
    public void LabelsThatAreWholeNumbersAreToldToBeClasses()
    {
        string data = WriteTable("label", (height, _) => FormattableString.Invariant($"{(int)height}"));
        string[] train = ["train", "TimeSeriesCnn", "--data", data, "--loss", "squared", "--epochs", "1", "--folds", "0", "--validation",
            "20"];
        CommandRun classes = CommandRun.Of([.. train, "--out", _folder.PathOf("classes.safetensors")]);
        Assert.Equal(0, classes.ExitCode);
        Assert.Contains("labels are learnt as classes. To learn them as numbers", classes.Error);
        CommandRun numbers = CommandRun.Of([.. train, "--targets", "label", "--out", _folder.PathOf("numbers.safetensors")]);
        Assert.Equal((0, ""), (numbers.ExitCode, numbers.Error));
        Assert.Contains("1 number in place of 6", numbers.Out);
    }

    [Fact]
    public void SeveralClassesOfAPictureAreTrainedEvaluatedAndPredicted()
    {
        string data = WritePictures();
        string weights = _folder.PathOf("bars.safetensors");
        CommandRun train = CommandRun.Of(
            "train", "LeNet5", "--data", data, "--epochs", "12", "--folds", "0", "--validation", "20", "--out", weights);
        Assert.Equal((0, ""), (train.ExitCode, train.Error));
        Assert.Contains("3 classes in place of 10", train.Out);
        Assert.Contains("mean average precision", train.Out);
        Assert.Contains("Activation.Sigmoid", File.ReadAllText(_folder.PathOf("bars.cs")));

        JsonElement evaluated = Json("evaluate", "LeNet5", "--data", data, "--weights", weights, "--json");
        Assert.InRange(evaluated.GetProperty("meanAveragePrecision").GetDouble(), 0.9, 1);
        Assert.InRange(evaluated.GetProperty("exactMatch").GetDouble(), 0.8, 1);
        Assert.Equal(["left", "middle", "right"], evaluated.GetProperty("labels").EnumerateArray().Select(l => l.GetProperty("name").GetString()));

        string both = Path.Combine(data, "p05.pgm"), none = Path.Combine(data, "p00.pgm");
        Assert.Matches(@"p05\.pgm: left [0-9.]+ %, right [0-9.]+ %", CommandRun.Of("predict", "LeNet5", "--weights", weights, both).Out);
        Assert.Contains("none of the classes", CommandRun.Of("predict", "LeNet5", "--weights", weights, none).Out);
        JsonElement predicted = Json("predict", "LeNet5", "--weights", weights, both, "--json");
        Assert.Equal([true, false, true], predicted.GetProperty("labels").EnumerateArray().Select(l => l.GetProperty("has").GetBoolean()));
    }

    [Fact]
    public void DataAndLossThatDoNotGoTogetherAreTold()
    {
        string table = WriteTable("target_height,target_phase", (height, phase) => FormattableString.Invariant($"{height},{phase}"));
        string weights = _folder.PathOf("w.safetensors");
        CommandRun.Of("train", "TimeSeriesCnn", "--data", table, "--loss", "cross-entropy", "--out", weights, "--force")
            .AssertFailed("numbers to learn expect the squared loss, found cross-entropy");
        CommandRun.Of("train", "TimeSeriesCnn", "--data", table, "--label-smoothing", "0.1", "--out", weights, "--force")
            .AssertFailed("--label-smoothing: is for classes of which a sample has one");
        CommandRun.Of("train", "TimeSeriesCnn", "--data", table, "--targets", "target_width", "--out", weights, "--force")
            .AssertFailed("expected a column 'target_width', found 26 others: target_height, target_phase, t0");
        CommandRun.Of("train", "TimeSeriesCnn", "--data", table, "--targets", "target_hight", "--out", weights, "--force")
            .AssertFailed("found 26 others", "Did you mean target_height?");
        CommandRun binary = CommandRun.Of("train", "TimeSeriesCnn", "--data", table, "--loss", "binary", "--out", weights, "--force");
        binary.AssertFailed("numbers to learn expect the squared loss, found the binary one");
        // Nothing is told of a training that does not begin, and nothing is left of it.
        Assert.Equal("", binary.Out);
        Assert.False(File.Exists(_folder.PathOf("w.cs")));
        CommandRun.Of("train", "LeNet5", "--data", WritePictures(), "--loss", "squared", "--out", weights, "--force")
            .AssertFailed("any number of classes a sample to learn expect the binary loss, found the squared one");
        CommandRun.Of("evaluate", "LeNet5", "--data", WritePictures())
            .AssertFailed("answer one class a sample, found any number of classes a sample");
    }

    [Fact]
    public void AColumnOfWholeNumbersIsANumberWhereItIsAskedFor()
    {
        string table = WriteTable("label,age", (height, phase) => FormattableString.Invariant($"{(phase > 1 ? 1 : 0)},{(int)height}"));
        CommandRun train = CommandRun.Of(
            "train", "TimeSeriesCnn", "--data", table, "--targets", "age", "--epochs", "1", "--folds", "0", "--validation", "20", "--out",
                _folder.PathOf("w.safetensors"));
        Assert.Equal((0, ""), (train.ExitCode, train.Error));
        Assert.Contains("1 number in place of 6", train.Out);
    }

    [Fact]
    public void ClassesMayHaveDecimalsAsNames()
    {
        string table = WriteTable("label", (_, phase) => phase > 1 ? "0.5" : "0.1"), weights = _folder.PathOf("w.safetensors");
        CommandRun train = CommandRun.Of(
            "train", "TimeSeriesCnn", "--data", table, "--loss", "cross-entropy", "--epochs", "1", "--folds", "0", "--validation", "20",
                "--out", weights);
        Assert.Equal((0, ""), (train.ExitCode, train.Error));
        Assert.Contains("2 classes in place of 6", train.Out);
        JsonElement evaluated = Json("evaluate", "TimeSeriesCnn", "--data", table, "--weights", weights, "--json");
        Assert.Equal(2, evaluated.GetProperty("confusion").GetArrayLength());
    }

    [Fact]
    public void ANumberThatIsNoneAmongDecimalsIsToldWithItsPlace()
    {
        int row = 0;
        string table = WriteTable("label", (height, _) => ++row == 7 ? "NaN" : FormattableString.Invariant($"{height + 0.5}"));
        string expected = $"{table}: line 8, 'label': expected a number, as in most other rows, found 'NaN'.";
        CommandRun.Of("train", "TimeSeriesCnn", "--data", table, "--out", _folder.PathOf("w.safetensors")).AssertFailed(expected);
        CommandRun.Of("data", "check", table).AssertFailed(expected);
    }

    [Fact]
    public void DataCheckCountsTargets()
    {
        JsonElement numbers = Json(
            "data", "check", WriteTable("target_height,target_phase", (height, phase) => FormattableString.Invariant($"{height},{phase}")),
                "--json");
        Assert.Equal("numbers", numbers.GetProperty("outputs").GetString());
        Assert.Equal(200, numbers.GetProperty("samples").EnumerateArray().Sum(s => s.GetInt32()));
        Assert.InRange(numbers.GetProperty("numbers")[0].GetProperty("mean").GetDouble(), 150, 250);
        string data = WritePictures();
        JsonElement labels = Json("data", "check", data, "--json");
        Assert.Equal("labels", labels.GetProperty("outputs").GetString());
        Assert.Equal(160, labels.GetProperty("samples")[0].GetInt32());
        Assert.Equal([80, 80, 80], labels.GetProperty("parts")[0].GetProperty("counts").EnumerateArray().Select(c => c.GetInt32()));
        Assert.Contains("left", CommandRun.Of("data", "check", data).Out);
    }

    private static JsonElement Json(params string[] arguments)
    {
        CommandRun run = CommandRun.Of(arguments);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return JsonDocument.Parse(run.Out).RootElement;
    }

    private static string[] Wave(double height, double phase) =>
        [.. Enumerable.Range(0, 24).Select(t => height / 100 * Math.Sin(0.5 * t + phase))
            .Select(y => y.ToString("0.0000", CultureInfo.InvariantCulture))];

    /// <summary>Two hundred waves of heights from 100 to 300 and phases from 0 to 2.</summary>
    private string WriteTable(string targets, Func<double, double, string> row)
    {
        var random = new Random(1);
        var text = new StringBuilder(targets + "," + string.Join(',', Enumerable.Range(0, 24).Select(t => "t" + t)) + "\n");
        for (int i = 0; i < 200; i++)
        {
            double height = Math.Round(100 + 200 * random.NextDouble(), 2), phase = Math.Round(2 * random.NextDouble(), 3);
            text.Append(row(height, phase)).Append(',').AppendJoin(',', Wave(height, phase)).Append('\n');
        }

        return _folder.WriteText(Guid.NewGuid().ToString("N") + "/train.csv", text.ToString());
    }

    /// <summary>Pictures with bars on the left, in the middle and on the right, each there or not.</summary>
    private string WritePictures()
    {
        string name = Guid.NewGuid().ToString("N");
        var random = new Random(2);
        var table = new StringBuilder("file,labels\n");
        for (int i = 0; i < 160; i++)
        {
            byte[] pixels = new byte[28 * 28];
            random.NextBytes(pixels);
            for (int p = 0; p < pixels.Length; p++) pixels[p] = (byte)(pixels[p] / 5);
            for (int bar = 0; bar < 3; bar++)
                for (int y = 4; y < 24 && (i >> bar & 1) == 1; y++)
                    for (int x = 4 + 8 * bar; x < 8 + 8 * bar; x++) pixels[y * 28 + x] = 240;
            string file = FormattableString.Invariant($"p{i:00}.pgm");
            _folder.Write($"{name}/{file}", [.. "P5 28 28 255\n"u8, .. pixels]);
            string[] has = [.. new[] { "left", "middle", "right" }.Where((_, bar) => (i >> bar & 1) == 1)];
            table.Append(CultureInfo.InvariantCulture, $"{file},{string.Join(';', has)}\n");
        }

        _folder.WriteText($"{name}/labels.csv", table.ToString());
        return Path.Combine(_folder.Path, name);
    }
}
