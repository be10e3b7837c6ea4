using EdgeNet.Safety;

namespace EdgeNet.Tests.Safety;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("lenet5.safetensors")]
    [InlineData("Übung 3/日本語 名前 🙂.png")]
    [InlineData("می\u200cخواهم")] // a joiner that Persian is written with
    [InlineData("")]
    public void What_is_only_seen_stays(string text) => Assert.Same(text, PlainText.Escape(text));

    [Theory]
    [InlineData("a\u001b[2Jb", @"a\u001b[2Jb")] // clears a terminal
    [InlineData("a\nb\r\tc", @"a\u000ab\u000d\u0009c")]
    [InlineData("a\u0085b\u2028c\u2029d", @"a\u0085b\u2028c\u2029d")] // line ends that are not ASCII
    [InlineData("a\u009b31mb\u007f", @"a\u009b31mb\u007f")] // an escape sequence of one byte
    [InlineData("gnp.\u202etxt", @"gnp.\u202etxt")] // shown as gnp.txt, from right to left
    [InlineData("x\U000e0041y", @"x\udb40\udc41y")] // a tag character, unseen
    [InlineData("\ufdd0\ue000", @"\ufdd0\ue000")] // no character, and one without a meaning
    public void What_would_act_is_escaped(string text, string expected)
    {
        Assert.Equal(expected, PlainText.Escape(text));
        Assert.Equal(expected, PlainText.Escape(PlainText.Escape(text)));
    }

    [Fact]
    public void Halves_of_surrogate_pairs_are_escaped() => Assert.Equal(@"\ud800x\udc00", PlainText.Escape("\ud800x\udc00"));

    [Fact]
    public void Lines_stay_where_they_are_meant() => Assert.Equal("a\nb\\u000dc", PlainText.Escape("a\nb\rc", keepLines: true));

    [Fact]
    public void A_long_text_is_cut() => Assert.Equal("ab\\u000a…", PlainText.Shorten("ab\ncd", 3));

    [Fact]
    public void Every_character_that_the_system_calls_a_control_is_escaped() =>
        Assert.All(Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c).Where(char.IsControl), c => Assert.StartsWith(@"\u", PlainText.Escape(c.ToString())));
}
