using EdgeNet.Vision.Pictures;

namespace EdgeNet.Training.Synthetic;

/// <summary>A synthetic envelope and what is on it.</summary>
/// <param name="Picture">What a camera would see.</param>
/// <param name="Zip">The five handwritten digits, or empty where there are none.</param>
/// <param name="X">The left edge of the box around them, in pixels.</param>
/// <param name="Y">The top edge.</param>
/// <param name="Width">The box's width; 0 where there are none.</param>
/// <param name="Height">The box's height.</param>
public sealed record EnvelopeScene(GreyPicture Picture, string Zip, int X, int Y, int Width, int Height);
