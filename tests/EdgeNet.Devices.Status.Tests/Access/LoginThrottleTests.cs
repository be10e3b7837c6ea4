using System.Net;
using EdgeNet.Devices.Status.Access;

namespace EdgeNet.Devices.Status.Tests.Access;

public class LoginThrottleTests
{
    private static readonly IPAddress Guesser = IPAddress.Parse("192.168.0.7");
    private static readonly IPAddress Owner = IPAddress.Parse("192.168.0.8");

    private readonly FakeClock _clock = new();

    [Fact]
    public void An_address_waits_after_a_burst_and_others_do_not()
    {
        var throttle = new LoginThrottle(_clock);
        for (int i = 0; i < LoginThrottle.Burst; i++)
        {
            Assert.False(throttle.IsBlocked(Guesser));
            throttle.Fail(Guesser);
        }

        Assert.True(throttle.IsBlocked(Guesser));
        Assert.True(throttle.IsBlocked(Guesser.MapToIPv6()));
        Assert.False(throttle.IsBlocked(Owner));
        _clock.Pass(LoginThrottle.Pause);
        Assert.False(throttle.IsBlocked(Guesser));
        throttle.Fail(Guesser);
        Assert.True(throttle.IsBlocked(Guesser));
    }

    [Fact]
    public void A_network_of_IPv6_counts_as_one()
    {
        var throttle = new LoginThrottle(_clock);
        for (int i = 0; i < LoginThrottle.Burst; i++)
            throttle.Fail(IPAddress.Parse($"2001:db8:1:2::{i:x}"));
        Assert.True(throttle.IsBlocked(IPAddress.Parse("2001:db8:1:2:ffff::1")));
        Assert.False(throttle.IsBlocked(IPAddress.Parse("2001:db8:1:3::1")));
    }

    [Fact]
    public void A_crowd_of_addresses_does_not_free_the_one_that_tries_hardest()
    {
        var throttle = new LoginThrottle(_clock);
        for (int i = 0; i < LoginThrottle.Burst; i++)
            throttle.Fail(Guesser);
        for (int i = 0; i < 4 * LoginThrottle.MostAddresses; i++)
            throttle.Fail(new IPAddress([10, 0, (byte)(i >> 8), (byte)i]));
        Assert.True(throttle.IsBlocked(Guesser));
    }
}
