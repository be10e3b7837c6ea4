using EdgeNet.Devices;
using EdgeNet.Devices.Station.Loop;

namespace EdgeNet.ZipReader.Composition;

/// <summary>Remembers why there are no pictures, for whoever asks what is wrong.</summary>
/// <param name="next">Who hears everything.</param>
internal sealed class FaultMemory(IStationObserver next) : IStationObserver
{
    private volatile string? _problem;

    /// <summary>Why there are no pictures; null where there are. Any thread may ask.</summary>
    internal string? Problem => _problem;

    /// <inheritdoc/>
    public void OnFault(FrameException fault)
    {
        _problem = fault.Message;
        next.OnFault(fault);
    }

    /// <inheritdoc/>
    public void OnFramesAgain()
    {
        _problem = null;
        next.OnFramesAgain();
    }

    /// <inheritdoc/>
    public void OnWarning(string message) => next.OnWarning(message);
}
