using EdgeNet.Devices.Outputs.Forwarding;
using EdgeNet.Devices.Outputs.Mqtt;
using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Doctor;

namespace EdgeNet.ZipReader.Composition;

/// <summary>Connects to the broker as the output will: with TLS, user and password. A station that runs stays connected.</summary>
/// <param name="config">The configuration.</param>
internal sealed class BrokerCheck(StationConfig config) : IDoctorCheck
{
    private const string ItsLog = "journalctl -u mosquitto, on the broker's machine, says why";

    /// <inheritdoc/>
    public string Name => "broker";

    /// <inheritdoc/>
    public CheckResult Run(CancellationToken cancellation)
    {
        if (config.Mqtt.Host is null)
            return CheckResult.Unused("no host in [mqtt]");
        MqttOptions options = StationOutputs.MqttOptions(config);
        try
        {
            MqttProbe.ConnectAsync(options, cancellation).GetAwaiter().GetResult();
        }
        catch (ArgumentException error)
        {
            return CheckResult.Failed(error.Message, "mend the line in [mqtt]");
        }
        catch (DeliveryException error)
        {
            MqttFault fault = error is MqttException known ? known.Fault : MqttFault.Files;
            return CheckResult.Failed(error.Message, Remedy(options, fault));
        }

        string user = options.User is { } name ? $" as '{name}'" : "";
        string finding = $"{options} lets this device in{user}{(options.UseTls ? ", encrypted" : "")}";
        return options.SendsPasswordInClear
            ? CheckResult.Warning(
                $"{finding}; the password goes over the network in clear",
                "set tls = true in [mqtt], and ca_file where the broker's authority is none of the system's")
            : CheckResult.Ok(finding);
    }

    private static string Remedy(MqttOptions options, MqttFault fault)
    {
        string host = ShellWord.Of(options.Host);
        return fault switch
        {
            MqttFault.UnknownHost => $"getent hosts {host} looks it up; set host in [mqtt], or check the network: ip addr",
            MqttFault.Unreachable => $"ping {host}; check the network: ip addr",
            MqttFault.NothingListens => "start it there (sudo systemctl start mosquitto), or set port in [mqtt]",
            MqttFault.Silent => $"ping {host}; a firewall may be in between",
            MqttFault.NotMqtt => "set host and port in [mqtt], and tls = true where the port is one for TLS",
            MqttFault.NotTls => "set port in [mqtt] to the broker's port for TLS, mostly 8883, or tls = false where it has none",
            MqttFault.UntrustedCertificate =>
                $"set ca_file in [mqtt] to its authority's; openssl s_client -connect {ShellWord.Of(options.ToString())} shows what it is",
            MqttFault.CertificateName => "set host in [mqtt] to a name that the certificate has",
            MqttFault.CertificateTime => "timedatectl says whether the clock is right; else renew the certificate on the broker's machine",
            MqttFault.Files => "set ca_file, certificate_file and key_file in [mqtt]",
            MqttFault.BadCredentials => Credentials(options),
            MqttFault.NotAuthorized => $"{Credentials(options)}; its rules are in its acl_file",
            MqttFault.ProtocolVersion => $"set version = \"{(options.Version == MqttVersion.V5 ? "3.1.1" : "5")}\" in [mqtt]",
            MqttFault.ClientIdentifier => "set device in [mqtt]: a few letters, digits, - and _",
            MqttFault.Ended =>
                $"{ItsLog}; tls = true in [mqtt] where the port is one for TLS, certificate_file and key_file where it asks for them",
            _ => ItsLog,
        };
    }

    private static string Credentials(MqttOptions options) =>
        "set user and password, or password_file, in [mqtt]; "
        + $"sudo mosquitto_passwd FILE {(options.User is { } user ? ShellWord.Of(user) : "USER")} sets a new one on the broker's machine";
}
