using System.Net.Sockets;
using System.Security.Authentication;
using EdgeNet.Devices.Outputs.Forwarding;
using MQTTnet;
using MQTTnet.Exceptions;

namespace EdgeNet.Devices.Outputs.Mqtt;

/// <summary>What the broker, the network and MQTTnet report, as sentences that say what to do.</summary>
internal static class MqttFailure
{
    internal static DeliveryException Of(MqttOptions options, Exception error) => Telling(error) switch
    {
        DeliveryException known => known,
        SocketException socket => Of(options, socket),
        TimeoutException or OperationCanceledException or MqttCommunicationTimedOutException => new DeliveryException(
            $"the broker {options} does not answer in time: check that it is on, and the network", null, error),
        MqttProtocolViolationException violation => new DeliveryException(
            $"what answers at {options} does not speak MQTT as it should: check host and port", violation.Message, error),
        AuthenticationException tls => new DeliveryException(
            $"the broker's certificate is not trusted, or it does not speak TLS at {options}: name its authority's file, and the broker "
            + "as its certificate names it",
            tls.Message,
            error),
        { } other => new DeliveryException($"the connection to {options} ended", other.Message, error),
    };

    internal static DeliveryException Of(MqttOptions options, MqttClientConnectResultCode code, string? reason)
    {
        string advice = code switch
        {
            MqttClientConnectResultCode.BadUserNameOrPassword => "the broker wants another user or password",
            MqttClientConnectResultCode.NotAuthorized or MqttClientConnectResultCode.Banned =>
                "the broker does not let this device in: check user and password, and the broker's rules",
            MqttClientConnectResultCode.UnsupportedProtocolVersion =>
                "the broker does not know this version of MQTT: set the other one",
            MqttClientConnectResultCode.ClientIdentifierNotValid =>
                "the broker does not take the device's name as a client's: choose another",
            MqttClientConnectResultCode.ServerUnavailable or MqttClientConnectResultCode.ServerBusy
                or MqttClientConnectResultCode.ConnectionRateExceeded or MqttClientConnectResultCode.QuotaExceeded =>
                "the broker has too much to do",
            _ => "the broker refuses the connection",
        };
        return new DeliveryException(advice, string.IsNullOrEmpty(reason) ? $"{options}: {code}" : $"{options}: {code}, {reason}");
    }

    internal static DeliveryException Of(MqttOptions options, MqttClientPublishResult result, string topic)
    {
        string advice = result.ReasonCode == MqttClientPublishReasonCode.NotAuthorized
            ? $"the broker does not let this device publish to '{topic}': allow it in the broker's rules"
            : $"the broker does not take what is published to '{topic}'";
        string reason = string.IsNullOrEmpty(result.ReasonString) ? "" : $", {result.ReasonString}";
        return new DeliveryException(advice, $"{options}: {result.ReasonCode}{reason}");
    }

    private static DeliveryException Of(MqttOptions options, SocketException error)
    {
        string advice = error.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData =>
                $"the broker's name '{options.Host}' is not known: check it, and the network's DNS",
            SocketError.ConnectionRefused => $"nothing answers at {options}: check host and port, and that the broker runs",
            SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown or SocketError.HostDown =>
                $"there is no way to {options}: check the network",
            _ => $"the connection to {options} failed",
        };
        return new DeliveryException(advice, error.Message, error);
    }

    /// <summary>The outermost failure that tells what to do: MQTTnet wraps them in general ones. Else the innermost.</summary>
    private static Exception Telling(Exception error)
    {
        Exception last = error;
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is DeliveryException or SocketException or TimeoutException or OperationCanceledException
                or MqttCommunicationTimedOutException or MqttProtocolViolationException or AuthenticationException)
                return cause;
            last = cause;
        }

        return last;
    }
}
