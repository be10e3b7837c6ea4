using EdgeNet.Devices.Linux;

namespace EdgeNet.Devices.V4l2;

/// <summary>An opened camera: its calls, with errors as people need them.</summary>
internal sealed unsafe class V4l2Handle : IDisposable
{
    private readonly int _file;
    private bool _isClosed;

    internal V4l2Handle(string name, IKernel kernel)
    {
        Name = name;
        Kernel = kernel;
        _file = kernel.Open(name);
        if (_file < 0)
            throw Error("open", _file, isOpening: true);
    }

    internal string Name { get; }

    internal IKernel Kernel { get; }

    /// <summary>Makes a call that may fail.</summary>
    /// <returns>0 or more, or minus an <see cref="Errno"/>.</returns>
    internal int TryCall(uint request, void* argument) => Kernel.Control(_file, request, argument);

    /// <summary>Makes a call that must not fail.</summary>
    /// <exception cref="CameraException">It does.</exception>
    internal void Call(string what, uint request, void* argument)
    {
        int result = TryCall(request, argument);
        if (result < 0)
            throw Error(what, result);
    }

    internal int Poll(TimeSpan timeout, out PollEvents events) => Kernel.Poll(_file, (int)timeout.TotalMilliseconds, out events);

    internal int Map(long offset, nuint length, out nint address) => Kernel.Map(_file, offset, length, out address);

    /// <summary>An error number as a sentence that says what to do.</summary>
    /// <param name="what">The call that failed.</param>
    /// <param name="result">Minus the error number.</param>
    /// <param name="isOpening">Whether it is the first call.</param>
    internal CameraException Error(string what, int result, bool isOpening = false)
    {
        (CameraFault fault, string message) = (Errno)(-result) switch
        {
            Errno.NoEntry or Errno.NoSuchAddress or Errno.NoDevice when isOpening => (
                CameraFault.NotFound, "no such camera: plug it in, or name another; v4l2-ctl --list-devices lists them"),
            Errno.NoDevice or Errno.NoSuchAddress or Errno.NoEntry => (
                CameraFault.Unplugged,
                "the camera is gone: plug it in again; if nobody unplugged it, dmesg says why (often the power supply)"),
            Errno.Access or Errno.NotPermitted => (
                CameraFault.PermissionDenied,
                "permission denied: add this user to the group video (sudo usermod -aG video $USER) and log in again"),
            Errno.Busy => (CameraFault.Busy, $"another program uses the camera: end it; fuser -v {Name} names it"),
            Errno.NoSpace => (
                CameraFault.Busy,
                "the USB bus has no room for these frames: ask for a smaller size, MJPG or fewer frames a second, or use another port"),
            Errno.NoMemory => (CameraFault.Failed, "no memory for the camera's buffers: ask for a smaller size or fewer buffers"),
            Errno.NotATerminal when isOpening => (CameraFault.WrongFormat, "expected a camera, found no video device"),
            Errno.InputOutput or Errno.TimedOut => (
                CameraFault.Failed, $"the camera does not answer ({what}): check its cable and plug it out and in"),
            var other => (CameraFault.Failed, FormattableString.Invariant($"{what} failed with error {(int)other}; dmesg may say more")),
        };
        return new CameraException(Name, fault, message);
    }

    public void Dispose()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        if (_file >= 0)
            _ = Kernel.Close(_file);
    }
}
