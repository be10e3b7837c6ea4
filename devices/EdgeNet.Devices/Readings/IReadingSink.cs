using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices;

/// <summary>Where readings go.</summary>
public interface IReadingSink
{
    /// <summary>Takes what was read in a frame.</summary>
    /// <param name="name">The frame's name.</param>
    /// <param name="reading">The reading; it holds until the next frame.</param>
    /// <param name="time">How long reading took, without loading the picture.</param>
    void OnReading(string name, DigitReading reading, TimeSpan time);

    /// <summary>Takes what is to be told of a frame that could be had; its reading follows.</summary>
    /// <param name="message">One line that names the frame, or the folder it is in.</param>
    void OnWarning(string message);

    /// <summary>Takes the news that a frame could not be had.</summary>
    /// <param name="error">Which, and why.</param>
    void OnError(FrameException error);
}
