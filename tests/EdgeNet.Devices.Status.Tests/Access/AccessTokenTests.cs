using EdgeNet.Devices.Status.Access;

namespace EdgeNet.Devices.Status.Tests.Access;

public class AccessTokenTests
{
    [Fact]
    public void Only_the_token_itself_is_right()
    {
        var token = new AccessToken("0123456789abcdef");
        Assert.True(token.IsRight("0123456789abcdef"));
        string[] others =
        [
            "", "0123456789abcde", "0123456789abcdeg", "0123456789abcdef ", "0123456789abcdef\0", "0123456789ABCDEF",
            new string('0', 100_000),
        ];
        foreach (string wrong in others)
            Assert.False(token.IsRight(wrong));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("with a space in the middle")]
    [InlineData("línea-de-dieciséis-o-más")]
    [InlineData("with\nline-feeds-in-it")]
    public void An_unfit_token_is_refused(string token) => Assert.Throws<ArgumentException>(() => new AccessToken(token));

    [Fact]
    public void A_token_that_is_too_long_is_refused() => Assert.Throws<ArgumentException>(() => new AccessToken(new string('a', 257)));
}
