using System.Diagnostics;

namespace EdgeNet.Devices.Station.Loop;

/// <summary>
/// Waits for the loop's frames, in slices, so that it beats while there is no camera; lets weights change between two of them, and tells of
/// faults and of their end.
/// </summary>
/// <param name="parts">The source, and who hears of it.</param>
/// <param name="times">Takes how long it waited.</param>
/// <param name="counts">Counts frames and faults.</param>
internal sealed class LoopFrames(StationParts parts, StageTimes times, LoopCounts counts) : IDisposable
{
    private CancellationTokenSource? _slice;
    private bool _isFaulty;

    /// <summary>Says that the loop is well.</summary>
    internal void Beat() => parts.Beat?.Invoke();

    /// <summary>Waits for a frame, no longer than from one beat to the next.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="cancellation">Ends the loop; the same one in every call.</param>
    internal FrameWait Next(out SourceFrame frame, CancellationToken cancellation)
    {
        frame = default;
        // By index: an enumerator would be an object a frame.
        for (int i = 0; i < parts.Boundaries.Count; i++)
            parts.Boundaries[i].BetweenFrames();
        if (_slice is null || _slice.IsCancellationRequested)
        {
            _slice?.Dispose();
            _slice = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        }

        _slice.CancelAfter(StationLoop.LongestSilence);
        long start = Stopwatch.GetTimestamp();
        try
        {
            if (!parts.Source.TryGetFrame(out frame, _slice.Token))
                return FrameWait.End;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return FrameWait.None;
        }
        catch (FrameException fault)
        {
            _isFaulty = true;
            counts.AddFault();
            parts.Observer?.OnFault(fault);
            return FrameWait.None;
        }

        // Reading may take longer than a slice, and another one costs memory.
        _slice.CancelAfter(Timeout.InfiniteTimeSpan);
        times.Add(Stage.Wait, start);
        counts.AddFrame();
        if (_isFaulty)
            parts.Observer?.OnFramesAgain();
        _isFaulty = false;
        for (int i = 0; i < frame.Warnings.Count; i++)
            parts.Observer?.OnWarning(frame.Warnings[i]);
        return FrameWait.Frame;
    }

    /// <inheritdoc/>
    public void Dispose() => _slice?.Dispose();
}
