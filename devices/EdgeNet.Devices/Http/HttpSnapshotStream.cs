using System.Diagnostics;
using System.Globalization;
using System.Net;
using EdgeNet.Safety;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Pictures.Jpeg;

namespace EdgeNet.Devices.Http;

/// <summary>Asks for a picture at each interval.</summary>
internal sealed class HttpSnapshotStream : IFrameStream
{
    private const int FirstBlock = 1 << 16;
    private const int LongestReport = 300;

    private readonly string _name;
    private readonly Uri _address;
    private readonly HttpSnapshotOptions _options;
    private readonly HttpClient _client;
    private readonly JpegFrameDecoder _decoder;
    private readonly CancellationTokenSource _closing = new();
    private byte[] _bytes = new byte[FirstBlock];
    private long _last;

    internal HttpSnapshotStream(string name, Uri address, HttpSnapshotOptions options, HttpClient client)
    {
        _name = name;
        _address = address;
        _options = options;
        _client = client;
        _decoder = new JpegFrameDecoder(name);
    }

    /// <inheritdoc/>
    public StreamResult Read(FrameBuffer buffer, TimeSpan timeout)
    {
        TimeSpan wait = _last == 0 ? TimeSpan.Zero : _options.Interval - Stopwatch.GetElapsedTime(_last);
        if (wait > TimeSpan.Zero)
        {
            TimeSpan slice = wait < timeout ? wait : timeout;
            _closing.Token.WaitHandle.WaitOne(slice);
            if (slice < wait)
                return StreamResult.Nothing;
        }

        _last = Stopwatch.GetTimestamp();
        int length = FetchAsync().GetAwaiter().GetResult();
        buffer.Captured = Stopwatch.GetTimestamp();
        return Decode(_bytes.AsSpan(0, length), buffer);
    }

    /// <inheritdoc/>
    public void Interrupt() => _closing.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _closing.Cancel();
        _client.Dispose();
    }

    private StreamResult Decode(ReadOnlySpan<byte> picture, FrameBuffer buffer)
    {
        buffer.Warning = null;
        try
        {
            if (picture is [0xFF, 0xD8, ..])
            {
                _decoder.Begin(picture);
                _decoder.Decode(picture, buffer.Resize(_decoder.Width, _decoder.Height));
            }
            else
            {
                GreyPicture decoded = PictureReader.Device.Read(picture, _name);
                buffer.CopyFrom(decoded.Frame);
                buffer.Warning = decoded.Warning;
            }

            return StreamResult.Frame;
        }
        catch (PictureException error)
        {
            buffer.Warning = error.Message;
            return StreamResult.Damaged;
        }
    }

    /// <returns>How many bytes the picture has.</returns>
    private async Task<int> FetchAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        limit.CancelAfter(_options.Timeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _address);
            using HttpResponseMessage response =
                await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            ThrowIfRefused(response);
            if (response.Content.Headers.ContentLength > _options.MaxBytes)
                throw TooLong(response.Content.Headers.ContentLength.Value);
            Stream body = await response.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false);
            return await ReadAsync(body, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error)
        {
            string seconds = _options.Timeout.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
            throw new CameraException(
                _name,
                CameraFault.Stalled,
                $"no whole picture within {seconds} s: check that the camera is on, and the network",
                error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw Failure(error);
        }
    }

    private async Task<int> ReadAsync(Stream body, CancellationToken cancellation)
    {
        int length = 0;
        while (true)
        {
            // One byte beyond the most tells whether there is more.
            if (length == _bytes.Length)
                Array.Resize(ref _bytes, (int)Math.Min(2L * length, _options.MaxBytes + 1L));
            int count = await body.ReadAsync(_bytes.AsMemory(length), cancellation).ConfigureAwait(false);
            if (count == 0)
                return length;
            length += count;
            if (length > _options.MaxBytes)
                throw TooLong(length);
        }
    }

    private void ThrowIfRefused(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
            return;
        int code = (int)response.StatusCode;
        (CameraFault fault, string advice) = response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => (CameraFault.PermissionDenied, "the camera wants another user or password"),
            HttpStatusCode.Forbidden => (
                CameraFault.PermissionDenied, "this user may not see the camera's pictures: allow it in the camera's settings"),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => (
                CameraFault.NotFound, "the camera has no picture at this address: its manual names the one of snapshots"),
            HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests => (
                CameraFault.Busy, "the camera has too much to do: ask less often, or close other viewers"),
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => (
                CameraFault.WrongFormat, "the camera redirects more than 3 times, or from https to http: name the address in the end"),
            _ => (CameraFault.Failed, "the camera does not give the picture"),
        };
        string reason = PlainText.Escape(response.ReasonPhrase is { Length: > 0 and <= 100 } phrase ? $" {phrase}" : "");
        throw new CameraException(_name, fault, string.Create(CultureInfo.InvariantCulture, $"{advice} (HTTP {code}{reason})"));
    }

    private CameraException TooLong(long length)
    {
        string sizes = string.Create(CultureInfo.InvariantCulture, $"at most {_options.MaxBytes} bytes, found {length} or more");
        return new CameraException(
            _name, CameraFault.WrongFormat, $"expected a picture of {sizes}: is this an address of snapshots, or of a stream?");
    }

    private CameraException Failure(Exception error)
    {
        (CameraFault fault, string advice) = (error as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => (
                CameraFault.NotFound, "the camera's name is not known: check the address, and the network's DNS"),
            HttpRequestError.ConnectionError => (
                CameraFault.NotFound, "the camera does not answer: check address, port, and that it is on"),
            HttpRequestError.SecureConnectionError => (
                CameraFault.PermissionDenied,
                "the camera's certificate is not trusted: install its authority's in /usr/local/share/ca-certificates and run "
                + "update-ca-certificates, or use http in a network of your own"),
            HttpRequestError.ConfigurationLimitExceeded => (CameraFault.WrongFormat, "the camera's headers are too long"),
            _ => (CameraFault.Failed, "the picture could not be fetched"),
        };
        // It may repeat what the camera sent: a header that is none, of any length.
        return new CameraException(_name, fault, $"{advice} ({PlainText.Shorten(error.Message, LongestReport)})", error);
    }
}
