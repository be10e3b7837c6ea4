using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.Json;
using EdgeNet.Devices.Outputs.Tests;
using EdgeNet.Devices.Outputs.Tests.Mqtt;
using EdgeNet.ZipReader.Composition;
using EdgeNet.ZipReader.Tests.Programs;
using Xunit.Abstractions;

namespace EdgeNet.ZipReader.Tests.Stations;

/// <summary>What the doctor says of a real broker, and of passwords that go there.</summary>
public sealed class BrokerCheckTests(ITestOutputHelper console) : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_trusts_the_brokers_authority_and_no_other()
    {
        using var certificates = new TestCertificates(_folder.Path);
        string tls = $"cafile {certificates.CaFile}\ncertfile {certificates.ServerFile}\nkeyfile {certificates.ServerKeyFile}";
        if (Broker(tls) is not { } broker)
            return;
        using Mosquitto _ = broker;
        await broker.StartAsync();
        string where = string.Create(CultureInfo.InvariantCulture, $"host = \"localhost\"\nport = {broker.Port}");
        Assert.Equal(
            ("ok", $"localhost:{broker.Port} lets this device in, encrypted", null),
            await CheckAsync($"{where}\ntls = true\nca_file = \"{certificates.CaFile}\""));
        await FailsAsync(
            $"{where}\ntls = true\nca_file = \"{certificates.OtherCaFile}\"",
            "the broker's certificate is not trusted",
            "set ca_file in [mqtt]");
        await FailsAsync($"{where}\ntls = true", "the broker's certificate is not trusted", "set ca_file in [mqtt]");
        await FailsAsync(
            $"{where}\ntls = true\nca_file = \"{certificates.CaFile}\"".Replace("localhost", "127.0.0.1", StringComparison.Ordinal),
            "for other names than '127.0.0.1'",
            "set host in [mqtt] to a name that the certificate has");
        await FailsAsync($"{where}\ntls = true\nca_file = \"/nowhere.pem\"", "cannot be read", "set ca_file");
        await FailsAsync($"{where}\ntls = true\nca_file = \"{certificates.ServerKeyFile}\"", "expected one or more", "set ca_file");
        await FailsAsync(where, "the connection to", "tls = true in [mqtt]");
    }

    [Fact]
    public async Task It_logs_in_as_the_station_does_and_leaves_the_station_connected()
    {
        string passwords = _folder.PathOf("passwords");
        if (Broker($"allow_anonymous false\npassword_file {passwords}") is not { } broker)
            return;
        using Mosquitto _ = broker;
        await PasswordFile.WriteAsync(passwords, "cam era", "right");
        string where = string.Create(CultureInfo.InvariantCulture, $"host = \"127.0.0.1\"\nport = {broker.Port}");
        await FailsAsync(where, "nothing answers at", "set port in [mqtt]");
        await broker.StartAsync();
        string right = $"{where}\nuser = \"cam era\"\npassword = \"right\"\ndevice = \"hall\"";
        using StationProcess station = StationProcess.Start(["run", "--config", Config(right, "stdin")]);
        await station.UntilLoggedAsync("reads from");
        Assert.Equal(("ok", $"127.0.0.1:{broker.Port} lets this device in as 'cam era'", null), await CheckAsync(right));
        await FailsAsync(
            right.Replace("right", "wrong", StringComparison.Ordinal), "user", "set user and password, or password_file, in [mqtt]");
        await FailsAsync(
            right.Replace("right", "wrong", StringComparison.Ordinal), "user", "mosquitto_passwd FILE 'cam era' sets a new one");
        await FailsAsync($"{right}\ntls = true", "does not speak TLS", "tls = false");
        Assert.DoesNotContain(station.Log, line => line.Contains(" mqtt: ", StringComparison.Ordinal));
        Assert.Equal(0, await station.StopAsync());
    }

    [Fact]
    public async Task A_password_that_goes_in_clear_is_told_by_log_and_doctor()
    {
        if (OtherAddress() is not { } address)
        {
            console.Skip("this machine has no address but its own loopback's.");
            return;
        }

        int port = StationProcess.FreePort();
        if (Broker(string.Create(CultureInfo.InvariantCulture, $"listener {port} {address}")) is not { } broker)
            return;
        using Mosquitto _ = broker;
        await broker.StartAsync();
        string mqtt = string.Create(
            CultureInfo.InvariantCulture, $"host = \"{address}\"\nport = {port}\nuser = \"me\"\npassword = \"geheim\"");
        (string status, string finding, string? remedy) = await CheckAsync(mqtt);
        Assert.Equal(
            ("warning", $"{address}:{port} lets this device in as 'me'; the password goes over the network in clear"), (status, finding));
        Assert.Contains("set tls = true in [mqtt]", remedy);
        using StationProcess station = StationProcess.Start(["run", "--config", Config(mqtt, "stdin")]);
        await station.UntilLoggedAsync($"the password goes to {address}:{port} in clear");
        Assert.DoesNotContain(station.Log, line => line.Contains("geheim", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("broker.local", "broker.local")]
    [InlineData("a b", "'a b'")]
    [InlineData("a'; reboot #", "'a'\\''; reboot #'")]
    [InlineData("$(reboot)", "'$(reboot)'")]
    [InlineData("-x", "./-x")]
    [InlineData("", "''")]
    public void A_word_of_a_command_is_one_word(string text, string word) => Assert.Equal(word, ShellWord.Of(text));

    private static IPAddress? OtherAddress() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(card => card.OperationalStatus == OperationalStatus.Up)
        .SelectMany(card => card.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));

    private Mosquitto? Broker(string settings = "")
    {
        if (Mosquitto.Find(out string missing) is { } path)
            return new Mosquitto(path, _folder.MakeFolder("broker"), settings);
        console.SkipForProgram(missing);
        return null;
    }

    private string Config(string mqtt, string camera) => _folder.WriteText(
        camera == "stdin" ? "run.toml" : "doctor.toml",
        $"""
        [camera]
        source = "{camera}"
        [store]
        path = "{_folder.PathOf("events.db")}"
        [page]
        port = {StationProcess.FreePort()}
        [mqtt]
        {mqtt}
        """);

    private async Task FailsAsync(string mqtt, string finding, string remedy)
    {
        (string status, string found, string? mends) = await CheckAsync(mqtt);
        Assert.Equal("failed", status);
        Assert.Contains(finding, found);
        Assert.Contains(remedy, mends);
        Assert.DoesNotContain("wrong", found + mends);
    }

    private async Task<(string Status, string Finding, string? Remedy)> CheckAsync(string mqtt)
    {
        string config = Config(mqtt, Samples.Path("envelope.png"));
        (_, string output, _) = await StationProcess.RunAsync("doctor", "--json", "--config", config);
        JsonElement check = JsonDocument.Parse(output).RootElement.GetProperty("checks").EnumerateArray()
            .Single(c => c.GetProperty("name").GetString() == "broker");
        return (
            check.GetProperty("status").GetString()!,
            check.GetProperty("finding").GetString()!,
            check.GetProperty("remedy").GetString());
    }
}
