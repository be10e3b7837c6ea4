using System.Text;
using EdgeNet.Deployment.Ssh;

namespace EdgeNet.Deployment.Tests.Ssh;

public sealed class RemoteLinesTests
{
    [Fact]
    public void Lines_are_told_as_they_come_and_nothing_in_them_acts() =>
        Assert.Equal(["one", "", "\\u001b[2J two\\u202e", "three"], Read("one\r\n\n\u001b[2J\ttwo\u202e\nthree"));

    [Fact]
    public void Bytes_that_are_no_text_are_shown_as_such() => Assert.Equal(["a\ufffdb"], Read([(byte)'a', 0xff, (byte)'b']));

    [Fact]
    public void A_line_without_end_is_cut_and_the_next_one_is_whole()
    {
        string[] lines = Read(new string('x', 1_000_000) + "\nnext");
        Assert.Equal([new string('x', RemoteLines.LongestLine) + "…", "next"], lines);
    }

    [Fact]
    public void Of_too_many_lines_the_first_are_told()
    {
        string[] lines = Read(string.Concat(Enumerable.Repeat("x\n", 100_000)));
        Assert.Equal(RemoteLines.MostLines + 1, lines.Length);
        Assert.Equal("…", lines[^1]);
    }

    [Fact]
    public void A_stream_without_end_is_given_up()
    {
        int calls = 0;
        var lines = new RemoteLines(_ => { }, () => calls++);
        lines.ReadAll(new MemoryStream(new byte[RemoteLines.MostBytes]));
        Assert.False(lines.IsTooLong);
        lines.ReadAll(new MemoryStream(new byte[1]));
        Assert.True(lines.IsTooLong);
        Assert.Equal(1, calls);
    }

    private static string[] Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static string[] Read(byte[] bytes)
    {
        var told = new List<string>();
        var lines = new RemoteLines(told.Add, () => { });
        lines.ReadAll(new MemoryStream(bytes));
        Assert.Equal(told, lines.Lines);
        return [.. told];
    }
}
