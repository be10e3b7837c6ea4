using EdgeNet.Cli.Data;

namespace EdgeNet.Cli.Tests.Data;

public class CsvFileTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "1:a|b;2:1|2")]
    [InlineData("a,b\r\n1,2", "1:a|b;2:1|2")]
    [InlineData("\n\na,\n", "3:a|")]
    [InlineData("\"a,\"\"b\"\"\nc\",d\ne", "1:a,\"b\"\nc|d;3:e")]
    [InlineData("a\"b,c", "1:a\"b|c")]
    [InlineData("", "")]
    public void FieldsAndLinesAreParted(string text, string expected) =>
        Assert.Equal(expected, string.Join(';', CsvFile.Parse(text, "x.csv").Select(r => r.Line + ":" + string.Join('|', r.Fields))));

    [Fact]
    public void AQuoteThatIsNotClosedIsNamed() =>
        Assert.Contains("x.csv: line 2: expected a closing quote", Assert.Throws<CommandException>(() => CsvFile.Parse("a\n\"b\nc", "x.csv")).Message);
}
