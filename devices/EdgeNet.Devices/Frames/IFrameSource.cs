namespace EdgeNet.Devices;

/// <summary>
/// Where frames come from, one at a time: pictures in a folder, or a camera. A source lends its own buffers, so that nothing is copied or
/// allocated for the reader. Not safe for use by several threads at once; <see cref="Counts"/> may be read by any.
/// </summary>
public interface IFrameSource : IDisposable
{
    /// <summary>What became of the frames so far.</summary>
    FrameCounts Counts { get; }

    /// <summary>Takes back the frame lent before, and waits for the next one.</summary>
    /// <param name="frame">The frame, valid until the next call; nothing where there is none.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>False where the source has come to its end; a camera does not.</returns>
    /// <exception cref="FrameException">
    /// This frame cannot be had. The next call goes on with the one after it. Of a camera it is a <see cref="CameraException"/>: the camera
    /// was unplugged, say, and is opened again meanwhile.
    /// </exception>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    bool TryGetFrame(out SourceFrame frame, CancellationToken cancellation = default);
}
