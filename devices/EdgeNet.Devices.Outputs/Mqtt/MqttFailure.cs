using System.Net.Sockets;
using EdgeNet.Devices.Outputs.Forwarding;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace EdgeNet.Devices.Outputs.Mqtt;

/// <summary>What the broker, the network and MQTTnet report, as sentences that say what to do.</summary>
internal static class MqttFailure
{
    internal static DeliveryException Of(MqttOptions options, Exception error) => Telling(error) switch
    {
        DeliveryException known => known,
        SocketException socket => Of(options, socket),
        TimeoutException or OperationCanceledException or MqttCommunicationTimedOutException => new MqttException(
            MqttFault.Silent, $"the broker {options} does not answer in time: check that it is on, and the network", null, error),
        MqttProtocolViolationException violation => new MqttException(
            MqttFault.NotMqtt,
            $"what answers at {options} does not speak MQTT as it should: check host and port",
            violation.Message,
            error),
        { } other => new MqttException(MqttFault.Ended, $"the connection to {options} ended", other.Message, error),
    };

    /// <summary>A failure before the broker has answered.</summary>
    /// <param name="options">Whereto the connection was to be.</param>
    /// <param name="error">What was reported.</param>
    /// <param name="hasCertificate">Whether a certificate was shown.</param>
    internal static DeliveryException OfConnecting(MqttOptions options, Exception error, bool hasCertificate)
    {
        DeliveryException failure = Of(options, error);
        if (!options.UseTls || hasCertificate || failure is not MqttException { Fault: MqttFault.Ended })
            return failure;
        // What does not speak TLS answers something else or hangs up; other failures of a socket are the network's or this machine's.
        if (Innermost(error) is SocketException { SocketErrorCode: not SocketError.ConnectionReset })
            return failure;
        return new MqttException(
            MqttFault.NotTls,
            $"what answers at {options} does not speak TLS as this device does: check the port, and whether it is one for TLS",
            Innermost(error).Message,
            error);
    }

    /// <summary>Whether the broker said that another client has taken the connection over.</summary>
    internal static bool IsTakenOver(Exception error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is MqttClientUnexpectedDisconnectReceivedException { ReasonCode: MqttDisconnectReasonCode.SessionTakenOver })
                return true;
        }

        return false;
    }

    internal static DeliveryException Of(MqttOptions options, MqttClientConnectResultCode code, string? reason)
    {
        (MqttFault fault, string advice) = code switch
        {
            MqttClientConnectResultCode.BadUserNameOrPassword => (
                MqttFault.BadCredentials, "the broker wants another user or password"),
            MqttClientConnectResultCode.NotAuthorized or MqttClientConnectResultCode.Banned => (
                MqttFault.NotAuthorized, "the broker does not let this device in: check user and password, and the broker's rules"),
            MqttClientConnectResultCode.UnsupportedProtocolVersion => (
                MqttFault.ProtocolVersion, "the broker does not know this version of MQTT: set the other one"),
            MqttClientConnectResultCode.ClientIdentifierNotValid => (
                MqttFault.ClientIdentifier, "the broker does not take the device's name as a client's: choose another"),
            MqttClientConnectResultCode.ServerUnavailable or MqttClientConnectResultCode.ServerBusy
                or MqttClientConnectResultCode.ConnectionRateExceeded or MqttClientConnectResultCode.QuotaExceeded => (
                MqttFault.Busy, "the broker has too much to do"),
            _ => (MqttFault.Other, "the broker refuses the connection"),
        };
        return new MqttException(fault, advice, string.IsNullOrEmpty(reason) ? $"{options}: {code}" : $"{options}: {code}, {reason}");
    }

    internal static DeliveryException Of(MqttOptions options, MqttClientPublishResult result, string topic)
    {
        bool isForbidden = result.ReasonCode == MqttClientPublishReasonCode.NotAuthorized;
        string advice = isForbidden
            ? $"the broker does not let this device publish to '{topic}': allow it in the broker's rules"
            : $"the broker does not take what is published to '{topic}'";
        string reason = string.IsNullOrEmpty(result.ReasonString) ? "" : $", {result.ReasonString}";
        MqttFault fault = isForbidden ? MqttFault.NotAuthorized : MqttFault.Other;
        return new MqttException(fault, advice, $"{options}: {result.ReasonCode}{reason}");
    }

    private static DeliveryException Of(MqttOptions options, SocketException error)
    {
        (MqttFault fault, string advice) = error.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => (
                MqttFault.UnknownHost, $"the broker's name '{options.Host}' is not known: check it, and the network's DNS"),
            SocketError.ConnectionRefused => (
                MqttFault.NothingListens, $"nothing answers at {options}: check host and port, and that the broker runs"),
            SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown or SocketError.HostDown => (
                MqttFault.Unreachable, $"there is no way to {options}: check the network"),
            SocketError.TimedOut => (
                MqttFault.Silent, $"the broker {options} does not answer in time: check that it is on, and the network"),
            _ => (MqttFault.Ended, $"the connection to {options} failed"),
        };
        return new MqttException(fault, advice, error.Message, error);
    }

    /// <summary>The outermost failure that tells what to do: MQTTnet wraps them in general ones. Else the innermost.</summary>
    private static Exception Telling(Exception error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is DeliveryException or SocketException or TimeoutException or OperationCanceledException
                or MqttCommunicationTimedOutException or MqttProtocolViolationException)
                return cause;
        }

        return Innermost(error);
    }

    private static Exception Innermost(Exception error)
    {
        while (error.InnerException is { } cause)
            error = cause;
        return error;
    }
}
