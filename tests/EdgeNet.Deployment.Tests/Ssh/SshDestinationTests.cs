using EdgeNet.Deployment.Ssh;

namespace EdgeNet.Deployment.Tests.Ssh;

public sealed class SshDestinationTests
{
    [Theory]
    [InlineData("pi@host", "pi", "host")]
    [InlineData("pi@raspberrypi.local", "pi", "raspberrypi.local")]
    [InlineData("pi@192.168.1.7", "pi", "192.168.1.7")]
    [InlineData("pi@fe80::1%eth0", "pi", "fe80::1%eth0")]
    [InlineData("pi@[fe80::1]", "pi", "fe80::1")]
    [InlineData("me@work@host", "me@work", "host")]
    public void A_user_and_a_host_are_read(string text, string user, string host) =>
        Assert.Equal(new SshDestination(user, host, 22), SshDestination.Parse(text));

    [Fact]
    public void Without_a_user_it_is_that_of_this_machine() => Assert.Equal(Environment.UserName, SshDestination.Parse("host").User);

    [Theory]
    [InlineData("")]
    [InlineData("@host")]
    [InlineData("pi@")]
    [InlineData("pi@-oProxyCommand=x")]
    [InlineData("pi@host/x")]
    [InlineData("pi@ho st")]
    [InlineData("pi@host\n")]
    [InlineData("pi@*")]
    [InlineData("pi$(x)@host")]
    public void What_is_neither_is_refused(string text) => Assert.Throws<FormatException>(() => SshDestination.Parse(text));
}
