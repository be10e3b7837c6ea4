using System.Text;
using EdgeNet.Tests.Shared;
using EdgeNet.Vision.Patterns;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNet.Vision.Tests.Patterns;

public class CodeListTests
{
    [Fact]
    public void AFileHasACodeALine()
    {
        CodeList codes = Parse("\ufeff# Sweden\r\n  00100\t\r\n\n02139 # Cambridge\n00100\n1234567890123456 78".Replace(" 78", "78"));
        Assert.Equal(3, codes.Count);
        Assert.True(codes.Contains("00100"));
        Assert.True(codes.Contains("123456789012345678"));
        Assert.False(codes.Contains("100"));
        Assert.False(codes.Contains("0010"));
        Assert.False(codes.Contains("001000"));
        Assert.False(codes.Contains(""));
        Assert.False(codes.Contains("0010x"));
        Assert.Equal(2, codes.CountOf(5));
        Assert.Equal(0, codes.CountOf(99));
        Assert.Equal("3 codes of 5 to 18 digits", codes.ToString());
    }

    [Theory]
    [InlineData("12345\n1234x\n", "codes.txt: line 2: expected a code of 1 to 18 digits, found '1234x'.")]
    [InlineData("12 345", "line 1: expected a code of 1 to 18 digits, found '12 345'.")]
    [InlineData("\n\n1234567890123456789\n", "line 3: ")]
    [InlineData("\u0661\u0662\u0663", "line 1: ")]
    [InlineData("12\u001b[2J", "found '12\\u001b[2J'")]
    [InlineData("# nothing\n\n", "codes.txt: expected a code of digits on each line, found none.")]
    [InlineData("", "found none.")]
    public void ErrorsNameTheLine(string text, string message) =>
        Assert.Contains(message, Assert.Throws<CodeListException>(() => Parse(text)).Message);

    [Fact]
    public void LinesOfAnyLengthTakeNoMemory()
    {
        Assert.Equal(1, Parse("7#" + new string('x', 100_000) + "\n" + new string(' ', 100_000)).Count);
        Assert.Contains("line 2", Assert.Throws<CodeListException>(() => Parse("7\n" + new string('1', 100_000))).Message);
        Assert.Throws<CodeListException>(() => Parse(new string(' ', 100_000) + "x"));
    }

    [Fact]
    public void FilesThatAreNoneAreRefused()
    {
        using var folder = new TestFolder();
        Assert.Throws<CodeListException>(() => CodeList.Read(folder.PathOf("missing.txt")));
        Assert.Throws<CodeListException>(() => CodeList.Read(folder.Path));
        if (OperatingSystem.IsLinux())
            Assert.Contains("found a device", Assert.Throws<CodeListException>(() => CodeList.Read("/dev/zero")).Message);
        Assert.Equal(1, CodeList.Read(folder.WriteText("codes.txt", "10115\n")).Count);
    }

    [Fact]
    public void AFileThatIsTooLargeIsRefused() =>
        Assert.Contains("at most 256 MB", Assert.Throws<CodeListException>(() => CodeList.Read(new Endless(), "codes.txt")).Message);

    [Fact]
    public void CodesAndTheirBeginningsAreFound() => Prop.ForAll(
        Gen.Choose(1, 18).SelectMany(length => Gen.Choose('0', '9').ArrayOf(length)).Select(c => new string([.. c.Select(v => (char)v)])).NonEmptyListOf().ToArbitrary(),
        Gen.Choose(0, 18).SelectMany(length => Gen.Choose('0', '9').ArrayOf(length)).Select(c => new string([.. c.Select(v => (char)v)])).ToArbitrary(),
        (codes, text) =>
        {
            CodeList list = CodeList.Of([.. codes]);
            foreach (string part in codes.Select(c => c[..(c.Length / 2)]).Append(text))
            {
                Assert.Equal(codes.Contains(part), list.Contains(part));
                Assert.Equal(codes.Exists(c => c.StartsWith(part, StringComparison.Ordinal)), list.ContainsPrefix(part));
            }

            Assert.Equal(codes.Distinct().Count(), list.Count);
            Assert.Equal(list.Count, Enumerable.Range(1, 18).Sum(list.CountOf));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void AMillionCodesAreRead()
    {
        var text = new StringBuilder();
        for (int i = 999_999; i >= 0; i--)
            text.Append(i.ToString("D6")).Append('\n');
        CodeList codes = Parse(text.ToString());
        Assert.Equal(1_000_000, codes.Count);
        Assert.True(codes.Contains("000000") && codes.Contains("999999"));
    }

    private static CodeList Parse(string text) => CodeList.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "codes.txt");

    private sealed class Endless : MemoryStream
    {
        public override int Read(Span<byte> buffer)
        {
            buffer.Fill((byte)'\n');
            return buffer.Length;
        }
    }
}
