namespace EdgeNet.Training.Data;

/// <summary>The element types of IDX files, by their code in the third byte.</summary>
public enum IdxType
{
    /// <summary>Unsigned bytes.</summary>
    UInt8 = 0x08,

    /// <summary>Signed bytes.</summary>
    Int8 = 0x09,

    /// <summary>16-bit integers.</summary>
    Int16 = 0x0B,

    /// <summary>32-bit integers.</summary>
    Int32 = 0x0C,

    /// <summary>32-bit floats.</summary>
    Float32 = 0x0D,

    /// <summary>64-bit floats.</summary>
    Float64 = 0x0E,
}
