namespace EdgeNet.Devices;

/// <summary>The frames of an opened device. Used by one thread.</summary>
public interface IFrameStream : IDisposable
{
    /// <summary>Waits for a frame and takes it.</summary>
    /// <param name="buffer">Takes the frame; undefined unless there is one. Until there is, the same one is given again.</param>
    /// <param name="timeout">How long to wait at most, so that the source can be closed; a frame that has begun may take longer.</param>
    /// <returns>Whether there is a frame.</returns>
    /// <exception cref="CameraException">The device is gone, or does not work.</exception>
    StreamResult Read(FrameBuffer buffer, TimeSpan timeout);

    /// <summary>Ends a wait that is longer than asked for; called by another thread when the source is closed.</summary>
    void Interrupt()
    {
    }
}
