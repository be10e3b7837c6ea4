using EdgeNet.Devices.Outputs.Mqtt;

namespace EdgeNet.Devices.Outputs.Tests.Mqtt;

public sealed class MqttOptionsTests
{
    private static readonly MqttOptions Sample = new() { Host = "broker", Device = "desk", Password = "secret" };

    [Fact]
    public void The_password_is_shown_nowhere()
    {
        Assert.Equal("broker:1883", Sample.ToString());
        Assert.Equal("broker:8883", (Sample with { UseTls = true }).ToString());
    }

    [Fact]
    public void Values_out_of_their_range_are_named()
    {
        Assert.StartsWith("Port: expected 1 to 65535, found 0", Fault(Sample with { Port = 0 }));
        Assert.StartsWith("MaxInFlight: expected 1 to 1000", Fault(Sample with { MaxInFlight = 1001 }));
        Assert.StartsWith("CertificateFile and KeyFile: expected both", Fault(Sample with { KeyFile = "k" }));
        Assert.StartsWith("KeepAlive: expected 1 s", Fault(Sample with { KeepAlive = TimeSpan.Zero }));
        Assert.StartsWith("Timeout: expected more than 0", Fault(Sample with { Timeout = TimeSpan.Zero }));
        Assert.Contains("Host", Fault(Sample with { Host = " " }));
        Assert.Contains("Device", Fault(Sample with { Device = "" }));
        foreach (string topic in (string[])["", "/a", "a/", "a+", "#", "$SYS", "a b", "a\u0000", "ä", new string('a', 201)])
            Assert.StartsWith("BaseTopic: expected", Fault(Sample with { BaseTopic = topic }));
    }

    [Theory]
    [InlineData("broker", false, "secret", true)]
    [InlineData("192.168.1.5", false, "secret", true)]
    [InlineData("localhost.example.org", false, "secret", true)]
    [InlineData("broker", true, "secret", false)]
    [InlineData("broker", false, null, false)]
    [InlineData("localhost", false, "secret", false)]
    [InlineData("127.0.0.1", false, "secret", false)]
    [InlineData("::1", false, "secret", false)]
    public void A_password_is_in_clear_without_tls_beyond_this_machine(string host, bool useTls, string? password, bool isInClear) =>
        Assert.Equal(isInClear, (Sample with { Host = host, UseTls = useTls, Password = password }).SendsPasswordInClear);

    [Theory]
    [InlineData("desk-1_A", "desk-1_A")]
    [InlineData("water meter", "water_meter_[0-9a-f]{8}")]
    [InlineData("", "_[0-9a-f]{8}")]
    public void A_name_becomes_a_level(string name, string level) => Assert.Matches($"^{level}$", MqttTopics.Level(name));

    [Fact]
    public void Whatever_a_name_holds_a_level_is_one_and_two_names_stay_two()
    {
        string[] names =
        [
            "a/b", "a_b", "a+b", "a#b", "#", "+", "/", "..", "a\u0000b", "\u202e", "ä", new string('x', 100), new string('x', 101),
        ];
        string[] levels = [.. names.Select(MqttTopics.Level)];
        Assert.Equal(names.Length, levels.Distinct().Count());
        Assert.All(levels, l => Assert.Matches("^[A-Za-z0-9_-]{1,60}$", l));
    }

    private static string Fault(MqttOptions options) => Assert.Throws<ArgumentException>(() => new MqttDelivery(options)).Message;
}
