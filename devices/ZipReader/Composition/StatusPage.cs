using EdgeNet.Devices.Station.Logging;
using EdgeNet.Devices.Status;

namespace EdgeNet.ZipReader.Composition;

/// <summary>The page's server, which is tried again where its address cannot be had yet.</summary>
/// <param name="make">Makes the server.</param>
/// <param name="log">Takes where it is, and why it is not.</param>
internal sealed class StatusPage(Func<StatusServer> make, StationLog log) : IAsyncDisposable
{
    private const string Part = "page";

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _closing = new();
    private Task _starting = Task.CompletedTask;
    private StatusServer? _server;
    private volatile string? _problem;

    /// <summary>Why there is no page; null where there is one. Any thread may ask.</summary>
    internal string? Problem => _problem;

    /// <summary>Begins to listen; if that fails, later.</summary>
    internal async Task StartAsync()
    {
        if (!await TryStartAsync().ConfigureAwait(false))
            _starting = Task.Run(KeepTryingAsync);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _starting.ConfigureAwait(false);
        if (_server is not null)
            await _server.DisposeAsync().ConfigureAwait(false);
        _closing.Dispose();
    }

    private async Task KeepTryingAsync()
    {
        try
        {
            do
                await Task.Delay(Retry, _closing.Token).ConfigureAwait(false);
            while (!await TryStartAsync().ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The end.
        }
    }

    private async Task<bool> TryStartAsync()
    {
        StatusServer server = make();
        try
        {
            await server.StartAsync(_closing.Token).ConfigureAwait(false);
            _server = server;
            _problem = null;
            log.Info(Part, server.Address!.ToString());
            return true;
        }
        catch (IOException error)
        {
            if (_problem is null)
                log.Error(Part, error.Message);
            _problem = error.Message;
            await server.DisposeAsync().ConfigureAwait(false);
            return false;
        }
    }
}
