using System.Net;
using System.Net.Sockets;
using EdgeNet.Devices.Status.Access;
using EdgeNet.Devices.Status.Server;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace EdgeNet.Devices.Status;

/// <summary>
/// The status page: picture, readings, regions, corrections, latencies, log, metrics. It runs on Kestrel, ASP.NET Core's HTTP server,
/// without host, dependency injection, configuration and routing, which a table of a few paths does not need. Kestrel adds 5.9 MB to a
/// program under NativeAOT, HttpListener 4.3 MB; but Kestrel brings the limits on headers, bodies, times and rates that HttpListener has
/// not, and its parser has seen more hostile bytes than one of our own would.
/// </summary>
public sealed class StatusServer : IAsyncDisposable
{
    private const int MaxBodyBytes = 64 << 10;
    private const int MaxHeaderBytes = 16 << 10;
    private const int MaxLineBytes = 4 << 10;
    private const int MaxHeaders = 64;
    private const int Backlog = 128;

    private static readonly TimeSpan HeaderTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(2);

    private readonly StatusOptions _options;
    private readonly StatusApplication _application;
    private readonly KestrelServer _server;

    /// <summary>A page that listens to nothing yet.</summary>
    /// <param name="station">What it shows.</param>
    /// <param name="history">The readings.</param>
    /// <param name="samples">Where corrected readings go.</param>
    /// <param name="options">Where it is, and who may see it; the defaults if null.</param>
    /// <exception cref="ArgumentException">The token is missing or unfit, or a number is out of its range.</exception>
    public StatusServer(IStation station, IReadingHistory history, LabelledSamples samples, StatusOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(station);
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(samples);
        _options = options ?? new StatusOptions();
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)_options.Port, ushort.MaxValue, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxConnections, 8, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.MaxConnections, 1024, nameof(options));
        if (_options.Token is null && !IPAddress.IsLoopback(_options.Address))
        {
            throw new ArgumentException(
                $"The page on {_options.Address}: expected a token, found none. Without one it listens on 127.0.0.1 or ::1 alone.",
                nameof(options));
        }

        var gate = new ConnectionGate(_options.MaxConnections);
        var access = new AccessControl(_options.Token is null ? null : new AccessToken(_options.Token), _options.Clock);
        _application = new StatusApplication(new StatusParts(station, history, samples, access, gate, _options.Clock), _options.Logging);
        _server = new KestrelServer(
            Options.Create(KestrelOptions(gate)),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions { Backlog = Backlog }), _options.Logging),
            _options.Logging);
    }

    /// <summary>Where the page is, with the port that was free; null before the start.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Begins to listen.</summary>
    /// <param name="cancellation">Ends the wait for it.</param>
    /// <exception cref="IOException">The address cannot be had; the message says why and what to do.</exception>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        try
        {
            await _server.StartAsync(_application, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            throw new IOException($"The page cannot listen on {new IPEndPoint(_options.Address, _options.Port)}: {Reason(error)}", error);
        }

        Address = new Uri(_server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>Ends the page: what is being answered has two seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        using var cut = new CancellationTokenSource(StopTime, TimeProvider.System);
        await _server.StopAsync(cut.Token).ConfigureAwait(false);
        _server.Dispose();
    }

    private static string Reason(Exception error)
    {
        if ((error as AddressInUseException ?? error.InnerException as AddressInUseException) is not null)
            return "another program has it. Choose another port.";
        return (error as SocketException ?? error.InnerException as SocketException)?.SocketErrorCode switch
        {
            SocketError.AccessDenied => "permission denied. Choose a port from 1024 on.",
            SocketError.AddressNotAvailable => "this machine has no such address. Choose one that 'ip address' lists, or 0.0.0.0 for all.",
            _ => Safety.PlainText.Shorten(error.Message, 300),
        };
    }

    private KestrelServerOptions KestrelOptions(ConnectionGate gate)
    {
        var kestrel = new KestrelServerOptions { AddServerHeader = false, AllowSynchronousIO = false };
        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxRequestBodySize = MaxBodyBytes;
        limits.MaxRequestBufferSize = MaxBodyBytes;
        limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        limits.MaxRequestLineSize = MaxLineBytes;
        limits.MaxRequestHeaderCount = MaxHeaders;
        limits.RequestHeadersTimeout = HeaderTime;
        limits.KeepAliveTimeout = IdleTime;
        limits.MinRequestBodyDataRate = new MinDataRate(240, HeaderTime);
        limits.MinResponseDataRate = new MinDataRate(240, HeaderTime);
        kestrel.Listen(_options.Address, _options.Port, listen =>
        {
            // HTTP/2 would need TLS in browsers.
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection => gate.OnConnectionAsync(connection, next));
        });
        return kestrel;
    }
}
