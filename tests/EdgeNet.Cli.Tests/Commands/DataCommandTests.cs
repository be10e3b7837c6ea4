using System.Text.Json;

namespace EdgeNet.Cli.Tests.Commands;

public sealed class DataCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    public void WhatIsInADataSetFitsTheTerminal(int width)
    {
        string folder = WritePictures();
        CommandRun run = CommandRun.OfWidth(width, "data", "check", folder);
        Assert.Equal(0, run.ExitCode);
        Assert.All(run.Lines, line => Assert.InRange(line.Length, 0, width));
        Assert.Contains("1, of them 1 in two parts, 0 in two", run.Out);
        Assert.Contains("broken", run.Out);
        Assert.DoesNotContain("\u001b", run.Out);
    }

    [Fact]
    public void JsonNamesAll()
    {
        CommandRun run = CommandRun.Of("data", "check", WritePictures(), "--json");
        JsonElement report = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(["cat", "dog\u001b[31m"], report.GetProperty("classes").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal(2, report.GetProperty("parts").GetArrayLength());
        Assert.Equal(6, report.GetProperty("parts")[0].GetProperty("counts")[0].GetInt32());
        Assert.Equal(1, report.GetProperty("broken").GetArrayLength());
        JsonElement copy = report.GetProperty("duplicates")[0];
        Assert.True(copy.GetProperty("exact").GetBoolean() && copy.GetProperty("crossesParts").GetBoolean());
        CommandRun.Of("data", "check", "nowhere").AssertFailed("nowhere: there is no such folder");
    }

    [Fact]
    public void WhatIsNotKnownIsNotFetched()
    {
        CommandRun.Of("data", "fetch", "mnit")
            .AssertFailed("There is no data set 'mnit' to fetch; there are mnist, fashion-mnist, kmnist, cifar10.");
        CommandRun.Of("data", "fetch", "mnist", "--from", "file:///etc/")
            .AssertWrongUsage("--from: expected an address that begins with http:// or https://");
        // Nothing listens on port 1.
        CommandRun.Of("data", "fetch", "mnist", "--from", "http://127.0.0.1:1/x", "--out", _folder.PathOf("mnist"))
            .AssertFailed("http://127.0.0.1:1/x/train-images-idx3-ubyte.gz: cannot be reached; is there a network?",
            "without a network, copy train-images-idx3-ubyte.gz into");
    }

    private string WritePictures()
    {
        for (int i = 0; i < 6; i++) _folder.Write($"set/train/cat/{i}.pgm", Picture(i));
        for (int i = 0; i < 4; i++) _folder.Write($"set/train/dog\u001b[31m/{i}.pgm", Picture(20 + i));
        _folder.Write("set/test/cat/a long name of a copy that is in another part of the data set than the picture.pgm", Picture(3));
        _folder.Write("set/test/cat/broken.pgm", "P5 9 9 255\n"u8.ToArray());
        return Path.Combine(_folder.Path, "set");
    }

    private static byte[] Picture(int seed)
    {
        byte[] coarse = new byte[9];
        new Random(seed).NextBytes(coarse);
        return [.. "P5 9 9 255\n"u8, .. Enumerable.Range(0, 81).Select(i => coarse[i / 27 * 3 + i % 9 / 3])];
    }
}
