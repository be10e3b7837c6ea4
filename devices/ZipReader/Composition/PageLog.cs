using EdgeNet.Devices.Station.Logging;
using Microsoft.Extensions.Logging;
using Level = Microsoft.Extensions.Logging.LogLevel;
using StationLevel = EdgeNet.Devices.Station.Logging.LogLevel;

namespace EdgeNet.ZipReader.Composition;

/// <summary>Takes the web server's own faults into the station's log.</summary>
/// <param name="log">The log.</param>
internal sealed class PageLog(StationLog log) : ILoggerFactory, ILogger
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider)
    {
    }

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(Level logLevel) => logLevel >= Level.Warning && logLevel != Level.None;

    /// <inheritdoc/>
    public void Log<TState>(Level logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        string message = formatter(state, exception);
        if (exception is not null)
            message += $" {exception.GetType().Name}: {exception.Message}";
        log.Write(logLevel >= Level.Error ? StationLevel.Error : StationLevel.Warning, "page", message);
    }

    /// <summary>Nothing to give back: the log is another's.</summary>
    public void Dispose()
    {
    }
}
