using System.Buffers;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Channel;
using MQTTnet.Exceptions;

namespace EdgeNet.Devices.Outputs.Mqtt;

/// <summary>
/// A connection that ends where a packet says that it is longer than any that this device has a use for. MQTTnet takes memory for what a
/// packet's header says, and that may be 256 MB of a broker's choice.
/// </summary>
internal sealed class BoundedChannel(IMqttChannel inner) : IMqttChannel
{
    /// <summary>The most bytes of a packet from the broker: answers, and requests to read, have a few.</summary>
    internal const int MostBytes = 1 << 16;

    private const int LengthBits = 7;
    private const int LastShift = 21;

    private int _body;
    private int _length;
    private int _shift = -1;

    /// <inheritdoc/>
    public X509Certificate2 ClientCertificate => inner.ClientCertificate;

    /// <inheritdoc/>
    public EndPoint RemoteEndPoint => inner.RemoteEndPoint;

    /// <inheritdoc/>
    public EndPoint LocalEndPoint => inner.LocalEndPoint;

    /// <inheritdoc/>
    public bool IsSecureConnection => inner.IsSecureConnection;

    /// <inheritdoc/>
    public Task ConnectAsync(CancellationToken cancellationToken) => inner.ConnectAsync(cancellationToken);

    /// <inheritdoc/>
    public Task DisconnectAsync(CancellationToken cancellationToken) => inner.DisconnectAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        int read = await inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        Follow(buffer.AsSpan(offset, read));
        return read;
    }

    /// <inheritdoc/>
    public Task WriteAsync(ReadOnlySequence<byte> buffer, bool isEndOfPacket, CancellationToken cancellationToken) =>
        inner.WriteAsync(buffer, isEndOfPacket, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    /// <summary>Follows packets: a byte of type, a length in groups of seven bits, the lowest first, and so many bytes.</summary>
    private void Follow(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_body > 0)
            {
                int part = Math.Min(_body, bytes.Length);
                _body -= part;
                bytes = bytes[part..];
                continue;
            }

            FollowHeader(bytes[0]);
            bytes = bytes[1..];
        }
    }

    private void FollowHeader(byte next)
    {
        if (_shift < 0)
        {
            (_shift, _length) = (0, 0);
            return;
        }

        _length |= (next & 0x7F) << _shift;
        bool isLast = (next & 0x80) == 0;
        if (_length > MostBytes || (!isLast && _shift == LastShift))
        {
            throw new MqttProtocolViolationException(string.Create(
                CultureInfo.InvariantCulture, $"expected packets of at most {MostBytes} bytes from the broker, found a longer one"));
        }

        if (isLast)
            (_body, _shift) = (_length, -1);
        else
            _shift += LengthBits;
    }
}
