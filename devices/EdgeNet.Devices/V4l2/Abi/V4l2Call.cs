using EdgeNet.Devices.Linux;

namespace EdgeNet.Devices.V4l2.Abi;

/// <summary>
/// V4L2's requests, and the kinds of its buffers (linux/videodev2.h). A camera is used by them directly and not by Iot.Device.Bindings'
/// VideoDevice: that one allocates every frame, knows no row stride, waits without an end, passes over what calls return, and does not
/// start under NativeAOT.
/// </summary>
internal static unsafe class V4l2Call
{
    internal const uint CaptureType = 1;
    internal const uint MappedMemory = 1;

    internal static readonly uint QueryCapability = IoControl.Read('V', 0, sizeof(V4l2Capability));
    internal static readonly uint EnumerateFormat = IoControl.ReadWrite('V', 2, sizeof(V4l2FormatDescription));
    internal static readonly uint SetFormat = IoControl.ReadWrite('V', 5, sizeof(V4l2Format));
    internal static readonly uint RequestBuffers = IoControl.ReadWrite('V', 8, sizeof(V4l2BufferRequest));
    internal static readonly uint QueryBuffer = IoControl.ReadWrite('V', 9, sizeof(V4l2Buffer));
    internal static readonly uint QueueBuffer = IoControl.ReadWrite('V', 15, sizeof(V4l2Buffer));
    internal static readonly uint DequeueBuffer = IoControl.ReadWrite('V', 17, sizeof(V4l2Buffer));
    internal static readonly uint StreamOn = IoControl.Write('V', 18, sizeof(uint));
    internal static readonly uint StreamOff = IoControl.Write('V', 19, sizeof(uint));
    internal static readonly uint SetParameters = IoControl.ReadWrite('V', 22, sizeof(V4l2StreamParameters));
    internal static readonly uint GetControl = IoControl.ReadWrite('V', 27, sizeof(V4l2ControlValue));
    internal static readonly uint SetControl = IoControl.ReadWrite('V', 28, sizeof(V4l2ControlValue));
    internal static readonly uint QueryControl = IoControl.ReadWrite('V', 36, sizeof(V4l2ControlQuery));
    internal static readonly uint EnumerateSize = IoControl.ReadWrite('V', 74, sizeof(V4l2FrameSize));
    internal static readonly uint EnumerateInterval = IoControl.ReadWrite('V', 75, sizeof(V4l2FrameInterval));
}
