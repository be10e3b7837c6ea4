using EdgeNet.Devices.Station.Counters;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Regions;

/// <summary>A part of the scene, and what is read in it.</summary>
public sealed record RegionSpec
{
    /// <summary>The most regions of a scene.</summary>
    public const int Most = 32;

    /// <summary>What it is called in events; null for the whole picture.</summary>
    public string? Name { get; init; }

    /// <summary>Where it is, in pixels of the frame; null for the whole picture. What lies outside of a frame is cut off.</summary>
    public PixelBox? Box { get; init; }

    /// <summary>What is looked for.</summary>
    public required FieldPattern Pattern { get; init; }

    /// <summary>The probability from which a reading is accepted, 0 to 1; null for the pattern's own.</summary>
    public float? Threshold { get; init; }

    /// <summary>The network that reads it; null for the one that reads whatever names none.</summary>
    public RegionNetwork? Network { get; init; }

    /// <summary>Whether dark writing is looked for, light writing, or both.</summary>
    public InkChoice Ink { get; init; } = InkChoice.Auto;

    /// <summary>What the counter in it can do; null where it is none.</summary>
    public CounterOptions? Counter { get; init; }

    /// <summary>The unit of what is read, as "m³" or "kWh", for whom it is told to; null where it is no quantity.</summary>
    public string? Unit { get; init; }

    /// <summary>Home Assistant's class of the quantity, as "water", "gas" or "energy"; null for none.</summary>
    public string? DeviceClass { get; init; }

    /// <summary>The part of the region that a frame of some size has.</summary>
    /// <param name="width">The frame's pixels a row.</param>
    /// <param name="height">The frame's rows.</param>
    /// <param name="part">The part.</param>
    /// <returns>False where nothing of it lies within the frame.</returns>
    public bool TryClip(int width, int height, out PixelBox part)
    {
        PixelBox box = Box ?? new PixelBox(0, 0, width, height);
        int left = Math.Clamp(box.X, 0, width), top = Math.Clamp(box.Y, 0, height);
        int right = (int)Math.Clamp((long)box.X + box.Width, 0, width), bottom = (int)Math.Clamp((long)box.Y + box.Height, 0, height);
        part = new PixelBox(left, top, right - left, bottom - top);
        return part is { Width: > 0, Height: > 0 };
    }
}
