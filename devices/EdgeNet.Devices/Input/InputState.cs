namespace EdgeNet.Devices.Input;

/// <summary>How far reading a piece of an input has come.</summary>
internal enum InputState
{
    /// <summary>All of it is there.</summary>
    Done,

    /// <summary>The rest has not come yet: ask again.</summary>
    Waiting,

    /// <summary>The input ended before its first byte.</summary>
    End,

    /// <summary>The input ended within it.</summary>
    CutOff,
}
