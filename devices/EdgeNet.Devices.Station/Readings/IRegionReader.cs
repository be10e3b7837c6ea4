using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Station.Readings;

/// <summary>Reads one region of the scene, frame by frame. Not safe for use by several threads at once.</summary>
public interface IRegionReader
{
    /// <summary>What is looked for.</summary>
    FieldPattern Pattern { get; }

    /// <summary>The least probability with which a reading is accepted, 0 to 1.</summary>
    float AcceptThreshold { get; }

    /// <summary>Reads the region in a frame. It allocates nothing after the first frame of a size.</summary>
    /// <param name="view">The region's pixels.</param>
    /// <param name="x">The region's left edge in the frame.</param>
    /// <param name="y">The region's upper edge.</param>
    /// <param name="reading">Takes what was read, its boxes in the frame's pixels.</param>
    void Read(GreyFrame view, int x, int y, FrameReading reading);
}
