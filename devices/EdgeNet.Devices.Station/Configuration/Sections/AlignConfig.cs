using EdgeNet.Devices.Station.Alignment;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Station.Configuration.Sections;

/// <summary>[align]: two marks that straighten a fixed scene.</summary>
public sealed record AlignConfig
{
    /// <summary>The reference picture; null where nothing is straightened.</summary>
    public string? Reference { get; init; }

    /// <summary>The marks; null where nothing is straightened.</summary>
    public AlignOptions? Marks { get; init; }

    /// <summary>Puts the straightening behind a source, where it is configured.</summary>
    /// <param name="source">The camera; disposed with what is returned, or here where that fails.</param>
    /// <exception cref="PictureException">The reference picture cannot be read.</exception>
    /// <exception cref="ArgumentException">A mark does not lie in it, or is none.</exception>
    public IFrameSource Wrap(IFrameSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (Reference is null || Marks is null)
            return source;
        try
        {
            return new AlignedSource(source, PictureReader.Device.Read(Reference).Frame, Marks);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }
}
