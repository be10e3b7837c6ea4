using EdgeNet.Safety;

namespace EdgeNet.Tests.Safety;

public sealed class CSharpTextTests
{
    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("a\nb\u2028c\u0085é", "\"a\\u000ab\\u2028c\\u0085\\u00e9\"")]
    public void A_literal_is_ascii_on_one_line(string text, string expected) => Assert.Equal(expected, CSharpText.Literal(text));

    [Fact]
    public void A_comment_has_no_markup_and_one_line()
    {
        string comment = CSharpText.Comment("</summary>&\r\n\u0085\u2028\u2029class Evil;]]>");
        Assert.Equal(@"&lt;/summary&gt;&amp;\u000d\u000a\u0085\u2028\u2029class Evil;]]&gt;", comment);
        Assert.True(CSharpText.IsOneLine(comment));
    }

    [Theory]
    [InlineData("Digits", true)]
    [InlineData("_1", true)]
    [InlineData("", false)]
    [InlineData("1st", false)]
    [InlineData("class", false)]
    [InlineData("@class", false)]
    [InlineData("A B", false)]
    [InlineData("A\n", false)]
    [InlineData("Ä", true)]
    [InlineData("Ziffern\u200d", false)]
    public void An_identifier_stands_in_code_as_it_is(string name, bool expected) => Assert.Equal(expected, CSharpText.IsIdentifier(name));

    [Theory]
    [InlineData("My.Nets", true)]
    [InlineData("My..Nets", false)]
    [InlineData("My.Nets { }", false)]
    [InlineData("", false)]
    public void A_namespace_is_identifiers(string name, bool expected) => Assert.Equal(expected, CSharpText.IsNamespace(name));
}
