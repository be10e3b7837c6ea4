using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Doctor;

namespace EdgeNet.Devices.Station.Tests.Doctor;

public sealed class StationDoctorTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public void It_says_of_each_what_is_wrong_and_what_mends_it()
    {
        DoctorReport report = StationDoctor.Run(
            [
                new DelegateCheck("camera", _ => CheckResult.Ok("640×480")),
                new DelegateCheck("gpio", _ => CheckResult.Unused("no lines")),
                new DelegateCheck("time", _ => CheckResult.Warning("not set", "timedatectl")),
                new DelegateCheck("store", _ => CheckResult.Failed("full\u001b[2J\nmore", "make room")),
            ],
            Long);
        Assert.False(report.IsHealthy);
        Assert.Equal(
            """
            ok      camera   640×480
            unused  gpio     no lines
            warning time     not set
                             → timedatectl
            FAILED  store    full\u001b[2J\u000amore
                             → make room

            """,
            report.ToString());
    }

    [Fact]
    public void Warnings_are_no_illness() =>
        Assert.True(StationDoctor.Run([new DelegateCheck("time", _ => CheckResult.Warning("not set", "timedatectl"))], Long).IsHealthy);

    [Fact]
    public void A_check_that_throws_hangs_or_is_too_slow_does_not_stop_the_others()
    {
        using var forever = new ManualResetEventSlim();
        DoctorReport report = StationDoctor.Run(
            [
                new DelegateCheck("throws", _ => throw new InvalidOperationException("odd")),
                new DelegateCheck(
                    "slow",
                    token =>
                    {
                        token.WaitHandle.WaitOne();
                        token.ThrowIfCancellationRequested();
                        return CheckResult.Ok("");
                    }),
                new DelegateCheck(
                    "hangs",
                    _ =>
                    {
                        forever.Wait(CancellationToken.None);
                        return CheckResult.Ok("");
                    }),
                new DelegateCheck("last", _ => CheckResult.Ok("fine")),
            ],
            TimeSpan.FromMilliseconds(20));
        forever.Set();
        Assert.Equal(
            ["odd (InvalidOperationException)", "was not done in time", "did not answer within 2 s", "fine"],
            report.Results.Select(r => r.Result.Finding));
    }

    [Fact]
    public void Of_a_configuration_every_part_is_looked_at_and_others_may_take_its_place()
    {
        var own = new DelegateCheck("store", _ => CheckResult.Ok("integrity ok"));
        var more = new DelegateCheck("moon", _ => CheckResult.Ok("full"));
        IReadOnlyList<IDoctorCheck> checks = StationChecks.Of(new StationConfig(), weights: null, own, more);
        string[] names = ["camera", "align", "gpio", "display", "store", "broker", "webhook", "time", "disk", "moon"];
        Assert.Equal(names, checks.Select(c => c.Name));
        Assert.Same(own, checks[4]);
    }
}
