using EdgeNet.Devices.Outputs.Forwarding;
using EdgeNet.Devices.Outputs.Mqtt;
using Xunit.Abstractions;

namespace EdgeNet.Devices.Outputs.Tests.Mqtt;

/// <summary>Trying whether a broker lets a device in.</summary>
public sealed class ProbeTests(ITestOutputHelper output) : BrokerTests(output)
{
    [Theory]
    [InlineData(MqttVersion.V5)]
    [InlineData(MqttVersion.V311)]
    public async Task It_disturbs_nobody_and_leaves_nothing(MqttVersion version)
    {
        if (Broker() is not { } broker)
            return;
        using Mosquitto _ = broker;
        await broker.StartAsync();
        MqttOptions options = Options(broker) with { Version = version };
        await using var delivery = new MqttDelivery(options);
        await delivery.PrepareAsync(default);
        await using var consumer = new Subscriber(broker.Port);
        await consumer.ConnectAsync();
        await Wait.UntilAsync(() => consumer.Messages("edgenet/desk/problem").Length == 1, "what is retained");
        int before = consumer.Count;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MqttProbe.ConnectAsync(options, default)));
        await consumer.PublishAsync("end", isRetained: false);
        await Wait.UntilAsync(() => consumer.Messages("end").Length == 1, "what is published after it");
        Assert.Equal(before + 1, consumer.Count);
        Assert.True(delivery.IsConnected);
    }

    [Fact]
    public async Task Each_refusal_is_told_from_the_others()
    {
        string passwords = Path.Combine(Folder.Path, "passwords");
        if (Broker($"allow_anonymous false\npassword_file {passwords}") is not { } broker)
            return;
        using Mosquitto _ = broker;
        await PasswordFile.WriteAsync(passwords, "camera", "right");
        MqttOptions right = Options(broker) with { User = "camera", Password = "right" };
        Assert.Equal(MqttFault.NothingListens, await FaultAsync(right));
        await broker.StartAsync();
        Assert.Null(await FaultAsync(right));
        MqttFault?[] refused = [MqttFault.BadCredentials, MqttFault.NotAuthorized];
        Assert.Contains(await FaultAsync(right with { Password = "wrong" }), refused);
        Assert.Contains(await FaultAsync(right with { User = null, Password = null }), refused);
        Assert.Equal(MqttFault.UnknownHost, await FaultAsync(right with { Host = "no-such-host.invalid" }));
        Assert.Equal(MqttFault.NotTls, await FaultAsync(right with { UseTls = true }));
        await Assert.ThrowsAsync<ArgumentException>(() => MqttProbe.ConnectAsync(right with { Port = 0 }, default));
    }

    [Fact]
    public async Task What_is_wrong_with_a_certificate_is_told()
    {
        using var certificates = new TestCertificates(Folder.Path);
        string tls = $"cafile {certificates.CaFile}\ncertfile {certificates.ServerFile}\nkeyfile {certificates.ServerKeyFile}";
        if (Broker(tls) is not { } broker)
            return;
        using Mosquitto _ = broker;
        await broker.StartAsync();
        MqttOptions right = Options(broker) with { Host = "localhost", UseTls = true, CaFile = certificates.CaFile };
        Assert.Null(await FaultAsync(right));
        Assert.Equal(MqttFault.CertificateName, await FaultAsync(right with { Host = "127.0.0.1" }));
        Assert.Equal(MqttFault.UntrustedCertificate, await FaultAsync(right with { CaFile = certificates.OtherCaFile }));
        Assert.Equal(MqttFault.UntrustedCertificate, await FaultAsync(right with { CaFile = null }));
        Assert.Equal(MqttFault.Ended, await FaultAsync(right with { UseTls = false }));
        await Assert.ThrowsAsync<DeliveryException>(() => MqttProbe.ConnectAsync(right with { CaFile = "nowhere" }, default));
    }

    [Fact]
    public async Task A_certificate_that_has_run_out_is_told_by_its_days()
    {
        using var certificates = new TestCertificates(Folder.Path, DateTimeOffset.UtcNow.AddHours(-1));
        string tls = $"cafile {certificates.CaFile}\ncertfile {certificates.ServerFile}\nkeyfile {certificates.ServerKeyFile}";
        if (Broker(tls) is not { } broker)
            return;
        using Mosquitto _ = broker;
        await broker.StartAsync();
        MqttOptions options = Options(broker) with { Host = "localhost", UseTls = true, CaFile = certificates.CaFile };
        MqttException error = await Assert.ThrowsAsync<MqttException>(() => MqttProbe.ConnectAsync(options, default));
        Assert.Equal(MqttFault.CertificateTime, error.Fault);
        Assert.Matches("check the clock.*from [0-9]{4}-[0-9]{2}-[0-9]{2} to", error.Message);
    }

    [Theory]
    [InlineData((byte)0x84, MqttFault.ProtocolVersion)]
    [InlineData((byte)0x85, MqttFault.ClientIdentifier)]
    [InlineData((byte)0x86, MqttFault.BadCredentials)]
    [InlineData((byte)0x87, MqttFault.NotAuthorized)]
    [InlineData((byte)0x89, MqttFault.Busy)]
    [InlineData((byte)0x80, MqttFault.Other)]
    public async Task Each_code_of_a_broker_has_its_meaning(byte code, MqttFault fault)
    {
        using var broker = new FakeBroker(_ => [0x20, 3, 0, code, 0]);
        Assert.Equal(fault, await FaultAsync(new MqttOptions { Host = "127.0.0.1", Port = broker.Port, Device = "desk" }));
    }

    [Fact]
    public async Task A_broker_that_says_nothing_takes_no_longer_than_it_may()
    {
        using var broker = new FakeBroker(_ => []);
        var options = new MqttOptions
        {
            Host = "127.0.0.1", Port = broker.Port, Device = "desk", Timeout = TimeSpan.FromMilliseconds(300),
        };
        Assert.Equal(MqttFault.Silent, await FaultAsync(options).WaitAsync(Wait.Patience));
        using var over = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => MqttProbe.ConnectAsync(options with { Timeout = TimeSpan.FromHours(1) }, over.Token).WaitAsync(Wait.Patience));
    }

    private static async Task<MqttFault?> FaultAsync(MqttOptions options)
    {
        try
        {
            await MqttProbe.ConnectAsync(options, default);
            return null;
        }
        catch (MqttException error)
        {
            return error.Fault;
        }
    }
}
