namespace EdgeNet.Cli.Tests.Commands;

public sealed class TeacherTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ANetworkLearnsOfTeachersAndIsResumed()
    {
        string data = _folder.WriteData(), whole = _folder.PathOf("whole.safetensors"), parts = _folder.PathOf("parts.safetensors");
        string teachers = _folder.WriteWeights("one.safetensors") + "," + _folder.WriteWeights("two.safetensors");
        string[] common = ["train", "LeNet5", "--data", data, "--batch", "20", "--schedule", "constant", "--validation", "50", "--augment",
            "--teacher", "lenet5", "--teacher-weights", teachers, "--temperature", "2", "--teacher-share", "0.5"];
        CommandRun run = CommandRun.Of([.. common, "--epochs", "2", "--out", whole]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(2, run.Lines.Count(l => l.StartsWith("Taught by LeNet5, with the weights of ", StringComparison.Ordinal)));
        Assert.Equal(0, CommandRun.Of([.. common, "--epochs", "1", "--out", parts]).ExitCode);
        CommandRun.Of([.. common[..^1], "0.6", "--epochs", "2", "--out", parts, "--resume"]).AssertFailed("another teacher");
        Assert.Equal(0, CommandRun.Of([.. common, "--epochs", "2", "--out", parts, "--resume"]).ExitCode);
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(parts));
    }

    [Fact]
    public void ATeacherThatIsNotThereOrDoesNotFitIsNamed()
    {
        string data = _folder.WriteData(), weights = _folder.WriteWeights("teacher.safetensors");
        string[] train = ["train", "LeNet5", "--data", data, "--epochs", "1", "--out", _folder.PathOf("w.safetensors")];
        Wrong(["--temperature", "2"], "--temperature: is of a teacher");
        Wrong(["--teacher-weights", weights], "--teacher-weights: is of a teacher");
        Failed(["--teacher", "Nobody"], "There is no network 'Nobody'");
        Wrong(["--teacher", "LeNet5,"], "--teacher: expected a name before and after each comma, found 'LeNet5,'");
        Wrong(["--teacher", "LeNet5,LeNet5", "--teacher-weights", weights], "expected a file for each of 2 teachers", "found 1");
        Failed(["--teacher", "ResNet8"], "--teacher: ResNet8 has no trained weights embedded", "resnet8.safetensors", "--teacher-weights");
        Failed(["--teacher", "DigitCnn"], "Teacher 'DigitCnn': expected 10 classes, which 'LeNet5' has, found 11.");
        Failed(["--teacher", "LeNet5", "--mean", "0.5"], "Teacher 'LeNet5': its inputs are prepared in another way", "found 0.5");
        Failed(["--teacher", "LeNet5", "--loss", "squared"], "a teacher goes with the cross-entropy loss, found the squared one");
        string[] taught = [.. train, "--teacher", "LeNet5"];
        CommandRun.Of([.. taught, "--temperature", "0"]).AssertWrongUsage("--temperature: expected 0.01 to 100, found 0");
        CommandRun.Of([.. taught, "--teacher-share", "2"]).AssertWrongUsage("--teacher-share: expected 0.001 to 1, found 2");
        CommandRun.Of([.. train[..^1], weights, "--force", "--teacher", "LeNet5", "--teacher-weights", weights])
            .AssertFailed("the weights of the teacher");
        CommandRun.Of(["train", "DigitLine", "--teacher", "LeNet5", "--out", _folder.PathOf("l.safetensors")])
            .AssertWrongUsage("--teacher: a network that reads lines learns from labels alone");

        void Wrong(string[] options, params string[] saying) => CommandRun.Of([.. train, .. options]).AssertWrongUsage(saying);
        void Failed(string[] options, params string[] saying) => CommandRun.Of([.. train, .. options]).AssertFailed(saying);
    }
}
