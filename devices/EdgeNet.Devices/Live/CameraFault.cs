namespace EdgeNet.Devices;

/// <summary>What is wrong with a camera, or with whatever else frames come from live.</summary>
public enum CameraFault
{
    /// <summary>Something that has no name here; the message says what the system reported.</summary>
    Failed,

    /// <summary>There is no such device, program or address.</summary>
    NotFound,

    /// <summary>This user may not open it.</summary>
    PermissionDenied,

    /// <summary>Another program has it.</summary>
    Busy,

    /// <summary>It was there and is gone.</summary>
    Unplugged,

    /// <summary>It is there and gives no frames.</summary>
    Stalled,

    /// <summary>It gives nothing that is read here, or does not take a setting.</summary>
    WrongFormat,
}
