using System.Globalization;
using EdgeNet.Devices.Outputs.Forwarding;
using MQTTnet;

namespace EdgeNet.Devices.Outputs.Mqtt;

/// <summary>
/// Tries whether a broker lets this device in, as <see cref="MqttDelivery"/> would come in: the same TLS, user, password and protocol. It
/// publishes nothing, leaves no last will, and has a client identifier of its own, so a delivery that is connected stays connected.
/// </summary>
public static class MqttProbe
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    /// <summary>Connects, and leaves again.</summary>
    /// <param name="options">Whereto; it takes <see cref="MqttOptions.Timeout"/> and two seconds at most.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">A value of the options is out of its range; the message names it.</exception>
    /// <exception cref="DeliveryException">
    /// The broker cannot be reached, or does not let the device in; nearly always an <see cref="MqttException"/> that says which.
    /// </exception>
    public static async Task ConnectAsync(MqttOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        // Two probes at once must not throw each other off either.
        string clientId = string.Create(CultureInfo.InvariantCulture, $"{options.ClientId}-probe-{Random.Shared.Next():x8}");
        using IMqttClient client = MqttDial.NewClient();
        await MqttDial.ConnectAsync(client, options, clientId, null, cancellation).ConfigureAwait(false);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Farewell);
            await client.DisconnectAsync(new MqttClientDisconnectOptions(), limit.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OutOfMemoryException && !cancellation.IsCancellationRequested)
        {
            // It was let in; a good-bye that fails changes nothing.
        }
    }
}
