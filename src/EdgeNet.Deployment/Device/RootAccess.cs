namespace EdgeNet.Deployment.Device;

/// <summary>How a user on the device becomes root.</summary>
internal enum RootAccess
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>It is root.</summary>
    IsRoot,

    /// <summary>By sudo, which asks for nothing.</summary>
    Sudo,

    /// <summary>By sudo, which asks for the user's password.</summary>
    SudoWithPassword,
}
