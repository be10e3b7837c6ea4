using EdgeNet.Tests.Shared;
using Xunit.Abstractions;

namespace EdgeNet.Tests.Skipping;

public sealed class SkipsTests(ITestOutputHelper output)
{
    [Fact]
    public void EachTestThatSkipsHasAFileOfOneLine()
    {
        using var folder = new TestFolder();
        var skips = new Skips(folder.Path, isRequired: false);
        Assert.Equal("Skipped: A.b: no qemu", skips.Tell("A.b", "no qemu", isProgram: true));
        skips.Tell("A.c", "two\nlines\u001b[2J", isProgram: false);
        skips.Tell("A.d", new string('x', 5000), isProgram: false);
        string[] lines = [.. Directory.GetFiles(folder.Path).Select(File.ReadAllText).Order(StringComparer.Ordinal)];
        Assert.Equal(["Skipped: A.b: no qemu\n", "Skipped: A.c: two lines [2J\n", "Skipped: A.d: " + new string('x', 386) + "\n"], lines);
    }

    [Fact]
    public void WhereProgramsAreRequiredAMissingOneIsAFailureAndMissingDataIsNot()
    {
        var skips = new Skips(folder: null, isRequired: true);
        string message = Assert.Throws<InvalidOperationException>(() => skips.Tell("A.b", "no qemu", isProgram: true)).Message;
        Assert.Equal("EDGENET_REQUIRE=1: no qemu", message);
        Assert.Equal("Skipped: A.b: no data", skips.Tell("A.b", "no data", isProgram: false));
    }

    [Fact]
    public void TheNameIsThatOfTheTest() =>
        Assert.Equal($"{typeof(SkipsTests).FullName}.{nameof(TheNameIsThatOfTheTest)}", SkipOutput.NameOf(output, "x"));
}
