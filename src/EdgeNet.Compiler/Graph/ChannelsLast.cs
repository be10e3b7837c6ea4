using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Graph;

/// <summary>Inputs that were written channels last, as cameras and TensorFlow have them: by the looks of their sizes.</summary>
internal static class ChannelsLast
{
    /// <summary>Colours, with transparency; axes of an accelerometer.</summary>
    private const int MaxChannels = 4;

    /// <summary>Fewer samples than this may be channels; of images, fewer rows or columns.</summary>
    private const int MinSamples = 32, MinPixels = 16;

    /// <summary>
    /// The window of a layer that looks along the axes after the channels; null of others, and of a window of one element.
    /// </summary>
    /// <param name="layer">The layer.</param>
    public static Window? WindowOf(Layer layer)
    {
        Window? window = layer switch
        {
            Conv conv => conv.Window,
            MaxPool pool => pool.Window,
            AvgPool pool => pool.Window,
            _ => null,
        };
        return window is { Taps: > 1 } ? window : null;
    }

    /// <summary>Whether an input's last axis is as short as colours are, and all before it as long as images are wide.</summary>
    /// <param name="shape">The input.</param>
    /// <param name="window">The window that looks at it.</param>
    public static bool IsLikely(TensorShape shape, Window window)
    {
        if (shape.Rank != window.Rank + 1 || shape.Rank < 2 || shape[shape.Rank - 1] > MaxChannels) return false;
        int fewest = shape.Rank == 2 ? MinSamples : MinPixels;
        return shape.Dimensions.Take(shape.Rank - 1).All(size => size >= fewest);
    }

    /// <summary>The shape with its last axis first.</summary>
    /// <param name="shape">The shape.</param>
    public static TensorShape First(TensorShape shape) =>
        new([shape[shape.Rank - 1], .. shape.Dimensions.Take(shape.Rank - 1)]);
}
