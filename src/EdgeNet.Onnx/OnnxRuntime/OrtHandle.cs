using System.Runtime.InteropServices;

namespace EdgeNet.Onnx.OnnxRuntime;

/// <summary>An object of ONNX Runtime's, given back by the function of its kind.</summary>
internal sealed unsafe class OrtHandle : SafeHandle
{
    private readonly delegate* unmanaged<nint, void> _release;

    public OrtHandle(nint pointer, delegate* unmanaged<nint, void> release)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        _release = release;
        SetHandle(pointer);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The object. The caller keeps the handle reachable and undisposed while it uses it.</summary>
    public nint Pointer => handle;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        _release(handle);
        return true;
    }
}
