namespace EdgeNet.Devices.Status.Access;

/// <summary>What becomes of a request.</summary>
internal enum AccessDecision
{
    /// <summary>It is answered.</summary>
    Allowed,

    /// <summary>It shows no right token and no open session.</summary>
    LoginNeeded,

    /// <summary>Its address has sent too many wrong tokens.</summary>
    Throttled,

    /// <summary>It asks for a name that is not this machine's.</summary>
    WrongHost,

    /// <summary>It was made by another site.</summary>
    ForeignOrigin,
}
