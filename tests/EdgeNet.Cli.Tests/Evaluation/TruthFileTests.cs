using EdgeNet.Cli.Evaluation.Reading;

namespace EdgeNet.Cli.Tests.Evaluation;

public sealed class TruthFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheHeaderDecides()
    {
        TruthFile mail = Read("truth.csv", "file,code,kind,note\na.png,88230,drawing,\"a, b\"\nb/c.png,012 345 678 9,photograph,\nd.png,,none,\n");
        Assert.Equal(["88230", "012 345 678 9", ""], mail.Rows.Select(r => r.Truth));
        Assert.Equal(["drawing", "photograph", "none"], mail.Rows.Select(r => r.Kind));
        Assert.Equal(Path.Combine(_folder.Path, "b", "c.png"), mail.Rows[1].Path);
        TruthFile scenes = Read("truth.csv", "Kind, ZIP ,x,file\nplain,12345,7,a.png\n");
        Assert.Equal(new TruthRow("a.png", Path.Combine(_folder.Path, "a.png"), "12345", "plain"), Assert.Single(scenes.Rows));
    }

    [Theory]
    [InlineData("code", "012 345\n678 9", "0123456789", true)]
    [InlineData("code", "0123456789", "012 345 678 9", true)]
    [InlineData("code", "90210-1234", "902101234", false)]
    [InlineData("text", "1.234,50", "1234.50", false)]
    [InlineData("digits", "1.234", "1234", true)]
    [InlineData("digits", "1.235", "1234", false)]
    public void SpacesDoNotMatterAndInDigitsNothingElseDoes(string column, string reading, string truth, bool same)
    {
        TruthFile file = Read("truth.csv", $"file,{column}\na.png,1\n");
        Assert.Equal(same, file.AreSame(reading, truth));
    }

    [Theory]
    [InlineData("", "expected a line that names the columns")]
    [InlineData("file,note\na,b\n", "line 1: expected the columns file and one of code, zip, text, digits; found 'file,note'")]
    [InlineData("code\n1\n", "line 1: expected the columns file")]
    [InlineData("file,code\na.png\n", "line 2: expected 2 fields, found 1")]
    [InlineData("file,code\n", "expected a line for each picture")]
    [InlineData("file,code\n../a.png,1\n", "line 2: expected the path of a picture within the folder, found '../a.png'")]
    [InlineData("file,code\n/etc/passwd,1\n", "line 2: expected the path of a picture within the folder")]
    [InlineData("file,code\n\\\\a\\b,1\n", "line 2: expected the path")]
    [InlineData("file,code\nc:\\b,1\n", "line 2: expected the path")]
    [InlineData("file,code\n,1\n", "line 2: expected the path")]
    public void ErrorsNameTheLine(string text, string message) =>
        Assert.Contains(message, Assert.Throws<CommandException>(() => Read("truth.csv", text)).Message);

    private TruthFile Read(string name, string text)
    {
        _folder.WriteText(name, text);
        return TruthFile.Read(_folder.Path);
    }
}
