using EdgeNet.Devices.Station.Loop;

namespace EdgeNet.ZipReader.Composition;

/// <summary>Counts the managed memory that the loop allocates: frames should cost none, events and looks at the picture do.</summary>
internal sealed class FrameMemory : IFrameBoundary
{
    private long _bytes;

    /// <summary>What the loop's thread has allocated so far, in bytes. Any thread may ask.</summary>
    internal long Bytes => Volatile.Read(ref _bytes);

    /// <inheritdoc/>
    public void BetweenFrames() => Volatile.Write(ref _bytes, GC.GetAllocatedBytesForCurrentThread());
}
