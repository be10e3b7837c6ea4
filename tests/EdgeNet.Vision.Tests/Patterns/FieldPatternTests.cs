using EdgeNet.Vision.Patterns;

namespace EdgeNet.Vision.Tests.Patterns;

public class FieldPatternTests
{
    [Theory]
    [InlineData("zip", PatternKind.Zip, "zip")]
    [InlineData(" ZIP ", PatternKind.Zip, "zip")]
    [InlineData("postcode", PatternKind.Postcode, "postcode")]
    [InlineData("postcode 4", PatternKind.Postcode, "postcode 4")]
    [InlineData("amount", PatternKind.Amount, "amount")]
    [InlineData("amount  0", PatternKind.Amount, "amount 0")]
    [InlineData("digits 8", PatternKind.Digits, "digits 8")]
    [InlineData("digits 06-10", PatternKind.Digits, "digits 6-10")]
    [InlineData("digits 7-7", PatternKind.Digits, "digits 7")]
    [InlineData("lines", PatternKind.Lines, "lines")]
    public void PatternsAreTexts(string text, PatternKind kind, string name)
    {
        FieldPattern pattern = FieldPattern.Parse(text);
        Assert.Equal(kind, pattern.Kind);
        Assert.Equal(name, pattern.ToString());
        Assert.Equal(name, FieldPattern.Parse(name).ToString());
    }

    [Theory]
    [InlineData("", "expected zip, postcode, postcode 4 to 6, amount, amount 0 to 3, digits N, digits N-M or lines; found ''")]
    [InlineData("zip 5", "found 'zip 5'")]
    [InlineData("iban", "found 'iban'")]
    [InlineData("digits", "expected digits N or digits N-M, such as digits 8 or digits 6-10; found 'digits'")]
    [InlineData("digits 0", "with 1 to 48 digits; found '0'")]
    [InlineData("digits 49", "found '49'")]
    [InlineData("digits 9-6", "expected digits N-M with N no larger than M; found 'digits 9-6'")]
    [InlineData("digits -5", "found ''")]
    [InlineData("digits 5-", "found ''")]
    [InlineData("digits +5", "found '+5'")]
    [InlineData("digits 5 6", "found 'digits 5 6'")]
    [InlineData("digits 99999999999", "found '99999999999'")]
    [InlineData("postcode 3", "expected postcode with 4, 5 or 6 digits; found '3'")]
    [InlineData("amount 4", "expected amount with 0 to 3 decimals; found '4'")]
    [InlineData("li\u001bnes", "found 'li\\u001bnes'")]
    public void ErrorsSayWhatWasExpectedAndFound(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => FieldPattern.Parse(text)).Message);

    [Theory]
    [InlineData("zip", "12345", true)]
    [InlineData("zip", "12345-6789", true)]
    [InlineData("zip", "123456789", false)]
    [InlineData("zip", "1234", false)]
    [InlineData("postcode", "1234", true)]
    [InlineData("postcode", "1234567", false)]
    [InlineData("postcode 6", "12345", false)]
    [InlineData("amount", "1.234,50", true)]
    [InlineData("amount", "1..2", false)]
    [InlineData("amount", ",5", false)]
    [InlineData("amount", "5.", false)]
    [InlineData("amount", "", false)]
    [InlineData("amount", "0", true)]
    [InlineData("amount", "0,50", true)]
    [InlineData("amount", "0.5", false)]
    [InlineData("amount", "02139", false)]
    [InlineData("amount", "0.123.50", false)]
    [InlineData("amount 0", "0", true)]
    [InlineData("amount 0", "050", false)]
    [InlineData("amount 0", "0.50", false)]
    [InlineData("digits 6-10", "12345", false)]
    [InlineData("digits 6-10", "123456", true)]
    [InlineData("digits 6-10", "12345x", false)]
    [InlineData("lines", "1", true)]
    public void TextsFitOrDoNot(string pattern, string text, bool fits) => Assert.Equal(fits, FieldPattern.Parse(pattern).Matches(text));

    [Fact]
    public void AListOfOtherCodesIsRefused()
    {
        CodeList codes = CodeList.Of("1000", "2000");
        Assert.Same(codes, FieldPattern.Parse("postcode").WithCodes(codes).Codes);
        Assert.Equal(0.01f, FieldPattern.Parse("postcode").WithCodes(codes).UnlistedWeight);
        Assert.Contains("found none in 2 codes of 4 digits", Assert.Throws<ArgumentException>(() => FieldPattern.Zip.WithCodes(codes)).Message);
        Assert.Throws<ArgumentException>(() => FieldPattern.Lines.WithCodes(codes));
        Assert.Throws<ArgumentOutOfRangeException>(() => FieldPattern.Parse("postcode").WithCodes(codes, 1.5f));
        Assert.Throws<ArgumentOutOfRangeException>(() => FieldPattern.Parse("postcode").WithCodes(codes, float.NaN));
    }
}
